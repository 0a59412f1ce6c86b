/** The words that rendered markdown shows or speaks; an app overrides them through the one label table. */
export interface MarkdownLabels {
  readonly copyCode: string;
  readonly copied: string;
  readonly copyFailed: string;
  /** Names of regions that scroll: a wide table, a long formula, long lines of code. */
  readonly tableRegion: string;
  readonly formulaRegion: string;
  readonly codeRegion: string;
  /** Heading of the footnotes, for screen readers. */
  readonly footnotes: string;
  /** `{n}` is the number of the footnote. */
  readonly backToReference: string;
  /** Accessible name of a task list's checkbox. */
  readonly taskDone: string;
  readonly taskOpen: string;
  /** `{host}` is the other origin's host. */
  readonly blockedImage: string;
  readonly loadImage: string;
  /** `{host}` is the host that the link leads to. */
  readonly openLink: string;
  readonly open: string;
  readonly cancel: string;
  readonly copyLink: string;
  readonly diagram: string;
  readonly showDiagramSource: string;
  readonly showDiagram: string;
  readonly diagramFailed: string;
  readonly mathFailed: string;
  /** `{text}` is what the suggestion would put into the input. */
  readonly useSuggestion: string;
}

export const defaultMarkdownLabels: MarkdownLabels = {
  copyCode: "Copy code",
  copied: "Copied",
  copyFailed: "Could not copy",
  tableRegion: "Table",
  formulaRegion: "Formula",
  codeRegion: "Code",
  footnotes: "Footnotes",
  backToReference: "Back to reference {n}",
  taskDone: "Done",
  taskOpen: "Not done",
  blockedImage: "Image from {host} is not loaded",
  loadImage: "Load image",
  openLink: "Open the link to {host}?",
  open: "Open",
  cancel: "Cancel",
  copyLink: "Copy link",
  diagram: "Diagram",
  showDiagramSource: "Show source",
  showDiagram: "Show diagram",
  diagramFailed: "This diagram could not be drawn",
  mathFailed: "This formula could not be set",
  useSuggestion: "Use suggestion: {text}",
};

/** Fill `{name}` slots of a label. */
export function fillLabel(label: string, slots: Readonly<Record<string, string>>): string {
  return label.replace(/\{(\w+)\}/g, (slot, name: string) => slots[name] ?? slot);
}
