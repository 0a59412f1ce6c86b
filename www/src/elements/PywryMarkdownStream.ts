/** `<pywry-markdown-stream id>`: text that streams into a Shiny page. It needs no framework, and loads none. */
import { computed } from "@preact/signals-core";
import type { Channel } from "../channel/channel";
import { follow } from "../channel/follow";
import { shinyChannel } from "../channel/shiny";
import { streamConfig } from "../state/config";
import { FollowScroll } from "../view/follow-scroll";
import { labelsWith } from "../view/labels";
import { showMessages } from "../view/stream/messages";
import { Life } from "./lasting";
import { takeMarkup } from "./markup";

export class PywryMarkdownStream extends HTMLElement {
  readonly #life = new Life(this, () => mountMarkdownStream(this, shinyChannel(this.id)));

  connectedCallback(): void {
    this.#life.connected();
  }

  disconnectedCallback(): void {
    this.#life.disconnected();
  }

  connectedMoveCallback(): void {}
}

export function mountMarkdownStream(element: HTMLElement, channel: Channel): () => void {
  const markup = takeMarkup(element);
  const config = streamConfig(markup.config);
  const { store, close } = follow(channel, { messages: config.message ? [config.message] : [] });
  const own = store.messages.peek();
  const shown = computed(() => {
    const streamed = store.messages.value.filter((message) => !own.includes(message));
    return streamed.length > 0 ? streamed : store.messages.value;
  });
  const content = document.createElement("div");
  content.className = "pywry-stream-content";
  element.append(content);
  const hide = showMessages(content, shown, config, labelsWith(config.labels));
  const scroll = config.autoScroll ? followEnd(element, content) : null;
  return () => {
    scroll?.destroy();
    hide();
    close();
    markup.restore();
  };
}

/** The end of a text is followed in whatever scrolls it; the page itself is the reader's own. */
function followEnd(element: HTMLElement, content: HTMLElement): FollowScroll | null {
  const fixed = !["", "auto"].includes(element.style.height);
  for (let one = fixed ? element : element.parentElement; one; one = one.parentElement) {
    if (one === document.body || one === document.documentElement) return null;
    if (["auto", "scroll"].includes(getComputedStyle(one).overflowY)) {
      return new FollowScroll(one, content);
    }
  }
  return null;
}
