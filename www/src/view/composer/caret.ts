/** Whether the caret stands on the first or the last line, as the lines are seen: wrapped ones count. */

/** What decides where a line of a text box breaks. */
const LINE_STYLES = [
  "direction",
  "font",
  "fontKerning",
  "fontFeatureSettings",
  "letterSpacing",
  "lineHeight",
  "overflowWrap",
  "tabSize",
  "textIndent",
  "textTransform",
  "whiteSpace",
  "wordBreak",
  "wordSpacing",
] as const;

export function caretIsOnFirstLine(box: HTMLTextAreaElement): boolean {
  const { selectionStart: start, selectionEnd: end, value } = box;
  if (start !== end || value.slice(0, start).includes("\n")) return false;
  const [first, caret] = lineTops(box, [0, start]);
  return caret === first;
}

export function caretIsOnLastLine(box: HTMLTextAreaElement): boolean {
  const { selectionStart: start, selectionEnd: end, value } = box;
  if (start !== end || value.slice(start).includes("\n")) return false;
  const [caret, last] = lineTops(box, [start, value.length]);
  return caret === last;
}

/** A text box does not tell where its lines break, but a copy of it in plain elements does. */
function lineTops(box: HTMLTextAreaElement, offsets: readonly number[]): number[] {
  const copy = document.createElement("div");
  const style = getComputedStyle(box);
  for (const name of LINE_STYLES) copy.style[name] = style[name];
  const padding = Number.parseFloat(style.paddingLeft) + Number.parseFloat(style.paddingRight);
  copy.style.width = `${box.clientWidth - (padding || 0)}px`;
  copy.style.position = "absolute";
  copy.style.visibility = "hidden";
  const marks: HTMLElement[] = [];
  let from = 0;
  for (const offset of offsets) {
    const mark = document.createElement("span");
    // Something of no width that is no place to break a line.
    mark.textContent = "\u2060";
    copy.append(box.value.slice(from, offset), mark);
    marks.push(mark);
    from = offset;
  }
  copy.append(box.value.slice(from));
  box.parentElement?.append(copy);
  const tops = marks.map((mark) => mark.offsetTop);
  copy.remove();
  return tops;
}
