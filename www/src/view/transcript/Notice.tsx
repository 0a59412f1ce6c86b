/** A sentence for the person at the page, above the composer until it is put away. A screen reader hears it elsewhere. */
import { useSignal, useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { useChatView } from "../context";
import { Icon } from "../parts/icons";

export function Notices(): JSX.Element {
  const { store, labels } = useChatView();
  const notice = store.notice.value;
  const dismiss = (): void => {
    store.notice.value = null;
  };
  return (
    <>
      <ConnectionNotice />
      {notice !== null && (
        <div class="pywry-notice">
          <span class="pywry-notice-text">{notice}</span>
          <button
            type="button"
            class="pywry-icon-button"
            aria-label={labels.dismiss}
            title={labels.dismiss}
            onClick={dismiss}
          >
            <Icon name="cross" />
          </button>
        </div>
      )}
    </>
  );
}

/** Only a connection that was there can be lost. */
function ConnectionNotice(): JSX.Element | null {
  const { store, labels } = useChatView();
  const seen = useSignal(false);
  useSignalEffect(() => {
    if (store.connected.value) seen.value = true;
  });
  if (store.connected.value || !seen.value) return null;
  return (
    <div class="pywry-notice" data-kind="connection">
      <span class="pywry-notice-text">{labels.connectionLost}</span>
    </div>
  );
}
