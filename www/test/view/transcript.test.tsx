import { afterEach, expect, test, vi } from "vitest";
import { english } from "../../src/view/labels";
import { FakeMessage } from "./fake_store";
import { type Mounted, mount } from "./mounted";

let chat: Mounted;

afterEach(() => chat.unmount());

const complete = { status: "complete", live: false } as const;

test("the children of the list are the messages, and stay the same elements", async () => {
  chat = await mount();
  const user = new FakeMessage("user", complete);
  user.text("Hi");
  const answer = new FakeMessage("assistant");
  await chat.does(() => {
    chat.store.add(user);
    chat.store.busy(true);
  });
  expect(chat.all(".pywry-loading")).toHaveLength(1);
  const [first] = chat.all(".pywry-chat-messages > *");
  await chat.does(() => chat.store.add(answer));
  await chat.does(() => chat.store.add(new FakeMessage("system", complete)));
  expect(chat.all(".pywry-chat-messages > *").map((child) => child.className)).toEqual([
    "pywry-message",
    "pywry-message",
  ]);
  expect(chat.find(".pywry-message")).toBe(first);
  expect(
    chat.all(".pywry-message").map(({ dataset }) => [dataset.role, dataset.status, dataset.messageId]),
  ).toEqual([
    ["user", "complete", user.id],
    ["assistant", "open", answer.id],
  ]);
});

test("dots are shown until something is said, at one place at a time", async () => {
  chat = await mount({ showThinkingAfter: 60 });
  chat.store.busy(true);
  const answer = new FakeMessage("assistant");
  await chat.does(() => chat.store.add(answer));
  expect(chat.all(".pywry-loading")).toHaveLength(1);
  await chat.does(() => answer.thought("hidden for a minute"));
  expect(chat.all(".pywry-loading")).toHaveLength(1);
  let text = answer.parts.value[0];
  await chat.does(() => {
    text = answer.text("");
  });
  expect(chat.all(".pywry-loading")).toHaveLength(1);
  await chat.does(() => text?.delta("Said"));
  expect(chat.all(".pywry-loading")).toHaveLength(0);
  expect(chat.find(".pywry-loading-row, .pywry-part-text").textContent).toBe("Said");
});

test("the text of a message is its text and nothing else, in every state", async () => {
  chat = await mount({ iconAssistant: "<span>AI</span>" });
  const answer = new FakeMessage("assistant");
  await chat.does(() => {
    chat.store.add(answer);
    answer.thought("secret", "Topic");
    answer.part({
      kind: "tool",
      call_id: "1",
      name: "look",
      title: "Look up",
      arguments: '{"a":1}',
      status: "running",
      result: null,
    });
    answer.text("The *answer*.");
  });
  expect(chat.find(".pywry-message").textContent).toBe("The answer.");
  for (const status of ["error", "stopped", "interrupted", "complete"] as const) {
    await chat.does(() => answer.end(status, status === "error" ? "boom" : null));
    expect(chat.find(".pywry-message").textContent).toBe("The answer.");
    const mark = chat.all(".pywry-message-mark")[0]?.getAttribute("aria-label");
    expect(mark).toBe(
      {
        error: "Failed: boom",
        stopped: english.messageStopped,
        interrupted: english.messageInterrupted,
        complete: undefined,
      }[status],
    );
  }
  expect(chat.find(".pywry-message-icon [data-label]").dataset.label).toBe("AI");
});

test.each([
  ["chat's", null, "<b>chat</b>", "B"],
  ["message's", "<i>own</i>", "<b>chat</b>", "I"],
  ["none", "", "<b>chat</b>", undefined],
  ["none by default", null, null, undefined],
])("icon: %s", async (_, own, whole, tag) => {
  chat = await mount({ iconAssistant: whole }, (store) => {
    store.add(new FakeMessage("assistant", { ...complete, icon: own })).text("x");
    store.add(new FakeMessage("user", complete)).text("x");
  });
  expect(chat.all(".pywry-message-icon").map((icon) => icon.firstElementChild?.tagName)).toEqual(
    tag ? [tag] : [],
  );
});

test("text: markdown with clean HTML from a model, with literal HTML from a user; plain as it stands; HTML cleaned", async () => {
  const hostile = "<img src=x onerror=alert(1)><b>bold</b> *star*";
  chat = await mount({}, (store) => {
    store.add(new FakeMessage("assistant", complete)).text(hostile).end();
    store.add(new FakeMessage("user", complete)).text(hostile).end();
    store.add(new FakeMessage("assistant", complete)).text(hostile, "plain").end();
    store.add(new FakeMessage("assistant", complete)).text(hostile, "html").end();
  });
  const [model, user, plain, html] = chat.all(".pywry-part-text");
  expect(model?.querySelector("b")?.textContent).toBe("bold");
  expect(model?.querySelector("em")?.textContent).toBe("star");
  expect(user?.querySelector("em")?.textContent).toBe("star");
  expect(user?.querySelector("b, img")).toBeNull();
  expect(user?.textContent).toContain("<b>bold</b>");
  expect(plain?.textContent).toBe(hostile);
  expect(html?.textContent).toContain("*star*");
  expect(html?.querySelector("b")).not.toBeNull();
  expect(chat.root.querySelector("[onerror]")).toBeNull();
});

test.each(["markdown", "plain", "html"] as const)(
  "%s grows by deltas without new elements around it",
  async (format) => {
    chat = await mount();
    const answer = new FakeMessage("assistant");
    await chat.does(() => {
      chat.store.add(answer);
      answer.text("one", format);
    });
    const part = chat.find(".pywry-part-text");
    const { firstChild } = part;
    await chat.does(() => answer.parts.value[0]?.delta(" two"));
    await chat.does(() => answer.end());
    expect(part.textContent).toBe("one two");
    expect(chat.find(".pywry-part-text")).toBe(part);
    expect(part.firstChild).toBe(firstChild);
    await chat.does(() => {
      chat.store.messages.value = [];
    });
    expect(answer.parts.value[0]?.listening).toBe(0);
  },
);

test("thoughts are one panel that is closed and empty until it is opened", async () => {
  chat = await mount();
  const answer = new FakeMessage("assistant");
  await chat.does(() => {
    chat.store.add(answer);
    answer.thought("first *thought*", "One");
    answer.thought("second", "Two");
  });
  const panel = chat.find(".pywry-part-thinking");
  const head = chat.find("button.pywry-fold-head");
  expect(chat.all(".pywry-part-thinking")).toEqual([panel]);
  expect(head.getAttribute("aria-expanded")).toBe("false");
  expect(head.getAttribute("aria-label")).toBe("Two");
  expect(panel.textContent).toBe("");
  expect(panel.querySelector(".pywry-fold-body")?.hasAttribute("inert")).toBe(true);

  await chat.does(() => head.click());
  expect(head.getAttribute("aria-expanded")).toBe("true");
  expect(panel.querySelector(".pywry-fold-body")?.hasAttribute("inert")).toBe(false);
  expect(chat.all(".pywry-thinking-topic").map((topic) => topic.textContent)).toEqual(["One", "Two"]);
  expect(panel.querySelector("em")?.textContent).toBe("thought");

  await chat.does(() => {
    answer.parts.value[1]?.delta(" and more");
    answer.parts.value[0]?.end(1.2);
    answer.parts.value[1]?.end(2.9);
  });
  expect(panel.textContent).toContain("second and more");
  expect(head.getAttribute("aria-label")).toBe("Thought for 4 s");
  await chat.does(() => answer.text("Answer."));
  expect(head.getAttribute("aria-expanded")).toBe("true");
});

test("Shiny UI is put in once, bound, left alone by later text and unbound when it goes", async () => {
  chat = await mount();
  const renderContentAsync = vi.fn(async (element: HTMLElement, { html }: { html: string }) => {
    element.innerHTML = html;
  });
  const unbindAll = vi.fn();
  Object.assign(window, { Shiny: { renderContentAsync, bindAll: vi.fn(), unbindAll } });
  const answer = new FakeMessage("assistant");
  const deps = [{ name: "widget" }];
  await chat.does(() => {
    chat.store.add(answer);
    answer.text("Before. ").end();
    answer.part({ kind: "html", html: "<input id='n' value='1'>", deps }).end();
  });
  const input = chat.find<HTMLInputElement>("#n");
  input.value = "42";
  await chat.does(() => answer.text("After."));
  await chat.does(() => answer.end());
  expect(chat.find("#n")).toBe(input);
  expect(input.value).toBe("42");
  expect(renderContentAsync.mock.calls).toEqual([
    [input.parentElement, { html: "<input id='n' value='1'>", deps }],
  ]);
  expect(unbindAll).not.toHaveBeenCalled();
  const island = input.parentElement;
  await chat.does(() => {
    chat.store.messages.value = [];
  });
  expect(unbindAll.mock.calls).toEqual([[island]]);
});

test("tools: a row tells how it stands and opens on what was asked and answered", async () => {
  chat = await mount();
  const answer = new FakeMessage("assistant");
  const call = {
    kind: "tool",
    call_id: "1",
    name: "look",
    title: null,
    arguments: "",
    status: "running",
    result: null,
  } as const;
  await chat.does(() => {
    chat.store.add(answer);
    answer.part(call);
  });
  expect(chat.find(".pywry-part-tool [role=img]").getAttribute("aria-label")).toBe("look, Running");
  await chat.does(() => {
    const [part] = answer.parts.value;
    if (part) part.part.value = { ...call, arguments: '{"q":[1]}', status: "failed", result: "no <b>" };
  });
  const head = chat.find(".pywry-part-tool button");
  expect(head.getAttribute("aria-label")).toBe("look, Failed");
  await chat.does(() => head.click());
  expect(chat.all(".pywry-tool-value").map((value) => value.textContent)).toEqual([
    '{\n  "q": [\n    1\n  ]\n}',
    "no <b>",
  ]);
});

test("the greeting leaves for the first message, stays in the page and comes back", async () => {
  chat = await mount({}, (store) => {
    store.greeting.value = new FakeMessage("assistant", { ...complete, slot: "greeting" });
    store.greeting.value.text("Welcome");
  });
  const greeting = chat.find(".pywry-greeting");
  expect(greeting.hidden).toBe(false);
  await chat.does(() => {
    chat.store.greetingShown.value = false;
  });
  expect(greeting.dataset.leaving).toBe("true");
  await chat.does(() => void greeting.dispatchEvent(new Event("animationend")));
  expect(greeting.hidden).toBe(true);
  expect(greeting.textContent).toBe("Welcome");
  await chat.does(() => {
    chat.store.greetingShown.value = true;
  });
  expect(chat.find(".pywry-greeting")).toBe(greeting);
  expect(greeting.hidden).toBe(false);
});

test("a greeting of a conversation that goes on is not even seen leaving; one without words is none", async () => {
  chat = await mount({}, (store) => {
    store.greetingShown.value = false;
    store.greeting.value = new FakeMessage("assistant", { slot: "greeting" });
  });
  expect(chat.find(".pywry-greeting").hidden).toBe(true);
  await chat.does(() => {
    chat.store.greetingShown.value = true;
  });
  expect(chat.all(".pywry-greeting .pywry-loading")).toHaveLength(1);
  await chat.does(() => void chat.store.greeting.value?.end());
  expect(chat.find(".pywry-greeting").hidden).toBe(true);
});

test("copying takes the text or its markdown, and says so", async () => {
  chat = await mount();
  const writeText = vi.fn(async () => {});
  vi.stubGlobal("navigator", { clipboard: { writeText } });
  const answer = new FakeMessage("assistant");
  await chat.does(() => {
    chat.store.add(answer);
    answer.thought("not this");
    answer.text("Take **this**.\n");
    answer.text("And this.");
    answer.end();
  });
  const [, markdown] = chat.all(".pywry-message-actions button");
  await chat.does(() => markdown?.click());
  expect(writeText.mock.calls).toEqual([["Take **this**.\n\nAnd this."]]);
  expect(chat.find(".pywry-live").textContent).toContain(english.copied);
});

test("a notice stands until it is put away; a lost connection is told while it lasts", async () => {
  chat = await mount();
  await chat.does(() => {
    chat.store.notice.value = "It went wrong.";
    chat.store.connected.value = false;
  });
  expect(chat.all(".pywry-notice").map((notice) => notice.textContent)).toEqual([
    english.connectionLost,
    "It went wrong.",
  ]);
  expect(chat.find(".pywry-live").textContent).toContain("It went wrong.");
  await chat.does(() => chat.find(".pywry-notice button").click());
  await chat.does(() => {
    chat.store.connected.value = true;
  });
  expect(chat.all(".pywry-notice")).toEqual([]);
  expect(chat.store.notice.value).toBeNull();
});

test("the transcript is not live, the hidden region is, and it is one", async () => {
  chat = await mount({}, (store) => store.add(new FakeMessage("assistant", complete)).text("x"));
  expect(chat.all("[aria-live], [role=log], [role=status], [role=alert]")).toEqual([
    chat.find(".pywry-live"),
  ]);
});
