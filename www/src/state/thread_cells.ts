/** The fold again, with a signal for each thing that changes, so that a change costs what it changes. */
import { type ReadonlySignal, type Signal, signal } from "@preact/signals-core";
import type { Message, ServerEvent, Thread } from "../wire.gen";
import { MessageCell } from "./message_cell";
import type { Slot } from "./model";

/** Gives the cell that shows this message already, if there is one: a submission that is on its way. */
export type Adopt = (id: string) => MessageCell | undefined;

export class ThreadCells {
  readonly #id = signal<string | null>(null);
  readonly #messages: Signal<readonly MessageCell[]> = signal([]);
  readonly #greeting: Signal<MessageCell | null> = signal(null);
  readonly #adopt: Adopt;

  constructor(adopt: Adopt) {
    this.#adopt = adopt;
  }

  /** null until the server has told which thread it is. */
  get id(): ReadonlySignal<string | null> {
    return this.#id;
  }

  get messages(): ReadonlySignal<readonly MessageCell[]> {
    return this.#messages;
  }

  get greeting(): ReadonlySignal<MessageCell | null> {
    return this.#greeting;
  }

  read(): Thread {
    return {
      id: this.#id.peek() ?? "",
      messages: this.#messages.peek().map((cell) => cell.read()),
      greeting: this.#greeting.peek()?.read() ?? null,
    };
  }

  /** Brings everything in line with a whole thread. What is shown already stays and grows. */
  load(thread: Thread): void {
    // Ids of messages are unique within their thread only.
    const sameThread = this.#id.peek() === thread.id;
    const shown = sameThread ? [...this.#messages.peek()] : [];
    const greeting = sameThread ? this.#greeting.peek() : null;
    const next = thread.messages.map((message) => {
      const cell = takeFirst(shown, message.id) ?? this.#adopt(message.id);
      return shownAs(cell, "thread", message, false);
    });
    this.#id.value = thread.id;
    if (!sameItems(this.#messages.peek(), next)) this.#messages.value = next;
    this.#greeting.value =
      thread.greeting && shownAs(greeting ?? undefined, "greeting", thread.greeting, false);
  }

  apply(event: ServerEvent): void {
    switch (event.kind) {
      case "message_start":
        this.#begin(event.slot, event.message);
        return;
      case "thread_clear":
        this.#messages.value = [];
        return;
      case "greeting_clear":
        this.#greeting.value = null;
        return;
      case "part_delta":
        this.#find(event.message)?.delta(event.index, event.text);
        return;
      case "part_start":
        this.#find(event.message)?.start(event.index, event.part);
        return;
      case "part_update":
        this.#find(event.message)?.update(event.index, event.part);
        return;
      case "part_end":
        this.#find(event.message)?.endPart(event.index, event.seconds);
        return;
      case "parts_replace":
        this.#find(event.message)?.replace(event.index, event.parts);
        return;
      case "message_end":
        this.#find(event.message)?.end(event.status, event.error);
    }
  }

  #begin(slot: Slot, message: Message): void {
    if (slot === "greeting") {
      this.#greeting.value = new MessageCell(slot, message, true);
      return;
    }
    const cell = shownAs(this.#adopt(message.id), slot, message, true);
    this.#messages.value = [...this.#messages.peek(), cell];
  }

  #find(id: string): MessageCell | undefined {
    const cells = this.#messages.peek();
    for (let i = cells.length - 1; i >= 0; i--) {
      if (cells[i]?.id === id) return cells[i];
    }
    const greeting = this.#greeting.peek();
    return greeting?.id === id ? greeting : undefined;
  }
}

function shownAs(cell: MessageCell | undefined, slot: Slot, message: Message, live: boolean): MessageCell {
  return cell?.become(message) ? cell : new MessageCell(slot, message, live);
}

/** Each cell serves once: a list with two messages of one id is the server's mistake, but the page must not stumble. */
function takeFirst(cells: MessageCell[], id: string): MessageCell | undefined {
  const index = cells.findIndex((cell) => cell.id === id);
  return index < 0 ? undefined : cells.splice(index, 1)[0];
}

function sameItems(one: readonly MessageCell[], other: readonly MessageCell[]): boolean {
  return one.length === other.length && one.every((cell, index) => cell === other[index]);
}
