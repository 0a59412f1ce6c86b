/** Which neighbouring parts are shown as one: thoughts always, calls of tools as the app wants it. */
import type { ChatConfig } from "../../state/config";
import type { PartState } from "../../state/store";

export interface Group {
  /** The key of the first part: it stays when more join. */
  readonly key: string;
  readonly kind: PartState["kind"];
  readonly parts: readonly PartState[];
}

export function groupParts(parts: readonly PartState[], tools: ChatConfig["toolGrouping"]): readonly Group[] {
  const groups: { key: string; kind: PartState["kind"]; parts: PartState[] }[] = [];
  for (const part of parts) {
    const last = groups.at(-1);
    const before = last?.parts.at(-1);
    if (last && before && belong(before, part, tools)) last.parts.push(part);
    else groups.push({ key: part.key, kind: part.kind, parts: [part] });
  }
  return groups;
}

function belong(before: PartState, part: PartState, tools: ChatConfig["toolGrouping"]): boolean {
  if (before.kind !== part.kind) return false;
  if (part.kind === "thinking") return true;
  if (part.kind !== "tool" || tools === "none") return false;
  return tools === "all" || toolName(before) === toolName(part);
}

function toolName(state: PartState): string | null {
  // A call keeps its name for life, so nobody needs to be told when it changes.
  const part = state.part.peek();
  return part.kind === "tool" ? part.name : null;
}
