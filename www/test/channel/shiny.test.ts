import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import type { ChannelListener } from "../../src/channel/channel";
import type { ShinyClient } from "../../src/channel/shiny";
import type { ClientEvent } from "../../src/wire.gen";

type Handler = (message: unknown) => void;

/** Plays Shiny's client as far as the channel uses it. */
function fakeShiny(): {
  client: ShinyClient;
  inputs: [string, unknown][];
  handlers: Handler[];
  trigger(event: string): void;
} {
  const inputs: [string, unknown][] = [];
  const handlers: Handler[] = [];
  const events = new Map<string, (() => void)[]>();
  let connected = false;
  const client: ShinyClient = {
    setInputValue: (name, value, options) => {
      expect(options).toEqual({ priority: "event" });
      inputs.push([name, value]);
    },
    addCustomMessageHandler: (type, handler) => {
      expect(type).toBe("pywry-chat");
      expect(handler.length).toBe(1);
      handlers.push(handler);
    },
    shinyapp: { isConnected: () => connected },
  };
  window.jQuery = () => ({
    on: (event, handler) => events.set(event, [...(events.get(event) ?? []), handler]),
  });
  const trigger = (event: string): void => {
    connected = event !== "shiny:disconnected";
    for (const handler of events.get(event) ?? []) handler();
  };
  return { client, inputs, handlers, trigger };
}

const ask: ClientEvent = { kind: "attach", thread: null, have: 0 };
let shiny: ReturnType<typeof fakeShiny>;
let shinyChannel: typeof import("../../src/channel/shiny").shinyChannel;

function listener(): ChannelListener & { frames: unknown[]; turns: boolean[] } {
  const frames: unknown[] = [];
  const turns: boolean[] = [];
  return { frames, turns, receive: (frame) => frames.push(frame), connected: (up) => turns.push(up) };
}

beforeEach(async () => {
  vi.useFakeTimers();
  vi.resetModules();
  delete (globalThis as Record<symbol, unknown>)[Symbol.for("pywry.shiny-page")];
  shiny = fakeShiny();
  window.Shiny = shiny.client;
  ({ shinyChannel } = await import("../../src/channel/shiny"));
});

afterEach(() => {
  vi.useRealTimers();
  delete window.Shiny;
  delete window.jQuery;
});

describe("through Shiny", () => {
  test("nothing is sent before the session has begun", () => {
    const channel = shinyChannel("chat");
    const heard = listener();
    channel.open(heard);
    expect([channel.send(ask), heard.turns, shiny.inputs]).toEqual([false, [], []]);
    shiny.trigger("shiny:sessioninitialized");
    expect(heard.turns).toEqual([true]);
    expect(channel.send(ask)).toBe(true);
    expect(shiny.inputs).toEqual([["chat_pywry:pywry.event", ask]]);
  });

  test("one handler serves every element, each by its id", () => {
    const [one, two] = [listener(), listener()];
    shinyChannel("one").open(one);
    shinyChannel("two").open(two);
    expect(shiny.handlers).toHaveLength(1);
    for (const message of [
      { id: "one", frame: 1 },
      { id: "two", frame: 2 },
      { id: "gone", frame: 3 },
      null,
      7,
      {},
    ]) {
      shiny.handlers[0]?.(message);
    }
    expect([one.frames, two.frames]).toEqual([[1], [2]]);
  });

  test("who comes later is told at once", () => {
    shinyChannel("early");
    shiny.trigger("shiny:sessioninitialized");
    const heard = listener();
    shinyChannel("late").open(heard);
    expect(heard.turns).toEqual([true]);
  });

  test("a successor of the same id keeps the place when the old one goes", () => {
    const [old, young] = [listener(), listener()];
    const leave = shinyChannel("chat").open(old);
    shinyChannel("chat").open(young);
    leave();
    shiny.handlers[0]?.({ id: "chat", frame: 1 });
    expect([old.frames, young.frames]).toEqual([[], [1]]);
  });

  test("after a drop the next session does not begin with an old submission", () => {
    const channel = shinyChannel("chat");
    const heard = listener();
    channel.open(heard);
    shiny.trigger("shiny:sessioninitialized");
    channel.send({ kind: "submit", id: "s", text: "Hi" });
    shiny.trigger("shiny:disconnected");
    expect(channel.send(ask)).toBe(false);
    vi.runAllTimers();
    expect(shiny.inputs.at(-1)).toEqual(["chat_pywry:pywry.event", { kind: "attach" }]);
    shiny.trigger("shiny:sessioninitialized");
    expect(heard.turns).toEqual([true, false, true]);
  });

  test("files of ours from two places share one handler", async () => {
    const first = listener();
    shinyChannel("chat").open(first);
    vi.resetModules();
    const again = await import("../../src/channel/shiny");
    const second = listener();
    again.shinyChannel("other").open(second);
    expect(shiny.handlers).toHaveLength(1);
    shiny.handlers[0]?.({ id: "other", frame: 1 });
    expect(second.frames).toEqual([1]);
  });
});

describe("Shiny that is not there yet", () => {
  beforeEach(() => {
    delete window.Shiny;
  });

  test("is found when the page is loaded", () => {
    const heard = listener();
    const channel = shinyChannel("chat");
    channel.open(heard);
    expect(channel.send(ask)).toBe(false);
    window.Shiny = shiny.client;
    window.dispatchEvent(new Event("load"));
    document.dispatchEvent(new Event("DOMContentLoaded"));
    shiny.trigger("shiny:sessioninitialized");
    expect([heard.turns, shiny.handlers.length]).toEqual([[true], 1]);
  });

  test("whose session began before us is followed at once", async () => {
    shiny.trigger("anything");
    window.Shiny = { ...shiny.client, initializedPromise: Promise.resolve() };
    const heard = listener();
    shinyChannel("chat").open(heard);
    await vi.runAllTimersAsync();
    expect(heard.turns).toEqual([true]);
  });
});
