/**
 * The transcript as one stop of the Tab key.
 *
 * Greeting and messages are stops of a roving focus: one of them has tabindex 0 (the last one, until the reader chooses),
 * arrows, Home and End go between them, Enter goes into one, Escape comes out. What can be focused inside a message
 * sleeps (tabindex -1, still clicked and still read as before) until focus is inside that message.
 *
 * Three things never sleep, on purpose. Shiny UI inside a message belongs to the app: its inputs are as reachable as any
 * input of the page, and nothing of it is touched. Suggestions of the last message are what comes next: Tab reaches
 * them, as it reaches the composer; suggestions of older messages sleep like links do. And what is cut off and scrolls
 * (a table or code wider than the chat) can only be read by who can focus it; it is a stop while it is too wide.
 */
const STOP = ".pywry-message, .pywry-greeting";
const FOCUSABLE =
  "a[href], button, input, select, textarea, summary, iframe, audio[controls], video[controls], [tabindex], [contenteditable]";
const ISLAND = ".pywry-part-html";
const SCROLLS = "table, pre, code, .pywry-math, .pywry-diagram, .pywry-tool-value";
const SUGGESTION = ".suggestion, [data-suggestion]";
const EXCERPT = 140;

export interface RovingEvents {
  /** The reader turned to a stop; `last` says it is the end of the transcript. */
  turned(last: boolean): void;
}

export class Roving {
  private readonly content: HTMLElement;
  private readonly events: RovingEvents;
  private readonly observer: MutationObserver;
  /** What a sleeping control's tabindex is when it is awake. */
  private readonly asleep = new WeakMap<Element, string | null>();
  private current: HTMLElement | null = null;
  private last: HTMLElement | null = null;
  private inside: HTMLElement | null = null;

  constructor(content: HTMLElement, events: RovingEvents) {
    this.content = content;
    this.events = events;
    content.addEventListener("keydown", this.pressed);
    content.addEventListener("focusin", this.focused);
    content.addEventListener("focusout", this.blurred);
    this.observer = new MutationObserver((records) => this.changed(records));
    this.sleep(content);
    this.settle();
    this.observe();
  }

  destroy(): void {
    this.observer.disconnect();
    this.content.removeEventListener("keydown", this.pressed);
    this.content.removeEventListener("focusin", this.focused);
    this.content.removeEventListener("focusout", this.blurred);
  }

  private observe(): void {
    this.observer.observe(this.content, {
      childList: true,
      subtree: true,
      attributes: true,
      attributeFilter: ["hidden", "tabindex"],
    });
  }

  private changed(records: readonly MutationRecord[]): void {
    let stops = false;
    for (const { type, target, addedNodes, attributeName } of records) {
      if (type === "attributes") {
        stops ||= attributeName === "hidden" && target instanceof Element && target.matches(STOP);
        if (attributeName === "tabindex" && target instanceof Element) this.sleepOne(target);
        continue;
      }
      stops ||= target === this.content || target.parentNode === this.content;
      for (const node of addedNodes) if (node instanceof Element) this.sleep(node);
    }
    if (stops) this.settle();
    // What was written here is no news.
    this.observer.takeRecords();
  }

  private stops(): HTMLElement[] {
    return [...this.content.querySelectorAll<HTMLElement>(STOP)].filter((stop) => !stop.hidden);
  }

  private stopOf(target: EventTarget | null): HTMLElement | null {
    return target instanceof Element ? target.closest<HTMLElement>(STOP) : null;
  }

  /** After stops came or went: the last one is where Tab goes, unless the reader is among them. */
  private settle(): void {
    const stops = this.stops();
    const last = stops.at(-1) ?? null;
    if (last !== this.last) {
      const before = this.last;
      this.last = last;
      if (before?.isConnected) this.sleep(before);
      if (last) this.wakeSuggestions(last);
    }
    for (const stop of stops) if (!stop.hasAttribute("tabindex")) stop.tabIndex = -1;
    const here = this.current?.isConnected && !this.current.hidden;
    if (!here || !this.content.contains(document.activeElement)) this.choose(last);
  }

  private choose(stop: HTMLElement | null): void {
    if (this.current !== null && this.current !== stop) this.current.tabIndex = -1;
    this.current = stop;
    if (stop !== null) stop.tabIndex = 0;
  }

  private sleep(root: Element): void {
    if (root.matches(FOCUSABLE)) this.sleepOne(root);
    for (const control of root.querySelectorAll(FOCUSABLE)) this.sleepOne(control);
  }

  private sleepOne(control: Element): void {
    if (control.matches(`${STOP}, ${SCROLLS}`) || control.closest(ISLAND) !== null) return;
    const stop = control.closest(STOP);
    if (stop === null || stop === this.inside) return;
    if (stop === this.last && control.matches(SUGGESTION)) return;
    const now = control.getAttribute("tabindex");
    if (now === "-1") return;
    this.asleep.set(control, now);
    control.setAttribute("tabindex", "-1");
  }

  private wake(stop: HTMLElement): void {
    for (const control of stop.querySelectorAll(FOCUSABLE)) this.wakeOne(control);
  }

  private wakeSuggestions(stop: HTMLElement): void {
    for (const control of stop.querySelectorAll(SUGGESTION)) this.wakeOne(control);
  }

  private wakeOne(control: Element): void {
    const tabindex = this.asleep.get(control);
    if (tabindex === undefined) return;
    this.asleep.delete(control);
    if (tabindex === null) control.removeAttribute("tabindex");
    else control.setAttribute("tabindex", tabindex);
  }

  /** Focus came: a stop, or something in it by Tab, by a click or by a script. */
  private readonly focused = (event: FocusEvent): void => {
    const stop = this.stopOf(event.target);
    if (stop === null) return;
    this.choose(stop);
    if (event.target === stop) {
      stop.setAttribute("aria-label", nameOf(stop));
      this.leave();
    } else if (stop !== this.inside) {
      this.enter(stop);
    }
    this.events.turned(stop === this.last);
  };

  private readonly blurred = (event: FocusEvent): void => {
    const { relatedTarget } = event;
    if (this.inside !== null && !(relatedTarget instanceof Node && this.inside.contains(relatedTarget))) {
      this.leave();
    }
  };

  private enter(stop: HTMLElement): void {
    this.leave();
    this.inside = stop;
    this.wake(stop);
    this.observer.takeRecords();
  }

  private leave(): void {
    const left = this.inside;
    if (left === null) return;
    this.inside = null;
    delete left.dataset.entered;
    this.sleep(left);
    this.observer.takeRecords();
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    const stop = this.stopOf(event.target);
    if (stop === null || event.defaultPrevented || event.altKey || event.ctrlKey || event.metaKey) return;
    if (event.target === stop) {
      if (this.pressedOnStop(event.key, stop)) event.preventDefault();
      return;
    }
    if (event.key !== "Escape" || event.isComposing) return;
    if ((event.target as Element).closest("dialog[open], [popover]") !== null) return;
    event.preventDefault();
    stop.focus({ preventScroll: true });
  };

  private pressedOnStop(key: string, stop: HTMLElement): boolean {
    if (key === "Enter") return this.goIn(stop);
    const stops = this.stops();
    const at = stops.indexOf(stop);
    const next = { ArrowUp: at - 1, ArrowDown: at + 1, Home: 0, End: stops.length - 1 }[key];
    const target = next === undefined ? undefined : stops[next];
    if (target === undefined) return false;
    target.focus({ preventScroll: true });
    reveal(target, next === at - 1);
    return true;
  }

  private goIn(stop: HTMLElement): boolean {
    this.enter(stop);
    const first = [...stop.querySelectorAll<HTMLElement>(FOCUSABLE)].find(
      (control) =>
        control.tabIndex >= 0 &&
        control.closest("[inert]") === null &&
        !isDisabled(control) &&
        isShown(control),
    );
    if (first === undefined) {
      this.leave();
      return false;
    }
    // Who came in by Enter goes out by Escape; for who came by Tab or a click Escape keeps its meaning for the chat.
    stop.dataset.entered = "";
    first.focus();
    return true;
  }
}

function isDisabled(control: HTMLElement): boolean {
  return control.matches(":disabled");
}

function isShown(control: HTMLElement): boolean {
  return control.checkVisibility?.({ visibilityProperty: true }) ?? true;
}

/** Who said it, and how it begins: made when it is asked for, so that text that streams costs nothing here. */
function nameOf(stop: HTMLElement): string {
  const who = stop.dataset.who ?? "";
  let text = "";
  for (const block of stop.querySelectorAll<HTMLElement>(
    ":is(.pywry-part-text, .pywry-part-html) > *, [data-format=plain]",
  )) {
    if (text.length > EXCERPT) break;
    text += `${block.innerText ?? block.textContent} `;
  }
  const words = text.replace(/\s+/g, " ").trim();
  const start = words.length > EXCERPT ? `${words.slice(0, EXCERPT).replace(/\s\S*$/, "")}…` : words;
  return start === "" ? who : `${who}: ${start}`;
}

/** A message that is taller than the area is read from its beginning, also on the way up. */
function reveal(stop: HTMLElement, up: boolean): void {
  const area = stop.closest(".pywry-chat-scroll");
  const tall = area !== null && stop.offsetHeight > area.clientHeight;
  stop.scrollIntoView({ block: tall && !up ? "start" : "nearest" });
}
