/** What a key means in the composer. */
import type { ChatConfig } from "../../state/config";

export interface KeyPress {
  readonly key: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
  readonly isComposing: boolean;
  readonly keyCode: number;
}

export type Meaning = "send" | "older" | "newer" | null;

/** An input method still owns the key. Safari ends the composition first and tells it by the key code alone. */
const OWNED_BY_INPUT_METHOD = 229;

export function isComposing(press: Pick<KeyPress, "isComposing" | "keyCode">): boolean {
  return press.isComposing || press.keyCode === OWNED_BY_INPUT_METHOD;
}

/** `null` leaves the key to the text box. */
export function meaningOf(press: KeyPress, submitKey: ChatConfig["submitKey"]): Meaning {
  if (isComposing(press) || press.shiftKey || press.altKey) return null;
  const modified = press.ctrlKey || press.metaKey;
  if (press.key === "Enter") return modified || submitKey === "enter" ? "send" : null;
  if (modified) return null;
  if (press.key === "ArrowUp") return "older";
  return press.key === "ArrowDown" ? "newer" : null;
}
