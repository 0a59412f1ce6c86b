/** A transcript in jsdom, with stand-ins for what jsdom has not. */
import { render } from "preact";
import { act } from "preact/test-utils";
import { vi } from "vitest";
import { type ChatConfig, chatConfig } from "../../src/state/config";
import { Transcript } from "../../src/view/transcript/Transcript";
import { FakeStore } from "./fake_store";

export interface Mounted {
  readonly store: FakeStore;
  readonly root: HTMLElement;
  /** Does something, and waits for the page to follow. */
  does(what: () => void): Promise<void>;
  find<T extends HTMLElement>(selector: string): T;
  all(selector: string): HTMLElement[];
  press(key: string): Promise<void>;
  unmount(): void;
}

export function standIns(): void {
  vi.stubGlobal(
    "ResizeObserver",
    class {
      observe(): void {}
      unobserve(): void {}
      disconnect(): void {}
    },
  );
  vi.stubGlobal("matchMedia", () => ({ matches: false, addEventListener() {}, removeEventListener() {} }));
  Element.prototype.scrollIntoView ??= () => {};
}

export async function mount(
  config: Partial<ChatConfig> = {},
  before?: (store: FakeStore) => void,
): Promise<Mounted> {
  standIns();
  vi.useFakeTimers();
  const store = new FakeStore();
  before?.(store);
  const root = document.createElement("pywry-chat");
  document.body.append(root);
  const does = async (what: () => void): Promise<void> => {
    await act(what);
    // Markdown is shown in the next frame, and observers tell in a microtask after that.
    await vi.advanceTimersByTimeAsync(200);
  };
  await does(() => render(<Transcript store={store.store} config={chatConfig(config)} />, root));
  const find = <T extends HTMLElement>(selector: string): T => {
    const found = root.querySelector<T>(selector);
    if (found === null) throw new Error(`There is no ${selector}`);
    return found;
  };
  return {
    store,
    root,
    does,
    find,
    all: (selector) => [...root.querySelectorAll<HTMLElement>(selector)],
    press: (key) =>
      does(() => {
        document.activeElement?.dispatchEvent(
          new KeyboardEvent("keydown", { key, bubbles: true, cancelable: true }),
        );
      }),
    unmount: () => {
      render(null, root);
      root.remove();
      delete window.Shiny;
      vi.useRealTimers();
      vi.unstubAllGlobals();
    },
  };
}
