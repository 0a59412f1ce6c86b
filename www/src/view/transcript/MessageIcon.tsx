/** The picture beside an answer: HTML of the app, and no part of the message's text. */
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

export function MessageIcon({ html }: { html: string }): JSX.Element {
  const host = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = host.current;
    if (element === null) return;
    element.innerHTML = html;
    drawText(element);
  }, [html]);
  return <div class="pywry-message-icon" aria-hidden="true" ref={host} />;
}

/** An icon may be a letter or an emoji. As a text node it would be read, copied and found as the message's own. */
function drawText(icon: HTMLElement): void {
  const walker = document.createTreeWalker(icon, NodeFilter.SHOW_TEXT);
  const texts: Text[] = [];
  while (walker.nextNode()) texts.push(walker.currentNode as Text);
  for (const text of texts) {
    const words = text.data.trim();
    if (words === "" || text.parentElement?.closest("svg, style, script")) continue;
    const drawn = document.createElement("span");
    drawn.dataset.label = words;
    text.replaceWith(drawn);
  }
}
