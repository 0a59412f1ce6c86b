/** A whole chat: transcript, composer, and the app's footer below. */
import { effect } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useMemo } from "preact/hooks";
import type { ChatConfig } from "../state/config";
import type { ChatStore } from "../state/store";
import { Composer } from "./composer/Composer";
import { stopOnEscape } from "./escape";
import { keepFocusIn, nextPlace } from "./focus-kept";
import { labelsWith } from "./labels";
import { PlacedElement } from "./PlacedElement";
import { followSuggestions } from "./suggestions";
import { Transcript } from "./transcript/Transcript";

export interface ChatProps {
  readonly store: ChatStore;
  readonly config: ChatConfig;
  /** The element that all of this stands in. */
  readonly root: HTMLElement;
  readonly toolbar: Element | null;
  readonly footer: Element | null;
}

export function Chat({ store, config, root, toolbar, footer }: ChatProps): JSX.Element {
  const labels = useMemo(() => labelsWith(config.labels), [config]);
  useEffect(() => {
    const focusComposer = (): void => {
      root.querySelector<HTMLTextAreaElement>(".pywry-composer-text")?.focus();
    };
    const stops = [
      followSuggestions(root, store, labels, focusComposer),
      keepFocusIn(root, () => nextPlace(root)),
    ];
    if (config.enableCancel !== false) stops.push(stopOnEscape(root, store));
    return () => {
      for (const stop of stops) stop();
    };
  }, [root, store, config, labels]);
  useLayoutEffect(() => {
    // For style sheets, and for tests that must not write before anyone reads.
    const stop = effect(() => void root.toggleAttribute("data-attached", store.attached.value));
    return () => {
      stop();
      root.removeAttribute("data-attached");
    };
  }, [root, store]);
  return (
    <>
      <Transcript store={store} config={config} />
      <Composer store={store} config={config} labels={labels} toolbar={toolbar} />
      {footer && <PlacedElement class="pywry-chat-footer" element={footer} />}
    </>
  );
}
