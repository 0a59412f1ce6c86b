/** Tells the server when a greeting is wanted, and when one has gone out of sight. */
import { computed, effect, type ReadonlySignal, signal } from "@preact/signals-core";
import type { ChatStore } from "../state/store";

/** The answer ends it. */
export function tellAboutGreeting(store: ChatStore, visible: ReadonlySignal<boolean>): () => void {
  const stops = [requestWhenEmpty(store, visible), tellDismissal(store)];
  return () => {
    for (const stop of stops) stop();
  };
}

/** Once for each time that a chat is seen with nothing in it. */
function requestWhenEmpty(store: ChatStore, visible: ReadonlySignal<boolean>): () => void {
  const empty = computed(
    () => store.greeting.value === null && store.messages.value.every(({ role }) => role === "system"),
  );
  let requestedIn: string | null = null;
  return effect(() => {
    const id = store.threadId.value;
    if (!empty.value) requestedIn = null;
    if (!empty.value || !store.attached.value || !visible.value) return;
    // Another thread is another emptiness, even if nothing was seen to come in between.
    if (requestedIn !== id && store.tell({ kind: "greeting_request" })) requestedIn = id;
  });
}

function tellDismissal(store: ChatStore): () => void {
  let shown = false;
  return effect(() => {
    const attached = store.attached.value;
    const now = store.greetingShown.value;
    // One that is hidden as the page comes up was dismissed long ago.
    if (shown && !now && attached && store.greeting.value !== null)
      store.tell({ kind: "greeting_dismissed" });
    shown = now && attached;
  });
}

/** Whether any of the element is in view, as far as the browser can tell. */
export function visibility(element: Element): { visible: ReadonlySignal<boolean>; stop: () => void } {
  const visible = signal(typeof IntersectionObserver === "undefined");
  if (visible.peek()) return { visible, stop: () => undefined };
  const observer = new IntersectionObserver((entries) => {
    visible.value = entries.at(-1)?.isIntersecting ?? false;
  });
  observer.observe(element);
  return { visible, stop: () => observer.disconnect() };
}
