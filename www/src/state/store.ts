/** The thread as this page has it, kept by the fold, told in signals. */
import {
  batch,
  computed,
  effect,
  type ReadonlySignal,
  type Signal,
  signal,
  untracked,
} from "@preact/signals-core";
import type {
  ClientEvent,
  ComposerFrame,
  EventsFrame,
  Limits,
  Message,
  NoticeFrame,
  ServerFrame,
  SnapshotFrame,
  Thread,
  Turn,
} from "../wire.gen";
import { advance, type Cursor, judge } from "./cursor";
import { type Drawer, joinDrafts, keepDraft, keptDraft } from "./draft";
import { MessageCell } from "./message_cell";
import type { ChatStore, ComposerState, MessageState, Origin, Send } from "./model";
import { Recall } from "./recall";
import { type Submission, Submissions } from "./submissions";
import { ThreadCells } from "./thread_cells";

export type {
  ChatStore,
  ComposerState,
  MessageState,
  Origin,
  Part,
  PartState,
  Send,
  Slot,
  Status,
} from "./model";

export interface StoreOptions {
  readonly send: Send;
  /** What the page shows of its own before the thread's. */
  readonly messages?: readonly Message[];
  readonly greeting?: Message | null;
  /** Where the draft is kept. */
  readonly draft?: { readonly drawer: Drawer | null; readonly key: string };
  /** What to tell a person whose text did not arrive. */
  readonly lost?: string;
  readonly newId?: () => string;
}

const IDLE: Turn = { busy: false, streaming: false, submission: null };

export function createStore(options: StoreOptions): ChatStore {
  return new Store(options);
}

class Store implements ChatStore {
  readonly messages: ReadonlySignal<readonly MessageState[]>;
  readonly greeting: ReadonlySignal<MessageState | null>;
  readonly greetingShown: ReadonlySignal<boolean>;
  readonly turn = signal(IDLE);
  readonly connected = signal(false);
  readonly attached = signal(false);
  readonly held: ReadonlySignal<boolean>;
  readonly stoppable: ReadonlySignal<boolean>;
  readonly stopping = signal(false);
  readonly limits = signal<Limits | null>(null);
  readonly notice = signal<string | null>(null);
  readonly composer: ComposerState;

  readonly #send: Send;
  readonly #newId: () => string;
  readonly #lost: string | null;
  readonly #submissions = new Submissions();
  readonly #recall = new Recall();
  readonly #thread = new ThreadCells((id) => this.#submissions.take(id)?.cell);
  readonly #ownMessages: Signal<readonly MessageCell[]>;
  readonly #ownGreeting: Signal<MessageCell | null>;
  readonly #draft: Signal<string>;
  readonly #placeholder = signal<string | null>(null);
  readonly #focusAsked = signal(0);
  /** What the server asked to be sent while the composer was held. */
  readonly #later = signal<readonly string[]>([]);
  /** The page followed a thread and does not any more. Before it ever did, a text waits for it to begin. */
  readonly #lostTouch = computed(() => !this.attached.value && this.#thread.id.value !== null);
  readonly #closers: readonly (() => void)[];
  #cursor: Cursor = { thread: null, last: 0 };
  /** The server was asked for what is missing and has not answered. */
  #asking = false;

  constructor(options: StoreOptions) {
    this.#send = options.send;
    this.#newId = options.newId ?? randomId;
    this.#lost = options.lost ?? null;
    const { drawer, key } = options.draft ?? { drawer: null, key: "" };
    this.#draft = signal(keptDraft(drawer, key));
    this.#ownMessages = signal(
      (options.messages ?? []).map((message) => new MessageCell("thread", message, false)),
    );
    this.#ownGreeting = signal(
      options.greeting ? new MessageCell("greeting", options.greeting, false) : null,
    );
    this.messages = computed(() => [
      ...this.#ownMessages.value,
      ...this.#thread.messages.value,
      ...this.#submissions.waiting.value.map((one) => one.cell),
    ]);
    this.greeting = computed(() => this.#thread.greeting.value ?? this.#ownGreeting.value);
    this.greetingShown = computed(() => {
      const greeting = this.greeting.value;
      return (
        greeting !== null && (greeting.pinned || this.messages.value.every((one) => one.role === "system"))
      );
    });
    this.stoppable = computed(() => this.turn.value.busy || this.turn.value.streaming);
    this.held = computed(
      () => this.#lostTouch.value || this.turn.value.busy || this.#submissions.waiting.value.length > 0,
    );
    this.composer = {
      draft: this.#draft,
      placeholder: this.#placeholder,
      focusAsked: this.#focusAsked,
      inputs: this.#recall.texts,
    };
    // What was sent but has not arrived is kept with the draft: a reload may come before the answer.
    const unsent = computed(() => [...this.#submissions.typed.value, this.#draft.value]);
    this.#closers = [keepDraft(drawer, key, unsent), effect(() => this.#sendLater())];
  }

  get threadId(): ReadonlySignal<string | null> {
    return this.#thread.id;
  }

  thread(): Thread {
    return this.#thread.read();
  }

  close(): void {
    for (const close of this.#closers) close();
  }

  // --- what comes ------------------------------------------------------------------------------------------------

  receive(frame: ServerFrame): void {
    batch(() => {
      switch (frame.kind) {
        case "events":
          this.#takeEvents(frame);
          break;
        case "snapshot":
          this.#takeSnapshot(frame);
          break;
        case "turn":
          if (frame.thread === this.#cursor.thread) this.#takeTurn(frame.turn);
          else this.#miss();
          break;
        case "composer":
          this.#takeAsk(frame);
          break;
        case "notice":
          this.#takeNotice(frame);
      }
    });
  }

  setConnected(connected: boolean): void {
    batch(() => {
      this.connected.value = connected;
      this.attached.value = false;
      this.#asking = false;
      if (connected) this.attach();
    });
  }

  #takeEvents(frame: EventsFrame): void {
    const verdict = judge(this.#cursor, frame);
    if (verdict.kind === "missing") {
      this.#miss();
      return;
    }
    for (const event of frame.events.slice(verdict.from)) {
      if (event.kind === "message_start") this.#recall.rememberMessage(event.message);
      if (event.kind === "thread_clear") this.#ownMessages.value = [];
      if (event.kind === "greeting_clear") this.#ownGreeting.value = null;
      this.#thread.apply(event);
    }
    this.#cursor = advance(this.#cursor, frame);
    this.#answered();
  }

  #takeSnapshot(frame: SnapshotFrame): void {
    if (this.#thread.id.peek() !== frame.thread.id) this.#recall.forget();
    for (const message of frame.thread.messages) this.#recall.rememberMessage(message);
    this.#thread.load(frame.thread);
    this.#cursor = { thread: frame.thread.id, last: frame.seq };
    this.limits.value = frame.limits;
    this.#takeTurn(frame.turn);
    this.#answered();
  }

  #takeTurn(turn: Turn): void {
    const before = this.turn.peek();
    this.turn.value = turn;
    if (!(turn.busy || turn.streaming) || turn.submission !== before.submission) this.stopping.value = false;
  }

  #takeAsk(frame: ComposerFrame): void {
    if (frame.placeholder !== null) this.#placeholder.value = frame.placeholder;
    if (frame.value !== null && frame.submit) this.#later.value = [...this.#later.peek(), frame.value];
    else if (frame.value !== null) this.#draft.value = frame.value;
    if (frame.focus) this.#focusAsked.value += 1;
  }

  #takeNotice(frame: NoticeFrame): void {
    this.notice.value = frame.text;
    const refused = frame.submission === null ? undefined : this.#submissions.take(frame.submission);
    if (refused) this.#giveBack(refused);
  }

  #giveBack(refused: Submission): void {
    if (refused.origin === "person") this.#draft.value = joinDrafts([refused.text, this.#draft.peek()]);
  }

  // --- what goes -------------------------------------------------------------------------------------------------

  attach(anew = false): void {
    if (anew) this.#cursor = { thread: null, last: 0 };
    this.#submissions.asking();
    this.#asking = this.#send({ kind: "attach", thread: this.#cursor.thread, have: this.#cursor.last });
  }

  submit(text: string, origin: Origin = "person"): boolean {
    if (text.trim() === "" || this.held.peek()) return false;
    const id = this.#newId();
    const sent = this.tell({ kind: "submit", id, text });
    if (!sent && this.attached.peek()) return false;
    batch(() => {
      this.notice.value = null;
      this.#recall.remember(id, text);
      this.#submissions.add(id, text, origin, sent);
    });
    return true;
  }

  stop(): void {
    if (this.stoppable.peek() && this.tell({ kind: "stop" })) this.stopping.value = true;
  }

  tell(event: ClientEvent): boolean {
    return this.attached.peek() && this.#send(event);
  }

  /** Frames that do not fit: one question is enough until the server has answered it. */
  #miss(): void {
    if (this.connected.peek() && !this.#asking) this.attach();
  }

  /** What was shown is true again, and what the server does not have by now did not reach it. */
  #answered(): void {
    this.attached.value = true;
    if (!this.#asking) return;
    this.#asking = false;
    const { again, givenUp } = this.#submissions.lost(this.turn.peek().submission);
    for (const { id, text } of again) this.#send({ kind: "submit", id, text });
    // Only a whole thread is certain to be the answer to this question, and not what was on its way before it.
    if (again.length > 0) this.attach(true);
    for (const one of givenUp) this.#giveBack(one);
    if (givenUp.length > 0) this.notice.value = this.#lost;
  }

  #sendLater(): void {
    const [next, ...rest] = this.#later.value;
    if (next === undefined || this.held.value) return;
    untracked(() => {
      this.#later.value = rest;
      this.submit(next, "server");
    });
  }
}

/** randomUUID() is missing where the page came over plain http. */
function randomId(): string {
  if (typeof crypto.randomUUID === "function") return crypto.randomUUID();
  return Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) =>
    byte.toString(16).padStart(2, "0"),
  ).join("");
}
