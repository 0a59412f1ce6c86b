import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Life } from "../../src/elements/lasting";
import { takeMarkup } from "../../src/elements/markup";

const mounted = vi.fn();
const unmounted = vi.fn();

class TestElement extends HTMLElement {
  readonly life = new Life(this, () => {
    mounted();
    return unmounted;
  });
  connectedCallback(): void {
    this.life.connected();
  }
  disconnectedCallback(): void {
    this.life.disconnected();
  }
}
customElements.define("test-element", TestElement);

const times = (): [number, number] => [mounted.mock.calls.length, unmounted.mock.calls.length];

beforeEach(() => {
  vi.useFakeTimers();
  mounted.mockReset();
  unmounted.mockReset();
});
afterEach(() => {
  document.body.replaceChildren();
  vi.runAllTimers();
  vi.useRealTimers();
});

describe("the life of an element", () => {
  test("begins in the page, survives a move, and ends after it was taken out", () => {
    const element = document.createElement("test-element");
    expect(times()).toEqual([0, 0]);
    document.body.append(element);
    expect(times()).toEqual([1, 0]);
    const other = document.body.appendChild(document.createElement("div"));
    other.append(element);
    vi.runAllTimers();
    expect(times()).toEqual([1, 0]);
    element.remove();
    expect(times()).toEqual([1, 0]);
    vi.runAllTimers();
    expect(times()).toEqual([1, 1]);
    document.body.append(element);
    expect(times()).toEqual([2, 1]);
  });

  test("out, in and out again within a tick ends once", () => {
    const element = document.body.appendChild(document.createElement("test-element"));
    element.remove();
    document.body.append(element);
    element.remove();
    vi.runAllTimers();
    expect(times()).toEqual([1, 1]);
  });

  test("waits for its children while the page is read", () => {
    vi.spyOn(document, "readyState", "get").mockReturnValue("loading");
    document.body.append(document.createElement("test-element"));
    expect(times()).toEqual([0, 0]);
    document.dispatchEvent(new Event("DOMContentLoaded"));
    expect(times()).toEqual([1, 0]);
  });

  test("does not begin if it left before the page was read", () => {
    vi.spyOn(document, "readyState", "get").mockReturnValue("loading");
    const element = document.body.appendChild(document.createElement("test-element"));
    element.remove();
    document.dispatchEvent(new Event("DOMContentLoaded"));
    vi.runAllTimers();
    expect(times()).toEqual([0, 0]);
  });
});

describe("the markup of an element", () => {
  function element(html: string): Element {
    const made = document.createElement("div");
    made.innerHTML = html;
    return made;
  }

  test("is taken out and put back", () => {
    const html =
      '<script data-pywry="config" type="application/json">{"a": 1}</script><div data-pywry="footer">F</div>';
    const made = element(html);
    const footer = made.querySelector("div");
    const markup = takeMarkup(made);
    expect([markup.config, markup.slot("footer"), markup.slot("toolbar"), made.innerHTML]).toEqual([
      { a: 1 },
      footer,
      null,
      "",
    ]);
    footer?.remove();
    markup.restore();
    expect(made.innerHTML).toBe(html);
  });

  test.each(["{", "", "null", "7"])("that cannot be read (%s) is none", (json) => {
    const complain = vi.spyOn(console, "error").mockReturnValue();
    const { config } = takeMarkup(
      element(`<script data-pywry="config" type="application/json">${json}</script>`),
    );
    expect(config).toEqual({});
    expect(complain.mock.calls.length).toBe(["{", ""].includes(json) ? 1 : 0);
  });
});
