/** Make what is shown like what it should be, keeping the nodes that stay the same. */

/** Elements that the patch must not look into. */
export interface Guard {
  /** Somebody took over the element; `null` when nobody has. `false`: it must be replaced. */
  update(shown: Element, fresh: Element): boolean | null;
  /** The node is about to leave. */
  release(node: Node): void;
}

/** Change a text only from where it differs, so that a selection before that stays. */
function patchText(shown: CharacterData, fresh: CharacterData): void {
  const [old, now] = [shown.data, fresh.data];
  if (old === now) return;
  let same = 0;
  while (same < old.length && old.charCodeAt(same) === now.charCodeAt(same)) same += 1;
  shown.replaceData(same, old.length - same, now.slice(same));
}

/** A `<details>` that the reader opened stays open. */
function patchAttributes(shown: Element, fresh: Element): void {
  for (const { name, value } of [...fresh.attributes]) {
    if (shown.getAttribute(name) !== value) shown.setAttribute(name, value);
  }
  if (shown.attributes.length === fresh.attributes.length) return;
  for (const { name } of [...shown.attributes]) {
    const reader = name === "open" && shown.nodeName === "DETAILS";
    if (!fresh.hasAttribute(name) && !reader) shown.removeAttribute(name);
  }
}

/** The shown node, patched or replaced. */
function patchNode(shown: Node, fresh: Node, guard: Guard): Node {
  if (shown.nodeName === fresh.nodeName) {
    if (!(shown instanceof Element) || !(fresh instanceof Element)) {
      patchText(shown as CharacterData, fresh as CharacterData);
      return shown;
    }
    const answer = guard.update(shown, fresh);
    if (answer === true) return shown;
    if (answer === null) {
      patchAttributes(shown, fresh);
      patchRange(shown, [...shown.childNodes], [...fresh.childNodes], null, guard);
      return shown;
    }
  }
  guard.release(shown);
  (shown as ChildNode).replaceWith(fresh);
  return fresh;
}

/** Patch a run of siblings, new ones going before `end`; answers the nodes of the run. */
export function patchRange(
  parent: Node,
  shown: readonly Node[],
  fresh: readonly Node[],
  end: Node | null,
  guard: Guard,
): Node[] {
  const kept = fresh
    .slice(0, shown.length)
    .map((node, index) => patchNode(shown[index] as Node, node, guard));
  for (const node of shown.slice(fresh.length)) {
    guard.release(node);
    (node as ChildNode).remove();
  }
  const added = fresh.slice(shown.length);
  for (const node of added) parent.insertBefore(node, end);
  return [...kept, ...added];
}
