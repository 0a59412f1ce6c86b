/**
 * Shiny UI that the app wrote. It is put into the page once, bound by Shiny, and left alone from then on: no text that
 * comes later renders it again, so inputs keep their values and outputs their state.
 */
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";
import type { PartState } from "../../state/store";
import { useChatView } from "../context";
import { fillIsland } from "./island";

export function HtmlIsland({ state }: { state: PartState }): JSX.Element {
  const { labels } = useChatView();
  const host = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    const element = host.current;
    const part = state.part.peek();
    if (element === null || part.kind !== "html") return;
    return fillIsland(element, part, labels);
  }, [state, labels]);
  return <div class="pywry-part-html" ref={host} />;
}
