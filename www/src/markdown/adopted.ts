/** Who has taken over which element: keeps the decorators' side of the rendering. */
import type { DecorateContext, Decorator, Live } from "./decorate";
import type { Guard } from "./patch";

interface Hold {
  readonly decorator: Decorator;
  readonly live: Live;
}

const matches = (root: Node, selector: string): Element[] => {
  if (!(root instanceof Element)) return [];
  const inside = [...root.querySelectorAll(selector)];
  return root.matches(selector) ? [root, ...inside] : inside;
};

export class Adopted implements Guard {
  private readonly holds = new Map<Element, Hold>();
  private readonly unsettled = new Set<Element>();
  private readonly decorators: readonly Decorator[];
  private readonly context: DecorateContext;

  constructor(decorators: readonly Decorator[], context: DecorateContext) {
    this.decorators = decorators;
    this.context = context;
  }

  prepare(fragment: DocumentFragment): void {
    if (fragment.firstElementChild === null) return;
    for (const decorator of this.decorators) {
      if (!decorator.prepare) continue;
      for (const element of fragment.querySelectorAll(decorator.selector))
        decorator.prepare(element, this.context);
    }
  }

  /** Offer the elements among and below the nodes that nobody holds. */
  adopt(nodes: readonly Node[]): void {
    for (const decorator of this.decorators) {
      if (!decorator.adopt) continue;
      for (const element of nodes.flatMap((node) => matches(node, decorator.selector))) {
        if (this.holderOf(element)) continue;
        const live = decorator.adopt(element, this.context);
        if (!live) continue;
        this.holds.set(element, { decorator, live });
        this.unsettled.add(element);
      }
    }
  }

  /** The top-level block that the nodes are is complete. */
  settle(nodes: readonly Node[]): void {
    for (const element of this.unsettled) {
      if (!nodes.some((node) => node.contains(element))) continue;
      this.unsettled.delete(element);
      this.holds.get(element)?.live.settle();
    }
    for (const decorator of this.decorators) {
      if (!decorator.settle) continue;
      for (const element of nodes.flatMap((node) => matches(node, decorator.selector))) {
        if (!this.holderOf(element.parentElement)) decorator.settle(element, this.context);
      }
    }
  }

  /** Text goes on at the end of a held element: did its holder take it? `null` when nobody holds it. */
  append(element: Element, text: string): boolean | null {
    const hold = this.holderOf(element);
    return hold ? (hold.live.append?.(text) ?? false) : null;
  }

  update(shown: Element, fresh: Element): boolean | null {
    const hold = this.holds.get(shown);
    if (!hold) return null;
    if (!fresh.matches(hold.decorator.selector) || !hold.live.update(fresh)) return false;
    this.unsettled.add(shown);
    return true;
  }

  release(node: Node): void {
    if (this.holds.size === 0 || !(node instanceof Element)) return;
    for (const element of [node, ...node.querySelectorAll("*")]) {
      const hold = this.holds.get(element);
      this.holds.delete(element);
      this.unsettled.delete(element);
      hold?.live.destroy();
    }
  }

  destroy(): void {
    for (const hold of this.holds.values()) hold.live.destroy();
    this.holds.clear();
  }

  private holderOf(element: Element | null): Hold | undefined {
    if (this.holds.size === 0) return undefined;
    for (let at = element; at && at !== this.context.root; at = at.parentElement) {
      const hold = this.holds.get(at);
      if (hold) return hold;
    }
    return undefined;
  }
}
