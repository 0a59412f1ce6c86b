/** Every text that a user has sent in this thread, to be called back into the composer. */
import { type ReadonlySignal, signal } from "@preact/signals-core";
import type { Message } from "../wire.gen";

export class Recall {
  readonly #texts = signal<readonly string[]>([]);
  readonly #known = new Set<string>();

  /** Oldest first; the same text twice in a row is one. It outlives the clearing of the transcript. */
  get texts(): ReadonlySignal<readonly string[]> {
    return this.#texts;
  }

  remember(id: string, text: string): void {
    if (this.#known.has(id) || text.trim() === "") return;
    this.#known.add(id);
    const texts = this.#texts.peek();
    if (texts.at(-1) !== text) this.#texts.value = [...texts, text];
  }

  rememberMessage(message: Message): void {
    if (message.role === "user") this.remember(message.id, textOf(message));
  }

  forget(): void {
    this.#known.clear();
    this.#texts.value = [];
  }
}

function textOf(message: Message): string {
  return message.parts.map((part) => (part.kind === "text" ? part.text : "")).join("");
}

/** Where a person stands while going through earlier texts: `index` is the length of the list at the draft. */
export interface Recalling {
  readonly texts: readonly string[];
  readonly index: number;
  readonly draft: string;
}

/** One step to older (-1) or newer (+1) texts; null when there is none in that direction. */
export function step(now: Recalling, direction: -1 | 1): Recalling | null {
  const index = now.index + direction;
  return index < 0 || index > now.texts.length ? null : { ...now, index };
}

export function recalled(now: Recalling): string {
  return now.texts[now.index] ?? now.draft;
}
