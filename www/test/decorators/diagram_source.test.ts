import { describe, expect, it } from "vitest";
import { contentOf, isHarmless } from "../../src/markdown/decorators/diagram_source";

describe("contentOf", () => {
  it("leaves out directives and configuration", () => {
    expect(contentOf('%%{init: {"theme": "dark"}}%%\nflowchart LR\nA-->B')).toBe("\nflowchart LR\nA-->B");
    expect(contentOf("%%{init:\n{}\n}%%graph TD")).toBe("graph TD");
    expect(contentOf("---\nconfig:\n  themeCSS: x\n---\ngraph TD\nA")).toBe("graph TD\nA");
    expect(contentOf("---\ntitle: T\nconfig:\n  x: y\n---\ngraph TD")).toBe("---\ntitle: T\n---\ngraph TD");
  });

  it("leaves a diagram without them as it is", () => {
    const source = "sequenceDiagram\n%% a remark\nA->>B: x {y} --- z\n";
    expect(contentOf(source)).toBe(source);
  });
});

describe("isHarmless", () => {
  it.each([
    "flowchart LR\nA[one<br/>two] --> B{x < y}\nB --> C",
    "classDiagram\nA <|-- B\nA <-- C\nclass C { <<enumeration>>\n+List<int> x }",
    "flowchart LR\nA[url] --> B[img: no]",
    "graph TD\nA-->B\nstyle A fill:#f9f,stroke:#333",
    "sequenceDiagram\nA->>B: see https://example.com",
  ])("draws %j", (source) => {
    expect(isHarmless(source)).toBe(true);
  });

  it.each([
    "style A fill:url(https://evil.example/x)",
    "A@{ img: 'https://evil.example/x.png' }",
    "classDef x background:image-set('a' 1x)",
  ])("does not draw %j", (source) => {
    expect(isHarmless(source)).toBe(false);
  });
});
