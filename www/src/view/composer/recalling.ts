/** The composer's text: the draft, or an earlier input that was called back. The draft waits behind those. */
import { computed, type ReadonlySignal, type Signal, signal } from "@preact/signals-core";
import { type Recalling, recalled, step } from "../../state/recall";
import type { ComposerState } from "../../state/store";

export class ComposerText {
  readonly shown: ReadonlySignal<string>;
  readonly #composer: ComposerState;
  readonly #recalling: Signal<Recalling | null> = signal(null);

  constructor(composer: ComposerState) {
    this.#composer = composer;
    this.shown = computed(() => {
      const now = this.#now();
      return now ? recalled(now) : composer.draft.value;
    });
  }

  /** A person changed the text. What was called back is changed where it stands; the draft still waits. */
  type(text: string): void {
    const now = this.#now();
    if (now && now.index < now.texts.length) {
      this.#recalling.value = { ...now, texts: now.texts.map((one, i) => (i === now.index ? text : one)) };
    } else {
      this.#recalling.value = null;
      this.#composer.draft.value = text;
    }
  }

  /** Goes one input back or forth; false if there is none. */
  step(direction: -1 | 1): boolean {
    const texts = this.#composer.inputs.peek();
    const draft = this.#composer.draft.peek();
    const next = step(this.#now() ?? { texts, index: texts.length, draft }, direction);
    if (next === null) return false;
    this.#recalling.value = next;
    return true;
  }

  /** The text was sent. If it was not the draft, the draft comes back. */
  sent(): void {
    const now = this.#now();
    if (!now || now.index === now.texts.length) this.#composer.draft.value = "";
    this.#recalling.value = null;
  }

  /** Someone else set another draft, and that is what is to be seen: what was called back is over. */
  #now(): Recalling | null {
    const now = this.#recalling.value;
    return now?.draft === this.#composer.draft.value ? now : null;
  }
}
