import { describe, expect, test } from "vitest";
import { apply } from "../../src/state/fold";
import { emptyThread, transcripts } from "./transcripts";

describe("the fold on the shared transcripts", () => {
  test("there are transcripts", () => expect(transcripts.length).toBeGreaterThan(10));

  test.each(transcripts)("$name", ({ events, checks }) => {
    const before = structuredClone(events);
    const thread = emptyThread();
    let done = 0;
    for (const check of checks) {
      for (; done < check.after; done++) apply(thread, events[done] as (typeof events)[number]);
      expect(thread).toEqual(check.thread);
    }
    expect(done).toBe(events.length);
    expect(events).toEqual(before);
  });
});
