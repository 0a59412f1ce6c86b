/** An element that lives as long as it is in the page, and does not notice being moved there. */

/** Mounts and gives what unmounts. */
export type Mount = () => () => void;

export class Life {
  readonly #element: Element;
  readonly #mount: Mount;
  #unmount: (() => void) | null = null;

  constructor(element: Element, mount: Mount) {
    this.#element = element;
    this.#mount = mount;
  }

  get lives(): boolean {
    return this.#unmount !== null;
  }

  connected(): void {
    whenParsed(() => {
      if (this.#element.isConnected && !this.#unmount) this.#unmount = this.#mount();
    });
  }

  /** Taken out and put in again at once is a move. Only who is still out when all that has settled is gone. */
  disconnected(): void {
    setTimeout(() => {
      if (this.#element.isConnected || !this.#unmount) return;
      this.#unmount();
      this.#unmount = null;
    });
  }
}

/** While the page itself is being read, an element may be there before its children are. */
function whenParsed(act: () => void): void {
  if (document.readyState === "loading") {
    document.addEventListener("DOMContentLoaded", act, { once: true });
  } else {
    act();
  }
}
