/**
 * Formulas. The engine leaves the source as the element's text; it stays there until the renderer has come, and for
 * good when it is no formula.
 *
 * A formula in a line is complete when it appears. A block of its own grows, and half of one is mostly wrong, so that
 * one is set when it is complete.
 */
import type { DecorateContext, Decorator, Live } from "../decorate";
import { forget, whenIdle } from "./idle";
import { watchOverflow } from "./overflow";

type Renderer = typeof import("./formula");

/** Longer sources are shown as they are. */
const LONGEST = 5000;

let renderer: Renderer | undefined;
let loading: Promise<void> | undefined;

function load(): Promise<void> {
  loading ??= import("./formula").then(
    async (loaded) => {
      await loaded.styled();
      renderer = loaded;
    },
    () => {
      loading = undefined;
    },
  );
  return loading;
}

class Formula implements Live {
  private source: string;
  private complete: boolean;
  private readonly unwatch: () => void;
  private readonly set = (): void => this.setNow();

  constructor(
    private readonly element: HTMLElement,
    private readonly context: DecorateContext,
  ) {
    this.source = element.textContent;
    this.complete = element.localName !== "div";
    this.unwatch = watchOverflow(element, context.labels.formulaRegion);
    if (this.complete) this.setSoon();
  }

  update(fresh: Element): boolean {
    const display = fresh.getAttribute("data-display");
    if (fresh.localName !== this.element.localName || display !== this.element.dataset.display) return false;
    const source = fresh.textContent;
    if (source === this.source) return true;
    this.source = source;
    if (this.complete) this.setSoon();
    else this.element.textContent = source;
    return true;
  }

  settle(): void {
    if (this.complete) return;
    this.complete = true;
    this.setSoon();
  }

  destroy(): void {
    forget(this.set);
    this.unwatch();
  }

  private setSoon(): void {
    if (renderer === undefined) void load().then(() => whenIdle(this.set));
    else this.setNow();
  }

  private setNow(): void {
    if (renderer === undefined || !this.element.isConnected) return;
    const display = this.element.dataset.display === "true";
    const formula = this.source.length > LONGEST ? undefined : renderer.formula(this.source, display);
    this.element.classList.toggle("pywry-math-failed", formula === undefined);
    this.element.title = formula === undefined ? this.context.labels.mathFailed : "";
    this.element.replaceChildren(formula ?? this.source);
    this.context.changed();
  }
}

export const formulas: Decorator = {
  name: "math",
  selector: ".pywry-math",
  adopt: (element, context) => (element instanceof HTMLElement ? new Formula(element, context) : undefined),
};
