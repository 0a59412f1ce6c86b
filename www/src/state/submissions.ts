/** What was sent and has not come back as a message of the thread yet. */
import { computed, type ReadonlySignal, signal } from "@preact/signals-core";
import type { Message } from "../wire.gen";
import { MessageCell } from "./message_cell";
import type { Origin } from "./model";

/**
 * A submission that got lost is sent again; if that does not help, the text goes back. An answer does not tell which
 * question it is for, and Shiny begins a session with up to two questions beside ours: so many answers may come that
 * know nothing of what was just sent. The server takes one id once.
 */
const TRIES = 5;

export interface Submission {
  readonly id: string;
  readonly text: string;
  readonly origin: Origin;
  readonly cell: MessageCell;
  readonly tries: number;
  /** The server was asked for the thread after this was sent: its answer tells whether it arrived. */
  readonly asked: boolean;
}

export class Submissions {
  readonly #waiting = signal<readonly Submission[]>([]);

  get waiting(): ReadonlySignal<readonly Submission[]> {
    return this.#waiting;
  }

  /** What a person typed of it. */
  readonly typed: ReadonlySignal<readonly string[]> = computed(() =>
    this.#waiting.value.filter((one) => one.origin === "person").map((one) => one.text),
  );

  /** Keeps what was sent; what could not be sent yet goes when the server has answered the page's first question. */
  add(id: string, text: string, origin: Origin, sent: boolean): void {
    const cell = new MessageCell("thread", userMessage(id, text), true);
    const submission = { id, text, origin, cell, tries: sent ? 1 : 0, asked: !sent };
    this.#waiting.value = [...this.#waiting.peek(), submission];
  }

  /** Takes one out: it has come back as a message, or it was refused. */
  take(id: string): Submission | undefined {
    const found = this.#waiting.peek().find((one) => one.id === id);
    if (found) this.#waiting.value = this.#waiting.peek().filter((one) => one !== found);
    return found;
  }

  /** The server is asked for the thread now. */
  asking(): void {
    this.#waiting.value = this.#waiting.peek().map((one) => ({ ...one, asked: true }));
  }

  /** The server has answered, and these did not arrive: some are tried again, others given up. */
  lost(inWork: string | null): { again: readonly Submission[]; givenUp: readonly Submission[] } {
    const missing = this.#waiting.peek().filter((one) => one.asked && one.id !== inWork);
    const givenUp = missing.filter((one) => one.tries >= TRIES);
    const again = missing.filter((one) => one.tries < TRIES);
    if (missing.length > 0) {
      this.#waiting.value = this.#waiting
        .peek()
        .filter((one) => !givenUp.includes(one))
        .map((one) => (again.includes(one) ? { ...one, tries: one.tries + 1, asked: false } : one));
    }
    return { again, givenUp };
  }
}

function userMessage(id: string, text: string): Message {
  return {
    id,
    role: "user",
    parts: [{ kind: "text", text, format: "markdown" }],
    status: "complete",
    icon: null,
    pinned: false,
    error: null,
  };
}
