/** Moving with the arrows among things laid out in rows: one stop for Tab, the nearest neighbour for each arrow. */

export interface Box {
  readonly left: number;
  readonly right: number;
  readonly top: number;
  readonly bottom: number;
}

type Arrow = "ArrowLeft" | "ArrowRight" | "ArrowUp" | "ArrowDown";

const enabled = new WeakSet<Element>();

const middle = (from: number, to: number): number => (from + to) / 2;

/** How far `to` lies from `from` along the arrow, and beside it. */
function offset(from: Box, to: Box, arrow: Arrow): { along: number; beside: number } {
  const x = middle(to.left, to.right) - middle(from.left, from.right);
  const y = middle(to.top, to.bottom) - middle(from.top, from.bottom);
  switch (arrow) {
    case "ArrowLeft":
      return { along: -x, beside: Math.abs(y) };
    case "ArrowRight":
      return { along: x, beside: Math.abs(y) };
    case "ArrowUp":
      return { along: -y, beside: Math.abs(x) };
    default:
      return { along: y, beside: Math.abs(x) };
  }
}

/** The place in `boxes` that the arrow leads to from `from`: the nearest in its direction, straight ahead before askew. */
export function neighbour(boxes: readonly Box[], from: number, arrow: Arrow): number {
  const start = boxes[from];
  let best = from;
  let least = Number.POSITIVE_INFINITY;
  boxes.forEach((box, index) => {
    if (start === undefined || index === from) return;
    const { along, beside } = offset(start, box, arrow);
    const cost = along + 3 * beside;
    if (along > 1 && cost < least) {
      best = index;
      least = cost;
    }
  });
  return best;
}

/** In one row (or column) the other two arrows go along it as well. */
function target(things: readonly HTMLElement[], from: number, key: string): number | undefined {
  if (key === "Home") return 0;
  if (key === "End") return things.length - 1;
  if (!/^Arrow(?:Left|Right|Up|Down)$/.test(key)) return undefined;
  const boxes = things.map((thing) => thing.getBoundingClientRect());
  return neighbour(boxes, from, key as Arrow);
}

/** Only the first is a stop for Tab, or the one that has the focus. */
export function makeRoving(things: readonly Element[]): void {
  const focused = things.find((thing) => thing === document.activeElement) ?? things[0];
  for (const thing of things) thing.setAttribute("tabindex", thing === focused ? "0" : "-1");
}

/** Listen at `root`, once, for keys in any group below it. */
export function enableRoving(root: HTMLElement, group: string, member: string): void {
  if (enabled.has(root)) return;
  enabled.add(root);
  const membersAround = (thing: Element): HTMLElement[] => [
    ...(thing.closest(group)?.querySelectorAll<HTMLElement>(member) ?? []),
  ];
  root.addEventListener("focusin", ({ target: focused }) => {
    if (focused instanceof Element && focused.matches(member)) makeRoving(membersAround(focused));
  });
  root.addEventListener("keydown", (event) => {
    const { target: at, key, ctrlKey, metaKey, altKey } = event;
    if (!(at instanceof HTMLElement) || !at.matches(member) || ctrlKey || metaKey || altKey) return;
    const members = membersAround(at);
    const to = target(members, members.indexOf(at), key);
    if (to === undefined) return;
    event.preventDefault();
    event.stopPropagation();
    members[to]?.focus();
  });
}
