/** What stands before the first message. It leaves with a short movement, and stays in the page to come back. */
import { useSignal } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { MessageState } from "../../state/store";
import { useChatView } from "../context";
import { MessageParts } from "./MessageParts";

/** Longer than the movement may take: it is over by then, even if the browser has not told so. */
const LEFT_MS = 600;

export function Greeting(): JSX.Element | null {
  const greeting = useChatView().store.greeting.value;
  return greeting && <GreetingView key={greeting.key} greeting={greeting} />;
}

function GreetingView({ greeting }: { greeting: MessageState }): JSX.Element {
  const { store, labels } = useChatView();
  const shown = isShown(greeting, store.greetingShown.value);
  const was = useRef(shown);
  const leaving = useSignal(false);
  const left = (): void => {
    leaving.value = false;
  };
  if (was.current !== shown) {
    was.current = shown;
    // What goes because it has nothing to say goes without a movement.
    leaving.value = !store.greetingShown.value && !matchMedia("(prefers-reduced-motion: reduce)").matches;
  }

  useEffect(() => {
    if (!leaving.value) return;
    const timer = setTimeout(left, LEFT_MS);
    return () => clearTimeout(timer);
  }, [leaving.value]);

  return (
    <article
      class="pywry-greeting"
      data-who={labels.greeting}
      data-status={greeting.status.value}
      data-leaving={leaving.value || undefined}
      aria-label={labels.greeting}
      inert={leaving.value}
      hidden={!shown && !leaving.value}
      onAnimationEnd={(event) => event.target === event.currentTarget && left()}
    >
      <div class="pywry-greeting-body">
        <MessageParts message={greeting} />
      </div>
    </article>
  );
}

/** A greeting that ends with nothing said is none. */
function isShown(greeting: MessageState, wanted: boolean): boolean {
  if (!wanted) return false;
  return greeting.status.value === "open" || greeting.parts.value.some(hasContent);
}

function hasContent({ part }: MessageState["parts"]["value"][number]): boolean {
  const value = part.value;
  return value.kind === "text" ? value.text.trim() !== "" : true;
}
