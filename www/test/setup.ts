/** A warning is an error: a test that makes the product complain on the console fails, unless it expects it by a spy. */
import { afterEach, beforeEach } from "vitest";

const complaints: string[] = [];

beforeEach(() => {
  complaints.length = 0;
  for (const level of ["warn", "error"] as const) {
    console[level] = (...words: unknown[]): void => {
      complaints.push(`console.${level}: ${words.map(String).join(" ")}`);
    };
  }
});

afterEach(() => {
  if (complaints.length > 0) {
    throw new Error(complaints.splice(0).join("\n"));
  }
});
