/** Whether a piece of the page is dark, and when that changes. */

type Listener = () => void;

const listeners = new Set<Listener>();
let stop: (() => void) | undefined;

/** Judged by the text's colour, so that it is right in any theme: light text stands on dark ground. */
export function isDark(element: Element): boolean {
  const parts = /^rgba?\(([\d.]+),? ([\d.]+),? ([\d.]+)/.exec(getComputedStyle(element).color);
  const [red, green, blue] = (parts?.slice(1) ?? []).map(Number);
  if (red === undefined || green === undefined || blue === undefined) return false;
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue > 140;
}

function start(): () => void {
  const tell = (): void => {
    for (const listener of listeners) listener();
  };
  const observer = new MutationObserver(tell);
  observer.observe(document.documentElement, {
    attributes: true,
    attributeFilter: ["data-bs-theme"],
    subtree: true,
  });
  const scheme = matchMedia("(prefers-color-scheme: dark)");
  scheme.addEventListener("change", tell);
  return () => {
    observer.disconnect();
    scheme.removeEventListener("change", tell);
  };
}

/** Call `listener` when the theme may have changed. Gives back the end of it. */
export function watchAppearance(listener: Listener): () => void {
  listeners.add(listener);
  stop ??= start();
  return () => {
    listeners.delete(listener);
    if (listeners.size > 0) return;
    stop?.();
    stop = undefined;
  };
}
