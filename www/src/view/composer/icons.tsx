/** The composer's own icons: shapes without words, in the colour of the text around them. */
import type { JSX } from "preact";

export function SendIcon(): JSX.Element {
  return (
    <svg class="pywry-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d="M12 19V5m-6.5 6.5L12 5l6.5 6.5" />
    </svg>
  );
}

export function StopIcon(): JSX.Element {
  return (
    <svg class="pywry-icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <rect x="6.5" y="6.5" width="11" height="11" rx="2" fill="currentColor" />
    </svg>
  );
}
