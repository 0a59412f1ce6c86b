/** Link reference definitions: they stand at the start of a paragraph, and the first of a label wins. */
import { normalizeLabel, readDestination, readLabel, readTitle, skipSpace } from "./scan";

export interface Definition {
  readonly url: string;
  readonly title: string;
}

interface Found extends Definition {
  readonly label: string;
  readonly end: number;
}

const atLineEnd = (text: string, pos: number): number | null => {
  const end = skipSpace(text, pos);
  if (end >= text.length) return end;
  return text.charAt(end) === "\n" ? end + 1 : null;
};

/** The definition that `text` starts with at `pos`. */
function readDefinition(text: string, pos: number): Found | null {
  const label = readLabel(text, pos);
  if (!label || text.charAt(label.end) !== ":") return null;
  const destination = readDestination(text, skipSpace(text, label.end + 1, true));
  if (!destination) return null;
  const key = normalizeLabel(label.label);
  const beforeTitle = skipSpace(text, destination.end, true);
  const title = beforeTitle > destination.end ? readTitle(text, beforeTitle) : null;
  const titleEnd = title ? atLineEnd(text, title.end) : null;
  if (title && titleEnd !== null) {
    return { label: key, url: destination.url, title: title.title, end: titleEnd };
  }
  const end = atLineEnd(text, destination.end);
  return end === null ? null : { label: key, url: destination.url, title: "", end };
}

/** Take the definitions off the start of a paragraph; answers what is left of it. */
export function takeDefinitions(text: string, tell: (label: string, definition: Definition) => void): string {
  let pos = 0;
  while (text.charAt(pos) === "[") {
    const found = readDefinition(text, pos);
    if (!found) break;
    tell(found.label, { url: found.url, title: found.title });
    pos = found.end;
  }
  return text.slice(pos);
}
