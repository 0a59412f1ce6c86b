/** Pictures of our own, drawn in the colour of the text around them. They say nothing: what they stand on has a name. */
import type { JSX } from "preact";

const paths = {
  chevron: "M9 6l6 6-6 6",
  check: "M5 13l4 4L19 7",
  cross: "M6 6l12 12M18 6L6 18",
  alert: "M12 8v5M12 16.5v.01M12 3.5l9.5 16.5h-19z",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  markdown: "M3 6h18v12H3zM6.5 15V9l2.5 3 2.5-3v6M16.5 9v5.5M14.5 13l2 2 2-2",
  down: "M12 5v14M6 13l6 6 6-6",
  stop: "M12 3.5a8.5 8.5 0 100 17 8.5 8.5 0 000-17zM9.5 9.5h5v5h-5z",
  tool: "M14.5 6.5a4 4 0 01-5.3 5.3L4.5 16.5a1.8 1.8 0 002.6 2.6l4.9-4.9a4 4 0 005.2-5.2l-2.6 2.6-2.5-.6-.6-2.5z",
  clock: "M12 3.5a8.5 8.5 0 100 17 8.5 8.5 0 000-17zM12 7.5V12l3 2",
} as const;

export type IconName = keyof typeof paths;

export function Icon({ name, class: className = "" }: { name: IconName; class?: string }): JSX.Element {
  return (
    <svg class={`pywry-icon ${className}`} viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={paths[name]} />
    </svg>
  );
}
