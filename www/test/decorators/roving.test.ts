import { describe, expect, it } from "vitest";
import { type Box, neighbour } from "../../src/markdown/decorators/roving";

const box = (column: number, row: number, width = 100): Box => ({
  left: column * 110,
  right: column * 110 + width,
  top: row * 60,
  bottom: row * 60 + 50,
});

describe("neighbour", () => {
  const grid = [box(0, 0), box(1, 0), box(2, 0), box(0, 1), box(1, 1)];

  it.each([
    [0, "ArrowRight", 1],
    [1, "ArrowLeft", 0],
    [0, "ArrowDown", 3],
    [4, "ArrowUp", 1],
    [2, "ArrowDown", 4],
    [0, "ArrowLeft", 0],
    [3, "ArrowDown", 3],
    [2, "ArrowRight", 2],
  ] as const)("from %i by %s to %i", (from, arrow, to) => {
    expect(neighbour(grid, from, arrow)).toBe(to);
  });

  it("stays where there is nothing", () => {
    expect(neighbour([], 0, "ArrowUp")).toBe(0);
    expect(neighbour([box(0, 0)], 0, "ArrowRight")).toBe(0);
  });
});
