/** What a person has typed and not sent. It is kept for as long as the tab is, through reloads too. */
import { effect, type Signal, signal } from "@preact/signals-core";

/** The part of sessionStorage that is needed. */
export interface Drawer {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

export interface KeptDraft {
  readonly text: Signal<string>;
  /** Keeps no more; what was kept stays. */
  close(): void;
}

export function keepDraft(drawer: Drawer | null, key: string): KeptDraft {
  const text = signal(attempt(() => drawer?.getItem(key)) ?? "");
  const close = effect(() => {
    const value = text.value;
    attempt(() => (value === "" ? drawer?.removeItem(key) : drawer?.setItem(key, value)));
  });
  return { text, close };
}

/** A full or forbidden storage costs the draft its reload, nothing more. */
function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
