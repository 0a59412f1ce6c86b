import { afterEach, expect, test, vi } from "vitest";
import { stopOnEscape } from "../../src/view/escape";
import { FakeMessage } from "./fake_store";
import { type Mounted, mount } from "./mounted";

let chat: Mounted;

afterEach(() => chat.unmount());

const complete = { status: "complete", live: false } as const;
const LINKS = "See [one](https://a.example) and [two](https://b.example).";

/** What the Tab key comes by, in its order. */
function tabStops(): string[] {
  return chat
    .all("a[href], button, input, [tabindex]")
    .filter((element) => element.tabIndex >= 0 && element.closest("[hidden], [inert]") === null)
    .map(
      (element) =>
        element.dataset.messageId ?? element.getAttribute("aria-label") ?? element.id ?? element.textContent,
    );
}

async function conversation(): Promise<FakeMessage[]> {
  const messages: FakeMessage[] = [];
  chat = await mount({}, (store) => {
    for (const role of ["user", "assistant", "user", "assistant"] as const) {
      const message = store.add(new FakeMessage(role, complete));
      message.text(LINKS).end();
      messages.push(message);
    }
  });
  return messages;
}

const focusedId = (): string | undefined => (document.activeElement as HTMLElement | null)?.dataset.messageId;

test("the transcript is one stop of the Tab key: its last message", async () => {
  const messages = await conversation();
  expect(tabStops()).toEqual([messages[3]?.id]);
});

test("arrows, Home and End go from message to message", async () => {
  const ids = (await conversation()).map(({ id }) => id);
  chat.all(".pywry-message")[3]?.focus();
  const visited: (string | undefined)[] = [];
  for (const key of ["ArrowUp", "ArrowUp", "ArrowDown", "Home", "ArrowUp", "End", "ArrowDown"]) {
    await chat.press(key);
    visited.push(focusedId());
  }
  expect(visited).toEqual([ids[2], ids[1], ids[2], ids[0], ids[0], ids[3], ids[3]]);
  await chat.press("Home");
  expect(tabStops()).toEqual([ids[0]]);
  expect(document.activeElement?.getAttribute("aria-label")).toBe("You: See one and two.");
});

test("Enter goes into a message, Escape comes out, and only the next Escape is anybody else's", async () => {
  const ids = (await conversation()).map(({ id }) => id);
  const escaped = vi.fn();
  chat.store.stop = escaped;
  const stopListening = stopOnEscape(chat.root, chat.store.store);
  chat.all(".pywry-message")[1]?.focus();
  await chat.press("Enter");
  expect(document.activeElement?.textContent).toBe("one");
  expect(tabStops()).toEqual(
    [ids[1], "", "", "Copy text", "Copy as Markdown"].map((name) => name || expect.anything()),
  );
  await chat.press("ArrowUp");
  expect(document.activeElement?.textContent).toBe("one");
  await chat.press("Escape");
  expect(focusedId()).toBe(ids[1]);
  expect(tabStops()).toEqual([ids[1]]);
  expect(escaped).not.toHaveBeenCalled();
  await chat.press("Escape");
  expect(escaped).toHaveBeenCalledOnce();
  const [, , copy] = chat.all(".pywry-message-actions button");
  copy?.focus();
  await chat.press("Escape");
  expect(escaped).toHaveBeenCalledTimes(2);
  stopListening();
});

test("focus stays where it is when a message arrives", async () => {
  const messages = await conversation();
  chat.all(".pywry-message")[1]?.focus();
  await chat.does(() => chat.store.add(new FakeMessage("assistant")).text("New"));
  expect(focusedId()).toBe(messages[1]?.id);
  expect(tabStops()).toEqual([messages[1]?.id]);
});

test("with focus elsewhere Tab comes to what arrived last, also while it streams links", async () => {
  await conversation();
  const answer = new FakeMessage("assistant");
  await chat.does(() => {
    chat.store.add(answer);
    answer.text("A [link](https://c.example)");
  });
  for (const delta of [" and", " more\n\n- [x](https://d.example)", "\n- y"]) {
    await chat.does(() => answer.parts.value[0]?.delta(delta));
    expect(tabStops()).toEqual([answer.id]);
  }
  await chat.does(() => answer.end());
  expect(tabStops()).toEqual([answer.id]);
});

test("Shiny's inputs are always reached by Tab; suggestions are while they are the last", async () => {
  chat = await mount();
  const first = new FakeMessage("assistant", complete);
  first.part({ kind: "html", html: '<input id="n"><a href="#" id="link">l</a>', deps: [] }).end();
  first.text('Try <span class="suggestion">this</span>.').end();
  await chat.does(() => chat.store.add(first));
  expect(tabStops()).toEqual([first.id, "n", "link", expect.stringContaining("this")]);
  const second = new FakeMessage("user", complete);
  second.text("ok").end();
  await chat.does(() => chat.store.add(second));
  expect(tabStops()).toEqual(["n", "link", second.id]);
});

test("the greeting is a stop like a message", async () => {
  chat = await mount({}, (store) => {
    store.greeting.value = new FakeMessage("assistant", { ...complete, slot: "greeting" });
    store.greeting.value.text("Welcome to [us](https://us.example)").end();
  });
  expect(tabStops()).toEqual(["Greeting"]);
  await chat.does(() => chat.store.add(new FakeMessage("user", complete)).text("Hi"));
  chat.find(".pywry-message").focus();
  await chat.press("ArrowUp");
  expect(document.activeElement).toBe(chat.find(".pywry-greeting"));
});
