import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { FollowScroll, followsAfterScroll } from "../../src/view/follow-scroll";

test.each([
  ["stays when nothing moved", true, 100, 100, 200, true],
  ["reads on at the end", true, 100, 160, 10, true],
  ["leaves by scrolling up", true, 200, 180, 20, false],
  ["stays away on the way down", false, 100, 200, 300, false],
  ["comes back at the end", false, 100, 200, 30, true],
  ["stays away while scrolling up near the end", false, 200, 190, 30, false],
  ["ignores rounding", true, 200.4, 199.9, 60, true],
  ["follows when the content shrank", true, 200, 100, 0, true],
])("%s", (_, following, last, top, rest, after) => {
  expect(followsAfterScroll(following, last, { top, rest })).toBe(after);
});

/** A scroll area of which a test says how tall it is; jsdom has no layout. */
class Area {
  readonly element = document.createElement("div");
  readonly content = document.createElement("div");
  height = 300;
  full = 300;
  private top = 0;
  writes = 0;

  constructor() {
    Object.defineProperties(this.element, {
      clientHeight: { get: () => this.height },
      scrollHeight: { get: () => Math.max(this.full, this.height) },
      scrollTop: {
        get: () => this.top,
        set: (value: number) => {
          this.writes += 1;
          this.scrollTo(value);
        },
      },
    });
  }

  scrollTo(top: number): void {
    const clamped = Math.max(0, Math.min(top, this.full - this.height));
    if (clamped === this.top) return;
    this.top = clamped;
    this.element.dispatchEvent(new Event("scroll"));
  }

  get rest(): number {
    return this.full - this.height - this.top;
  }
}

let observed: () => void;
let area: Area;
let follow: FollowScroll;

function grow(by: number): void {
  area.full += by;
  observed();
}

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal(
    "ResizeObserver",
    class {
      constructor(callback: () => void) {
        observed = callback;
      }
      observe(): void {}
      disconnect(): void {}
    },
  );
  vi.stubGlobal("matchMedia", () => ({ matches: true }));
  area = new Area();
  follow = new FollowScroll(area.element, area.content);
  observed();
});

afterEach(() => {
  follow.destroy();
  expect(vi.getTimerCount()).toBe(0);
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("who is at the end stays at the end", () => {
  for (let i = 0; i < 5; i += 1) {
    grow(120);
    expect(area.rest).toBe(0);
  }
  expect(follow.isAway.value).toBe(false);
});

test("who scrolls up is left alone and offered a way back", () => {
  grow(1000);
  area.scrollTo(600);
  const writes = area.writes;
  grow(500);
  grow(500);
  expect(area.writes).toBe(writes);
  expect(follow.isAway.value).toBe(true);
  follow.toEnd();
  expect(area.rest).toBe(0);
  expect(follow.isAway.value).toBe(false);
  grow(100);
  expect(area.rest).toBe(0);
});

test("who comes back to the end by hand is followed again", () => {
  grow(1000);
  area.scrollTo(200);
  area.scrollTo(area.full - area.height - 30);
  grow(80);
  expect(area.rest).toBe(0);
});

test("what the reader opens is not scrolled away from them", () => {
  grow(1000);
  const top = area.element.scrollTop;
  follow.hold();
  // It opens in a movement: the first step of it is small.
  for (const step of [10, 190, 200]) grow(step);
  vi.advanceTimersByTime(5000);
  grow(100);
  expect(area.element.scrollTop).toBe(top);
  expect(follow.isAway.value).toBe(true);
});

test("something small that opens does not end the following", () => {
  grow(1000);
  follow.hold();
  grow(20);
  expect(area.rest).toBe(20);
  vi.advanceTimersByTime(5000);
  grow(200);
  expect(area.rest).toBe(0);
});

test("to hold does not bring back who was away", () => {
  grow(1000);
  area.scrollTo(600);
  follow.hold();
  area.scrollTo(670);
  vi.advanceTimersByTime(5000);
  grow(100);
  expect(area.element.scrollTop).toBe(670);
});

test("a chat in a hidden tab comes back where it was", () => {
  grow(1000);
  area.scrollTo(500);
  const shown = area.height;
  area.height = 0;
  observed();
  area.element.scrollTop = 0;
  area.height = shown;
  observed();
  expect(area.element.scrollTop).toBe(500);
});
