/** `<pywry-chat id>`: a chat in a Shiny page. */
import { render } from "preact";
import type { Channel } from "../channel/channel";
import { follow } from "../channel/follow";
import { shinyChannel } from "../channel/shiny";
import { chatConfig } from "../state/config";
import { Chat } from "../view/Chat";
import { labelsWith } from "../view/labels";
import { MOVED } from "../view/moved";
import { draftKept } from "./drafts";
import { tellAboutGreeting, visibility } from "./greeting";
import { Life } from "./lasting";
import { takeMarkup } from "./markup";

export class PywryChat extends HTMLElement {
  readonly #life = new Life(this, () => mountChat(this, shinyChannel(this.id)));

  connectedCallback(): void {
    if (this.#life.lives) this.dispatchEvent(new Event(MOVED));
    else this.#life.connected();
  }

  disconnectedCallback(): void {
    this.#life.disconnected();
  }

  /** A browser that can move elements without taking them out need not be told anything. */
  connectedMoveCallback(): void {}
}

export function mountChat(element: HTMLElement, channel: Channel): () => void {
  const markup = takeMarkup(element);
  const config = chatConfig(markup.config);
  const { store, close } = follow(channel, {
    messages: config.messages,
    greeting: config.greeting,
    draft: draftKept(element.id),
    lost: labelsWith(config.labels).lost,
  });
  render(
    <Chat
      store={store}
      config={config}
      root={element}
      toolbar={markup.slot("toolbar")}
      footer={markup.slot("footer")}
    />,
    element,
  );
  const { visible, stop } = visibility(element);
  const hush = tellAboutGreeting(store, visible);
  return () => {
    hush();
    stop();
    close();
    render(null, element);
    markup.restore();
  };
}
