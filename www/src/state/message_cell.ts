/** One message as the views see it, changed by events or brought in line with a whole. */
import { type ReadonlySignal, type Signal, signal } from "@preact/signals-core";
import type { Message } from "../wire.gen";
import type { MessageState, Part, PartState, Slot, Status } from "./model";
import { PartCell } from "./part_cell";

/** No key is given twice, not even to messages of the same id: another thread may count from one again. */
let made = 0;

export class MessageCell implements MessageState {
  readonly key: string;
  readonly id: string;
  readonly role: Message["role"];
  readonly icon: string | null;
  readonly pinned: boolean;
  readonly slot: Slot;
  readonly live: boolean;
  readonly #parts: Signal<readonly PartCell[]>;
  readonly #status: Signal<Status>;
  readonly #error: Signal<string | null>;
  #partsMade = 0;

  constructor(slot: Slot, message: Message, live: boolean) {
    made += 1;
    this.key = `${message.id}#${made}`;
    this.id = message.id;
    this.role = message.role;
    this.icon = message.icon;
    this.pinned = message.pinned;
    this.slot = slot;
    this.live = live;
    this.#status = signal(message.status);
    this.#error = signal(message.error);
    this.#parts = signal([]);
    this.#take(0, message.parts);
  }

  get parts(): ReadonlySignal<readonly PartState[]> {
    return this.#parts;
  }

  get status(): ReadonlySignal<Status> {
    return this.#status;
  }

  get error(): ReadonlySignal<string | null> {
    return this.#error;
  }

  /** The message as it would stand on the wire. */
  read(): Message {
    return {
      id: this.id,
      role: this.role,
      parts: this.#parts.peek().map((cell) => ({ ...cell.part.peek() })),
      status: this.#status.peek(),
      icon: this.icon,
      pinned: this.pinned,
      error: this.#error.peek(),
    };
  }

  /** Turns into `message`, keeping what is shown already; false, and unchanged, if another cell is needed. */
  become(message: Message): boolean {
    const { id, role, icon, pinned } = message;
    if (id !== this.id || role !== this.role || icon !== this.icon || pinned !== this.pinned) return false;
    this.#status.value = message.status;
    this.#error.value = message.error;
    this.#take(0, message.parts);
    return true;
  }

  delta(index: number, text: string): void {
    const cell = this.#parts.peek()[index];
    if (cell?.kind !== "text" && cell?.kind !== "thinking") return;
    if (!cell.ended.peek()) {
      cell.append(text);
      return;
    }
    const whole = cell.part.peek();
    if (text !== "" && (whole.kind === "text" || whole.kind === "thinking")) {
      this.#put(index, { ...whole, text: whole.text + text });
    }
  }

  start(index: number, part: Part): void {
    const cells = this.#parts.peek();
    if (index !== cells.length) return;
    this.#parts.value = [...cells, this.#make(part)];
    this.#endAll(0);
  }

  update(index: number, part: Part): void {
    const cell = this.#parts.peek()[index];
    if (cell && !cell.become(part)) this.#put(index, part);
  }

  endPart(index: number, seconds: number | null): void {
    const cell = this.#parts.peek()[index];
    cell?.setSeconds(seconds);
    cell?.end();
  }

  replace(index: number, parts: readonly Part[]): void {
    this.#take(Math.min(index, this.#parts.peek().length), parts);
  }

  end(status: Status, error: string | null): void {
    this.#status.value = status;
    this.#error.value = error;
    this.#endAll(0);
  }

  /** Brings the parts from `from` on in line with `parts`. */
  #take(from: number, parts: readonly Part[]): void {
    const cells = this.#parts.peek();
    const next = parts.map((part, offset) => {
      const cell = cells[from + offset];
      return cell?.become(part) ? cell : this.#make(part);
    });
    const changed = cells.length !== from + next.length || next.some((cell, i) => cell !== cells[from + i]);
    if (changed) this.#parts.value = [...cells.slice(0, from), ...next];
    this.#endAll(from);
  }

  #put(index: number, part: Part): void {
    const made = this.#make(part);
    this.#parts.value = this.#parts.peek().map((cell, i) => (i === index ? made : cell));
    this.#endAll(index);
  }

  #make(part: Part): PartCell {
    this.#partsMade += 1;
    return new PartCell(`${this.key}/${this.#partsMade}`, part, false);
  }

  /** At most the last part of an open message is still being written. */
  #endAll(from: number): void {
    const cells = this.#parts.peek();
    const last = this.#status.peek() === "open" ? cells.length - 1 : cells.length;
    for (const [index, cell] of cells.entries()) {
      if (index >= from && (index < last || hasEnded(cell.part.peek()))) cell.end();
    }
  }
}

/** A thought with its time taken has ended, even if nobody was there to hear it. */
function hasEnded(part: Part): boolean {
  return part.kind === "thinking" && part.seconds !== null;
}
