/**
 * Keeps the end of a growing scroll area in view, for a reader who is at the end and for no other.
 *
 * Growth is seen by a ResizeObserver, whose callback runs when layout is done and before anything is painted: following
 * costs no layout of its own, and images or diagrams that come late are followed like text. The reader leaves the end by
 * scrolling up, however that is done (wheel, touch, keys, the scrollbar, search in the page): each shows as a scroll
 * position that is smaller than the last one. A reader who is away is left to the browser's own scroll anchoring, which
 * keeps what is read in place when something above it changes its height; so nothing here turns `overflow-anchor` off.
 * Another width is too much for that: text that becomes shorter all over leaves the browser at the end, and then it has
 * forgotten where it was. So where the reader is gets remembered here as well.
 */
import { type ReadonlySignal, signal } from "@preact/signals-core";
import { type ReadingPlace, readingPlace, strayed } from "./reading-place";

/** This near to the end is at the end. */
export const NEAR_PX = 40;

/** Longer than anything of ours takes to open, and to show what is in it. */
const HELD_MS = 500;

export interface Position {
  readonly top: number;
  /** How far the end is from being in view. */
  readonly rest: number;
}

/** Whether to follow after the reader, or the browser, has scrolled from `last` to `now`. */
export function followsAfterScroll(following: boolean, last: number, now: Position): boolean {
  if (now.rest <= NEAR_PX && (now.top > last || now.rest <= 1)) return true;
  // A pixel less is rounding; the position also shrinks when the content does, but then the end is in view.
  if (now.top < last - 1 && now.rest > 1) return false;
  return following;
}

export class FollowScroll {
  private following = true;
  private held: ReturnType<typeof setTimeout> | undefined;
  private top = 0;
  private width = 0;
  private place: ReadingPlace | null = null;
  private bar = "0px";
  private hidden = true;
  private readonly away = signal(false);
  private readonly observer: ResizeObserver;
  private readonly scroller: HTMLElement;

  /** `content` is the one child of `scroller`, and grows with all that is in it. */
  constructor(scroller: HTMLElement, content: HTMLElement) {
    this.scroller = scroller;
    this.observer = new ResizeObserver(() => this.resized());
    this.observer.observe(scroller);
    this.observer.observe(content);
    scroller.addEventListener("scroll", this.scrolled, { passive: true });
  }

  /** The end is out of sight: a way back is worth a button. */
  get isAway(): ReadonlySignal<boolean> {
    return this.away;
  }

  /** Goes to the end and stays with it. */
  toEnd(smoothly = false): void {
    this.following = true;
    this.endHold();
    const { rest } = this.position();
    // Over a long way a smooth scroll shows nothing but a blur, and growth would overtake it.
    const near = rest < this.scroller.clientHeight * 3;
    if (smoothly && near && !matchMedia("(prefers-reduced-motion: reduce)").matches) {
      this.scroller.scrollTo({ top: this.scroller.scrollHeight, behavior: "smooth" });
    } else {
      this.jump();
    }
  }

  /**
   * The reader opens or closes something: that growth is not followed away from under their hand. When the movement is
   * over, and the end is still in view, they are followed again.
   */
  hold(): void {
    if (!this.following) return;
    this.endHold();
    this.following = false;
    this.held = setTimeout(() => {
      this.held = undefined;
      if (this.position().rest > NEAR_PX) return;
      this.following = true;
      this.jump();
    }, HELD_MS);
  }

  /** The reader reads something else than the end: nothing is followed until they are back there. */
  release(): void {
    this.endHold();
    this.following = false;
  }

  /** An element that was moved in the page has lost its position. */
  restore(): void {
    if (this.following) this.jump();
    else this.scroller.scrollTop = this.top;
  }

  destroy(): void {
    this.endHold();
    this.observer.disconnect();
    this.scroller.removeEventListener("scroll", this.scrolled);
  }

  private endHold(): void {
    clearTimeout(this.held);
    this.held = undefined;
  }

  private position(): Position {
    const { scrollTop, scrollHeight, clientHeight } = this.scroller;
    return { top: scrollTop, rest: scrollHeight - clientHeight - scrollTop };
  }

  private jump(): void {
    this.scroller.scrollTop = this.scroller.scrollHeight;
    this.top = this.scroller.scrollTop;
    this.away.value = false;
  }

  private readonly scrolled = (): void => {
    // With another width everything has moved; what is to be done about it is done when all has its size.
    if (this.hidden || this.scroller.clientWidth !== this.width) return;
    const now = this.position();
    this.following = followsAfterScroll(this.following, this.top, now);
    this.top = now.top;
    this.place = this.following ? null : readingPlace(this.scroller);
    this.away.value = !this.following && now.rest > NEAR_PX;
  };

  /** Goes back to what was read before the width changed. */
  private findPlace(): void {
    if (this.place !== null) this.scroller.scrollTop += strayed(this.scroller, this.place);
    this.top = this.scroller.scrollTop;
  }

  /** Tells the style sheet how wide the scrollbar is: it alone cannot find out. */
  private measureBar(): void {
    const bar = `${this.scroller.offsetWidth - this.scroller.clientWidth}px`;
    if (bar === this.bar) return;
    this.bar = bar;
    this.scroller.style.setProperty("--_bar", bar);
  }

  private resized(): void {
    const shown = this.scroller.clientHeight > 0;
    if (!shown) {
      this.hidden = true;
      return;
    }
    this.measureBar();
    const widened = this.scroller.clientWidth !== this.width;
    this.width = this.scroller.clientWidth;
    if (this.hidden) {
      this.hidden = false;
      this.restore();
      return;
    }
    if (this.following) {
      this.jump();
      return;
    }
    if (widened) this.findPlace();
    this.away.value = this.position().rest > NEAR_PX;
  }
}
