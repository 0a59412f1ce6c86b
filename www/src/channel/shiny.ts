/** The channel through Shiny: one custom message for all elements of the page, and one input for each. */
import type { ClientEvent } from "../wire.gen";
import type { Channel, ChannelListener } from "./channel";

/** What we use of Shiny's client, here and in the views. */
export interface ShinyClient {
  /** Comes with the first session. */
  setInputValue?(name: string, value: unknown, options: { priority: "event" }): void;
  addCustomMessageHandler(type: string, handler: (message: unknown) => void): void;
  readonly initializedPromise?: PromiseLike<unknown>;
  readonly shinyapp?: { isConnected(): boolean };
  renderContentAsync?(
    element: HTMLElement,
    content: { html: string; deps: readonly Record<string, unknown>[] },
  ): Promise<void>;
  bindAll?(scope: HTMLElement): Promise<void>;
  unbindAll?(scope: HTMLElement): void;
}

/** Shiny tells its events through jQuery alone. */
type JQuery = (target: Document) => { on(event: string, handler: () => void): unknown };

const MESSAGE = "pywry-chat";

declare global {
  interface Window {
    Shiny?: ShinyClient;
    jQuery?: JQuery;
  }
}

class ShinyPage {
  readonly #listeners = new Map<string, ChannelListener>();
  #shiny: ShinyClient | null = null;
  #online = false;

  channel(id: string): Channel {
    return {
      send: (event) => this.#send(id, event),
      open: (listener) => this.#open(id, listener),
    };
  }

  /** Shiny may come after us: its scripts stand anywhere in the page. */
  find(): void {
    if (this.#install()) return;
    for (const [target, moment] of [
      [document, "DOMContentLoaded"],
      [window, "load"],
    ] as const) {
      target.addEventListener(moment, () => this.#install(), { once: true });
    }
  }

  #install(): boolean {
    const { Shiny: shiny, jQuery } = window;
    if (this.#shiny !== null) return true;
    if (!shiny || !jQuery) return false;
    this.#shiny = shiny;
    shiny.addCustomMessageHandler(MESSAGE, (message) => this.#receive(message));
    // Not shiny:connected: what is sent then goes ahead of the message that begins the session.
    jQuery(document).on("shiny:sessioninitialized", () => this.#turn(true));
    jQuery(document).on("shiny:disconnected", () => this.#turn(false));
    // For a page whose session began before we came. Otherwise the promise is a moment ahead of the event.
    void shiny.initializedPromise?.then(() =>
      setTimeout(() => {
        if (!this.#online && shiny.shinyapp?.isConnected()) this.#turn(true);
      }),
    );
    return true;
  }

  #turn(online: boolean): void {
    this.#online = online;
    for (const listener of [...this.#listeners.values()]) listener.connected(online);
    if (!online) setTimeout(() => this.#forgetInputs());
  }

  /**
   * Shiny begins the next session of this page with the last value of every input. A submission must not be among
   * them: another session would take it for a new one. Later than now, when Shiny has let go of the dead socket.
   */
  #forgetInputs(): void {
    if (this.#online) return;
    for (const id of this.#listeners.keys()) this.#set(id, { kind: "attach" });
  }

  #receive(message: unknown): void {
    const { id, frame } = (message ?? {}) as { id?: unknown; frame?: unknown };
    // Who is not here yet attaches when it comes, and gets what it missed.
    if (typeof id === "string") this.#listeners.get(id)?.receive(frame);
  }

  #send(id: string, event: ClientEvent): boolean {
    return this.#online && this.#set(id, event);
  }

  #set(id: string, event: ClientEvent): boolean {
    if (!this.#shiny?.setInputValue) return false;
    // An event is sent at once and whole; two in the same tick do not overwrite each other.
    this.#shiny.setInputValue(`${id}_pywry:pywry.event`, event, { priority: "event" });
    return true;
  }

  #open(id: string, listener: ChannelListener): () => void {
    this.#listeners.set(id, listener);
    if (this.#online) listener.connected(true);
    return () => {
      // Its successor of the same id may have come before it went.
      if (this.#listeners.get(id) === listener) this.#listeners.delete(id);
    };
  }
}

/** One for the page, even if our files were loaded from two places: Shiny knows one handler a message. */
const PAGE = Symbol.for("pywry.shiny-page");

function shinyPage(): ShinyPage {
  const shared = globalThis as { [PAGE]?: ShinyPage };
  if (!shared[PAGE]) {
    shared[PAGE] = new ShinyPage();
    shared[PAGE].find();
  }
  return shared[PAGE];
}

export function shinyChannel(id: string): Channel {
  return shinyPage().channel(id);
}
