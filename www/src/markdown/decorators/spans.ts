/**
 * From the highlighter's HTML to nodes, without a parser of HTML in between: the only things it may hold are
 * `<span class="...">`, `</span>` and five entities; whatever else looks like markup stays text.
 */

const TOKEN = /<span class="([\w\- ]+)">|<\/span>/g;
const ENTITY = /&(?:amp|lt|gt|quot|#x27);/g;
const ENTITIES: Readonly<Record<string, string>> = {
  "&amp;": "&",
  "&lt;": "<",
  "&gt;": ">",
  "&quot;": '"',
  "&#x27;": "'",
};

const plain = (html: string): string => html.replace(ENTITY, (entity) => ENTITIES[entity] ?? entity);

/** The HTML cut into the pieces that stand side by side at the top: text, or a span with all it holds. */
export function topPieces(html: string): string[] {
  const pieces: string[] = [];
  let depth = 0;
  let start = 0;
  const cut = (end: number): void => {
    if (end > start) pieces.push(html.slice(start, end));
    start = end;
  };
  for (const match of html.matchAll(TOKEN)) {
    const opens = match[1] !== undefined;
    if (opens && depth === 0) cut(match.index);
    depth += opens ? 1 : -1;
    if (!opens && depth === 0) cut(match.index + match[0].length);
  }
  cut(html.length);
  return pieces;
}

/** The nodes of some HTML of the highlighter. */
export function spansOf(html: string): DocumentFragment {
  const fragment = document.createDocumentFragment();
  let parent: ParentNode & Node = fragment;
  let from = 0;
  const addText = (end: number): void => {
    if (end > from) parent.append(plain(html.slice(from, end)));
  };
  for (const match of html.matchAll(TOKEN)) {
    addText(match.index);
    from = match.index + match[0].length;
    if (match[1] !== undefined) {
      const span = document.createElement("span");
      span.className = match[1];
      parent.append(span);
      parent = span;
    } else {
      parent = parent.parentNode ?? fragment;
    }
  }
  addText(html.length);
  return fragment;
}

/**
 * Show the pieces in `target`, leaving alone the first ones that it shows already.
 * Gives back what it shows now, for the next time.
 */
export function showPieces(target: Element, shown: readonly string[], pieces: readonly string[]): void {
  let same = 0;
  while (same < shown.length && shown[same] === pieces[same]) same += 1;
  while (target.childNodes.length > same) target.lastChild?.remove();
  target.append(spansOf(pieces.slice(same).join("")));
}
