/**
 * What has the focus may go away: a notice is put away, the transcript is cleared, a greeting leaves. The browser would
 * send whoever works by keyboard to the top of the page; here they go where one goes on.
 */
const GONE = "[hidden], [inert]";

/** `successor` is asked when it is needed. The answer ends it. */
export function keepFocusIn(root: HTMLElement, successor: () => HTMLElement | null): () => void {
  let holder: Element | null = null;
  let leaving: ReturnType<typeof setTimeout> | undefined;
  const observer = new MutationObserver(() => {
    if (holder !== null && isGone(holder, root)) handOn(holder);
  });
  const letGo = (): void => {
    clearTimeout(leaving);
    observer.disconnect();
    holder = null;
  };
  const handOn = (gone: Element): void => {
    letGo();
    const { activeElement } = document;
    // The app, or the reader, may have chosen another place already.
    if (activeElement === document.body || activeElement === gone)
      successor()?.focus({ preventScroll: true });
  };
  const came = (event: FocusEvent): void => {
    letGo();
    // Text boxes of ours do not go away, so that most of the time nothing is observed.
    if (!(event.target instanceof Element) || event.target === successor()) return;
    holder = event.target;
    observer.observe(root, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ["hidden", "inert"],
    });
  };
  const went = (event: FocusEvent): void => {
    if (event.relatedTarget !== null) letGo();
    // A browser may tell that the focus went before it takes away what had it.
    else leaving = setTimeout(letGo);
  };
  root.addEventListener("focusin", came);
  root.addEventListener("focusout", went);
  return () => {
    letGo();
    root.removeEventListener("focusin", came);
    root.removeEventListener("focusout", went);
  };
}

function isGone(element: Element, root: Element): boolean {
  return !root.contains(element) || element.closest(GONE) !== null;
}

/** Where one goes on: the text box, but on a phone that would bring up a keyboard that nobody asked for. */
export function nextPlace(root: HTMLElement): HTMLElement | null {
  const place = matchMedia("(pointer: coarse)").matches
    ? ":is(.pywry-message, .pywry-greeting)[tabindex='0']:not([hidden], [inert])"
    : ".pywry-composer-text";
  return root.querySelector<HTMLElement>(place);
}

/** Pressing a button leaves the focus, and on a phone the keyboard, where it is. */
export function keepFocus(event: MouseEvent): void {
  event.preventDefault();
}
