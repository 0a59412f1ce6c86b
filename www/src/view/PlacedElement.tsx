/** An element of the app's markup, moved to its place and then left alone. */
import type { JSX } from "preact";
import { useLayoutEffect, useRef } from "preact/hooks";

export function PlacedElement({ class: name, element }: { class: string; element: Element }): JSX.Element {
  const place = useRef<HTMLDivElement>(null);
  useLayoutEffect(() => {
    place.current?.append(element);
  }, [element]);
  return <div ref={place} class={name} />;
}
