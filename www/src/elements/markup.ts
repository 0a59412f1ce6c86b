/** What the app wrote between an element's tags. */

export interface Markup {
  /** What the element is told; empty if it is told nothing that can be read. */
  readonly config: Readonly<Record<string, unknown>>;
  /** A piece of UI that has its place in the element. */
  slot(name: string): Element | null;
  /** Puts everything back as it was. */
  restore(): void;
}

/** Takes all of it out of the element, which is empty then. */
export function takeMarkup(element: Element): Markup {
  const children = [...element.childNodes];
  element.replaceChildren();
  const find = (name: string): Element | null =>
    children.find(
      (node): node is Element => node instanceof Element && node.getAttribute("data-pywry") === name,
    ) ?? null;
  return {
    config: readConfig(find("config")),
    slot: find,
    restore: () => element.replaceChildren(...children),
  };
}

function readConfig(script: Element | null): Readonly<Record<string, unknown>> {
  if (script === null) return {};
  try {
    const value: unknown = JSON.parse(script.textContent ?? "");
    return typeof value === "object" && value !== null ? { ...value } : {};
  } catch (error) {
    console.error("pywry: the configuration of an element could not be read.", error);
    return {};
  }
}
