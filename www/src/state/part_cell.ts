/** One part of a message, with those who listen to its text. */
import { type ReadonlySignal, type Signal, signal } from "@preact/signals-core";
import type { Part, PartState } from "./model";

export class PartCell implements PartState {
  readonly key: string;
  readonly kind: Part["kind"];
  readonly #part: Signal<Part>;
  readonly #ended: Signal<boolean>;
  readonly #listeners = new Set<(text: string) => void>();

  constructor(key: string, part: Part, ended: boolean) {
    this.key = key;
    this.kind = part.kind;
    this.#part = signal({ ...part });
    this.#ended = signal(ended);
  }

  get part(): ReadonlySignal<Part> {
    return this.#part;
  }

  get ended(): ReadonlySignal<boolean> {
    return this.#ended;
  }

  onDelta(listen: (text: string) => void): () => void {
    this.#listeners.add(listen);
    return () => this.#listeners.delete(listen);
  }

  end(): void {
    this.#ended.value = true;
  }

  /** Adds to the text in place: whoever shows it is told the addition, and nothing is rendered again. */
  append(text: string): void {
    const part = this.#part.peek();
    if (part.kind !== "text" && part.kind !== "thinking") return;
    part.text += text;
    for (const listen of this.#listeners) listen(text);
  }

  /** How long was thought; for other kinds it means nothing. */
  setSeconds(seconds: number | null): void {
    const part = this.#part.peek();
    if (part.kind === "thinking" && part.seconds !== seconds) this.#part.value = { ...part, seconds };
  }

  /** Turns into `next` if what is shown can stay and grow; false, and unchanged, if another cell is needed. */
  become(next: Part): boolean {
    const now = this.#part.peek();
    switch (next.kind) {
      case "text":
        return now.kind === "text" && now.format === next.format && this.#grow(now.text, next.text);
      case "thinking":
        if (now.kind !== "thinking" || !this.#grow(now.text, next.text)) return false;
        if (now.topic !== next.topic || now.seconds !== next.seconds) this.#part.value = { ...next };
        return true;
      case "tool":
        if (now.kind !== "tool" || now.call_id !== next.call_id) return false;
        if (!same(now, next)) this.#part.value = { ...next };
        return true;
      case "html":
        return same(now, next);
    }
  }

  #grow(text: string, next: string): boolean {
    if (text === next) return true;
    if (this.#ended.peek() || !next.startsWith(text)) return false;
    this.append(next.slice(text.length));
    return true;
  }
}

/** Whether two parts of the same kind say the same. Both come from JSON with their keys in the models' order. */
function same(one: Part, other: Part): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
