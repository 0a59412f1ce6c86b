/** What the header of a panel of thoughts says and whether there is a panel, as time goes by. No DOM. */
import { computed, effect, type ReadonlySignal, type Signal, signal } from "@preact/signals-core";
import type { PartState } from "../../state/store";
import { fillIn, type Labels } from "../labels";

/** A topic can be read before the next one takes its place. */
export const TOPIC_MS = 2500;

/** Shows the latest of several values, each for a while at least. */
export class Ticker {
  private readonly shown: Signal<string | null> = signal(null);
  private next: string | null = null;
  private timer: ReturnType<typeof setTimeout> | undefined;

  private readonly keptMs: number;

  constructor(keptMs: number) {
    this.keptMs = keptMs;
  }

  get value(): ReadonlySignal<string | null> {
    return this.shown;
  }

  push(text: string): void {
    if (this.timer !== undefined) {
      this.next = text === this.shown.peek() ? null : text;
      return;
    }
    this.show(text);
  }

  destroy(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.next = null;
  }

  private show(text: string): void {
    if (text === this.shown.peek()) return;
    this.shown.value = text;
    this.timer = setTimeout(() => {
      this.timer = undefined;
      const { next } = this;
      this.next = null;
      if (next !== null) this.show(next);
    }, this.keptMs);
  }
}

export interface ThinkingModel {
  readonly live: ReadonlySignal<boolean>;
  readonly visible: ReadonlySignal<boolean>;
  readonly label: ReadonlySignal<string>;
  /** The panel's parts as they are now. */
  update(parts: readonly PartState[]): void;
  destroy(): void;
}

export interface ThinkingOptions {
  readonly labels: Labels;
  readonly showAfter: number;
  /** The message began while this page watched. */
  readonly watched: boolean;
  readonly messageOpen: ReadonlySignal<boolean>;
}

/** How long was thought in all; null if nobody has measured it. */
function totalSeconds(parts: readonly PartState[]): number | null {
  const known = parts.flatMap(({ part }) => {
    const thinking = part.value;
    return thinking.kind === "thinking" && thinking.seconds !== null ? [thinking.seconds] : [];
  });
  return known.length === 0 ? null : known.reduce((sum, seconds) => sum + seconds, 0);
}

function doneLabel(seconds: number | null, labels: Labels): string {
  if (seconds === null) return labels.thinking;
  if (seconds < 1) return labels.thoughtBriefly;
  return fillIn(labels.thoughtFor, { seconds: Math.round(seconds) });
}

export function thinkingModel(first: readonly PartState[], options: ThinkingOptions): ThinkingModel {
  const { labels, showAfter, watched } = options;
  const parts = signal(first);
  const ticker = new Ticker(TOPIC_MS);
  const longEnough = signal(showAfter === 0);
  const began = performance.now();

  const live = computed(() => options.messageOpen.value && parts.value.at(-1)?.ended.value === false);
  const seconds = computed(() => totalSeconds(parts.value));
  const topic = computed(() => {
    const last = parts.value.at(-1)?.part.value;
    return last?.kind === "thinking" ? last.topic : null;
  });
  const visible = computed(() => {
    if (showAfter === 0) return true;
    if (showAfter < 0 || !watched) return false;
    return longEnough.value || (seconds.value ?? 0) >= showAfter;
  });
  const label = computed(() =>
    live.value ? (ticker.value.value ?? labels.thinking) : doneLabel(seconds.value, labels),
  );

  const stops = [
    effect(() => {
      if (!live.value) ticker.destroy();
      else if (topic.value !== null) ticker.push(topic.value);
    }),
    effect(() => {
      if (showAfter <= 0 || !watched || !live.value || longEnough.value) return;
      const timer = setTimeout(
        () => {
          longEnough.value = true;
        },
        Math.max(0, began + showAfter * 1000 - performance.now()),
      );
      return () => clearTimeout(timer);
    }),
  ];
  return {
    live,
    visible,
    label,
    update: (now) => {
      parts.value = now;
    },
    destroy: () => {
      for (const stop of stops) stop();
      ticker.destroy();
    },
  };
}
