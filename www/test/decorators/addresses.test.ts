import { describe, expect, it } from "vitest";
import { destinationOf } from "../../src/markdown/decorators/addresses";

const HERE = "https://app.example:8443/chat/";
const kind = (address: string): string => destinationOf(address, HERE).kind;

describe("destinationOf", () => {
  it.each(["#a", " #a%20b ", "#"])("finds a place in the page: %j", (address) => {
    expect(kind(address)).toBe("fragment");
  });

  it.each(["/x", "x?y", "https://app.example:8443/z", "mailto:a@b.c", "tel:+1"])(
    "stays near: %s",
    (address) => {
      expect(kind(address)).toBe("near");
    },
  );

  it.each([
    ["https://other.example/", "other.example"],
    ["//other.example", "other.example"],
    ["http://app.example:8443@evil.example/", "evil.example"],
    ["https://app.example/", "app.example"],
    ["https:\\\\evil.example\\x", "evil.example"],
    ["https://ex\u0430mple.com/", "xn--exmple-4nf.com"],
    ["HTTPS://EVIL.EXAMPLE:444", "evil.example:444"],
    ["\thttps://evil.exa\nmple/", "evil.example"],
  ])("leaves for another host: %j", (address, host) => {
    expect(destinationOf(address, HERE)).toMatchObject({ kind: "far", host });
  });

  it.each([
    "javascript:1",
    "java\nscript:1",
    "data:text/html,x",
    "file:///x",
    "blob:https://x/1",
    "https://",
    "vbscript:x",
  ])("goes nowhere: %j", (address) => {
    expect(kind(address)).toBe("refused");
  });

  it("reads the name of a place", () => {
    expect(destinationOf("#a%20b", HERE)).toEqual({ kind: "fragment", id: "a b" });
    expect(destinationOf("#100%", HERE)).toEqual({ kind: "fragment", id: "100%" });
  });
});
