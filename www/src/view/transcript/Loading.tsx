/** Three dots for as long as nothing has been said. */
import type { JSX } from "preact";
import { useChatView } from "../context";

export function Loading(): JSX.Element {
  const { labels } = useChatView();
  return (
    <div class="pywry-loading" role="img" aria-label={labels.answering}>
      <i />
      <i />
      <i />
    </div>
  );
}
