/** Pictures of our own, drawn in the colour of the text around them. They say nothing: what they stand on has a name. */
import type { JSX } from "preact";

const paths = {
  chevron: "M9 6l6 6-6 6",
  check: "M5 13l4 4L19 7",
  cross: "M6 6l12 12M18 6L6 18",
  alert: "M12 8v5M12 16.5v.01M12 3.5l9.5 16.5h-19z",
  copy: "M9 9h11v11H9zM5 15H4V4h11v1",
  markdown: "M3.5 17V7l4.5 6 4.5-6v10M18 7v9.5M14.75 13.5L18 17l3.25-3.5",
  down: "M12 5v14M6 13l6 6 6-6",
  stop: "M12 3.5a8.5 8.5 0 100 17 8.5 8.5 0 000-17zM9.5 9.5h5v5h-5z",
  tool: "M12 3l7.8 4.5v9L12 21l-7.8-4.5v-9zM12 9a3 3 0 100 6 3 3 0 000-6z",
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
