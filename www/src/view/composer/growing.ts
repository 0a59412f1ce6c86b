/** A text box as tall as its text, up to what the style sheet allows. */

/** The share of the chat's height that the text box may take. */
const SHARE = 0.4;

/** Called after each change of the text; where the style sheet alone can do it, nothing is done. */
export function growToText(box: HTMLTextAreaElement): void {
  if (globalThis.CSS?.supports?.("field-sizing", "content")) return;
  box.style.blockSize = "auto";
  const borders = box.offsetHeight - box.clientHeight;
  box.style.blockSize = `${box.scrollHeight + borders}px`;
}

/** Tells the style sheet how tall the text box may become in this chat; the answer ends it. */
export function boundByChat(box: HTMLElement, chat: Element): () => void {
  if (typeof ResizeObserver === "undefined") return () => undefined;
  const observer = new ResizeObserver(([entry]) => {
    if (entry) box.style.setProperty("--_share", `${Math.round(entry.contentRect.height * SHARE)}px`);
  });
  observer.observe(chat);
  return () => observer.disconnect();
}
