/** What the views see: one signal for each thing that changes by itself. */
import type { ReadonlySignal, Signal } from "@preact/signals-core";
import type { ClientEvent, Limits, Message, MessageStart, ServerFrame, Thread, Turn } from "../wire.gen";

export type Part = Message["parts"][number];
export type Status = Message["status"];
export type Slot = MessageStart["slot"];

/**
 * A part of a message.
 *
 * Text only ever grows: text that is taken back is another PartState with another key. So a view of text
 * subscribes, reads `part.peek().text` in the same tick, and from then on appends what `onDelta` brings.
 * `part` fires when anything but the text changes (a tool's status, seconds, the topic); a delta changes
 * `part.peek().text` in place and does not fire it.
 */
export interface PartState {
  readonly key: string;
  readonly kind: Part["kind"];
  readonly part: ReadonlySignal<Part>;
  /** No more text is to come. Never turns false again. */
  readonly ended: ReadonlySignal<boolean>;
  /** Answers with what ends the subscription. */
  onDelta(listen: (text: string) => void): () => void;
}

export interface MessageState {
  /** Unique in the list of messages, and stable for as long as the message stands. */
  readonly key: string;
  readonly id: string;
  readonly role: Message["role"];
  /** The app's HTML; null is the chat's default, "" is no icon. */
  readonly icon: string | null;
  readonly pinned: boolean;
  readonly slot: Slot;
  readonly parts: ReadonlySignal<readonly PartState[]>;
  readonly status: ReadonlySignal<Status>;
  readonly error: ReadonlySignal<string | null>;
  /** It began while this page watched, as opposed to one that a snapshot or the page's own markup brought. */
  readonly live: boolean;
}

/** Who a submission came from. Only what a person typed goes back into the draft when it is refused. */
export type Origin = "person" | "suggestion" | "server";

/** What the composer shares with the rest: the server may set it, and what was refused comes back into it. */
export interface ComposerState {
  readonly draft: Signal<string>;
  /** What the server set in the place of the app's placeholder. */
  readonly placeholder: ReadonlySignal<string | null>;
  /** Grows by one each time the server asks for the focus. */
  readonly focusAsked: ReadonlySignal<number>;
  /** Every text a user has sent in this thread, oldest first. */
  readonly inputs: ReadonlySignal<readonly string[]>;
}

export interface ChatStore {
  /** null until the server has told which thread is shown. */
  readonly threadId: ReadonlySignal<string | null>;
  /** What stands in the transcript: the page's own messages, the thread's, then those not confirmed yet. */
  readonly messages: ReadonlySignal<readonly MessageState[]>;
  /** The greeting that counts, shown or not. */
  readonly greeting: ReadonlySignal<MessageState | null>;
  /** Whether the greeting is to be seen: it is pinned, or the conversation has not begun. */
  readonly greetingShown: ReadonlySignal<boolean>;
  readonly turn: ReadonlySignal<Turn>;
  /** There is a connection to the server. */
  readonly connected: ReadonlySignal<boolean>;
  /** The server has answered: the thread shown is the thread it has. */
  readonly attached: ReadonlySignal<boolean>;
  /** One may type, but nothing is sent: touch was lost, an answer is being written, or a submission is on its way. */
  readonly held: ReadonlySignal<boolean>;
  /** An answer is being written that could be stopped. */
  readonly stoppable: ReadonlySignal<boolean>;
  /** Someone asked to stop, and the answer has not ended yet. */
  readonly stopping: ReadonlySignal<boolean>;
  readonly limits: ReadonlySignal<Limits | null>;
  /** A sentence for the person at the page; a view may set it to null. */
  readonly notice: Signal<string | null>;
  readonly composer: ComposerState;

  /** Takes one frame off the wire. */
  receive(frame: ServerFrame): void;
  /** Tells whether the connection stands. When it comes up, the store attaches itself. */
  setConnected(connected: boolean): void;
  /** Asks the server for what is missing, or with `anew` for the whole thread. */
  attach(anew?: boolean): void;
  /** Sends a text and shows it at once. False when it cannot be sent now: keep the draft. */
  submit(text: string, origin?: Origin): boolean;
  /** Asks for all answers under way to stop. */
  stop(): void;
  /** Sends another kind of event; false before the page is attached. */
  tell(event: ClientEvent): boolean;
  /** The thread as the server has it: without the page's own messages and without those not confirmed. */
  thread(): Thread;
  close(): void;
}

/** How the store speaks. False: it could not be sent. */
export type Send = (event: ClientEvent) => boolean;
