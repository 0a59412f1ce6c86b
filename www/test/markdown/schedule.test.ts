import { describe, expect, it } from "vitest";
import { type Clock, Scheduler } from "../../src/markdown/schedule";

class Hand implements Clock {
  time = 1000;
  readonly due: { kind: string; run: () => void }[] = [];

  now(): number {
    return this.time;
  }

  soon(run: () => void): () => void {
    return this.add("soon", run);
  }

  frame(run: () => void): () => void {
    return this.add("frame", run);
  }

  timeout(run: () => void, milliseconds: number): () => void {
    return this.add(`${milliseconds} ms`, run);
  }

  next(): string {
    const first = this.due.shift();
    first?.run();
    return first?.kind ?? "nothing";
  }

  private add(kind: string, run: () => void): () => void {
    const entry = { kind, run };
    this.due.push(entry);
    return () => this.due.splice(this.due.indexOf(entry), 1);
  }
}

const made = (cost = 0) => {
  const clock = new Hand();
  const rendered: number[] = [];
  const scheduler = new Scheduler(() => {
    clock.time += cost;
    rendered.push(clock.time);
  }, clock);
  return { clock, rendered, scheduler };
};

describe("when a text is rendered", () => {
  it("is at once after a pause, and once for all that comes in the same moment", () => {
    const { clock, rendered, scheduler } = made();
    scheduler.request();
    scheduler.request();
    expect(clock.next()).toBe("soon");
    expect(clock.next()).toBe("nothing");
    expect(rendered).toHaveLength(1);
  });

  it("is in the next frame when there was a rendering just now", () => {
    const { clock, scheduler } = made();
    scheduler.request();
    clock.next();
    clock.time += 5;
    scheduler.request();
    expect(clock.next()).toBe("frame");
    clock.time += 12;
    scheduler.request();
    expect(clock.next()).toBe("soon");
  });

  it("is put off in proportion to what the last rendering cost", () => {
    const { clock, rendered, scheduler } = made(50);
    scheduler.request();
    clock.next();
    scheduler.request();
    expect(clock.next()).toBe("200 ms");
    expect(clock.next()).toBe("frame");
    expect(rendered).toHaveLength(2);
  });

  it("is now when someone asks for all, and not again after", () => {
    const { clock, rendered, scheduler } = made();
    scheduler.request();
    scheduler.flush();
    expect(rendered).toHaveLength(1);
    expect(clock.next()).toBe("nothing");
  });

  it("is never after it was cancelled", () => {
    const { clock, rendered, scheduler } = made();
    scheduler.request();
    scheduler.cancel();
    expect(clock.next()).toBe("nothing");
    expect(rendered).toHaveLength(0);
  });
});
