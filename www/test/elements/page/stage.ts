/** Chats on a page whose server is whoever drives the browser. */
import { type MemoryChannel, memoryChannel } from "../../../src/channel/memory";
import { Life } from "../../../src/elements/lasting";
import { mountChat } from "../../../src/elements/PywryChat";
import { mountMarkdownStream } from "../../../src/elements/PywryMarkdownStream";
import { MOVED } from "../../../src/view/moved";
import type { ClientEvent, Limits, Message, ServerEvent, Thread, Turn } from "../../../src/wire.gen";

const channels = new Map<string, MemoryChannel>();

function channelOf(id: string): MemoryChannel {
  const found = channels.get(id) ?? memoryChannel();
  channels.set(id, found);
  return found;
}

class StagedChat extends HTMLElement {
  readonly #life = new Life(this, () => mountChat(this, channelOf(this.id)));
  connectedCallback(): void {
    if (this.#life.lives) this.dispatchEvent(new Event(MOVED));
    else this.#life.connected();
  }
  disconnectedCallback(): void {
    this.#life.disconnected();
  }
}

class StagedStream extends HTMLElement {
  readonly #life = new Life(this, () => mountMarkdownStream(this, channelOf(this.id)));
  connectedCallback(): void {
    this.#life.connected();
  }
  disconnectedCallback(): void {
    this.#life.disconnected();
  }
}

const limits: Limits = {
  pause_seconds: 0.015,
  flush_seconds: 0.03,
  flush_chars: 300,
  submit_chars: 10_000,
  log_events: 2000,
};
const idle: Turn = { busy: false, streaming: false, submission: null };

/** A server small enough to be driven by hand: it keeps what a test needs to say next. */
class Stage {
  readonly #seq = new Map<string, number>();

  channel(id: string): MemoryChannel {
    return channelOf(id);
  }

  sent(id: string): readonly ClientEvent[] {
    return channelOf(id).sent;
  }

  connect(id: string, thread: Partial<Thread> = {}): void {
    const channel = channelOf(id);
    channel.connect();
    this.#seq.set(id, 0);
    const whole: Thread = { id: "t", messages: [], greeting: null, ...thread };
    channel.push({ kind: "snapshot", seq: 0, thread: whole, turn: idle, limits });
  }

  events(id: string, events: readonly ServerEvent[]): void {
    const seq = this.#seq.get(id) ?? 0;
    channelOf(id).push({ kind: "events", thread: "t", first: seq + 1, events });
    this.#seq.set(id, seq + events.length);
  }

  turn(id: string, turn: Partial<Turn>): void {
    channelOf(id).push({ kind: "turn", thread: "t", turn: { ...idle, ...turn } });
  }

  /** Puts a whole message into the thread. */
  say(id: string, message: Partial<Message> & { id: string; text: string }): void {
    const { text, ...more } = message;
    const whole: Message = {
      role: "assistant",
      status: "complete",
      icon: null,
      pinned: false,
      error: null,
      parts: [{ kind: "text", text, format: "markdown" }],
      ...more,
    };
    this.events(id, [{ kind: "message_start", slot: "thread", message: whole }]);
  }

  /** Takes the last submission into the thread. */
  accept(id: string): void {
    const last = channelOf(id)
      .sent.filter((event) => event.kind === "submit")
      .at(-1);
    if (last?.kind === "submit") this.say(id, { id: last.id, role: "user", text: last.text });
  }
}

declare global {
  interface Window {
    stage: Stage;
  }
}

window.stage = new Stage();
customElements.define("pywry-chat", StagedChat);
customElements.define("pywry-markdown-stream", StagedStream);
