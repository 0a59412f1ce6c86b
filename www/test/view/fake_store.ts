/** A store made of bare signals, for tests of the views: what a test sets is what is shown. */
import { batch, type Signal, signal } from "@preact/signals-core";
import type { ChatStore, MessageState, Part, PartState, Status } from "../../src/state/store";

export class FakePart implements PartState {
  static count = 0;
  readonly key = `part-${++FakePart.count}`;
  readonly kind: Part["kind"];
  readonly part: Signal<Part>;
  readonly ended = signal(false);
  private readonly listeners = new Set<(text: string) => void>();

  constructor(part: Part) {
    this.kind = part.kind;
    this.part = signal({ ...part });
  }

  get listening(): number {
    return this.listeners.size;
  }

  onDelta(listen: (text: string) => void): () => void {
    this.listeners.add(listen);
    return () => this.listeners.delete(listen);
  }

  delta(text: string): void {
    const part = this.part.peek();
    if (part.kind === "text" || part.kind === "thinking") part.text += text;
    for (const listen of [...this.listeners]) listen(text);
  }

  end(seconds: number | null = null): void {
    const part = this.part.peek();
    batch(() => {
      if (part.kind === "thinking") this.part.value = { ...part, seconds };
      this.ended.value = true;
    });
  }
}

export class FakeMessage implements MessageState {
  static count = 0;
  readonly id = `message-${++FakeMessage.count}`;
  readonly key = this.id;
  readonly pinned: boolean;
  readonly icon: string | null;
  readonly slot: MessageState["slot"];
  readonly live: boolean;
  readonly parts = signal<readonly FakePart[]>([]);
  readonly status: Signal<Status>;
  readonly error = signal<string | null>(null);

  readonly role: MessageState["role"];

  constructor(
    role: MessageState["role"],
    options: Partial<Pick<MessageState, "pinned" | "icon" | "slot" | "live">> & { status?: Status } = {},
  ) {
    this.role = role;
    this.pinned = options.pinned ?? false;
    this.icon = options.icon ?? null;
    this.slot = options.slot ?? "thread";
    this.live = options.live ?? true;
    this.status = signal(options.status ?? "open");
  }

  part(part: Part): FakePart {
    const made = new FakePart(part);
    this.parts.value = [...this.parts.peek(), made];
    return made;
  }

  text(text: string, format: "markdown" | "plain" | "html" = "markdown"): FakePart {
    return this.part({ kind: "text", text, format });
  }

  thought(text: string, topic: string | null = null, seconds: number | null = null): FakePart {
    return this.part({ kind: "thinking", text, topic, seconds });
  }

  end(status: Exclude<Status, "open"> = "complete", error: string | null = null): this {
    batch(() => {
      for (const part of this.parts.peek()) part.ended.value = true;
      this.error.value = error;
      this.status.value = status;
    });
    return this;
  }
}

export class FakeStore {
  readonly messages = signal<readonly FakeMessage[]>([]);
  readonly greeting = signal<FakeMessage | null>(null);
  readonly greetingShown = signal(true);
  readonly turn = signal({ busy: false, streaming: false, submission: null as string | null });
  readonly connected = signal(true);
  readonly attached = signal(true);
  readonly held = signal(false);
  readonly stoppable = signal(false);
  readonly stopping = signal(false);
  readonly limits = signal(null);
  readonly notice = signal<string | null>(null);
  readonly inputs = signal<readonly string[]>([]);

  stop = (): void => {};

  add(message: FakeMessage): FakeMessage {
    this.messages.value = [...this.messages.peek(), message];
    return message;
  }

  busy(busy: boolean): void {
    this.turn.value = { busy, streaming: busy, submission: null };
  }

  /** What the views may read; what they may call is of no concern to them. */
  get store(): ChatStore {
    return this as unknown as ChatStore;
  }
}
