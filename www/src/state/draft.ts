/** What a person has typed and not sent. It is kept for as long as the tab is, through reloads too. */
import { effect, type ReadonlySignal } from "@preact/signals-core";

/** The part of sessionStorage that is needed. */
export interface Drawer {
  getItem(key: string): string | null;
  setItem(key: string, value: string): void;
  removeItem(key: string): void;
}

/** Reads what was kept. */
export function keptDraft(drawer: Drawer | null, key: string): string {
  return attempt(() => drawer?.getItem(key)) ?? "";
}

/** Keeps the texts as one draft, whenever they change; the answer ends it, and what was kept stays. */
export function keepDraft(
  drawer: Drawer | null,
  key: string,
  texts: ReadonlySignal<readonly string[]>,
): () => void {
  return effect(() => {
    const kept = joinDrafts(texts.value);
    attempt(() => (kept === "" ? drawer?.removeItem(key) : drawer?.setItem(key, kept)));
  });
}

/** What stands first was written first. */
export function joinDrafts(texts: readonly string[]): string {
  return texts.filter((text) => text.trim() !== "").join("\n");
}

/** A full or forbidden storage costs the draft its reload, nothing more. */
function attempt<T>(act: () => T): T | undefined {
  try {
    return act();
  } catch {
    return undefined;
  }
}
