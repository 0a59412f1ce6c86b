/** A head that opens what is under it. What is inside is made when it is opened first, and out of reach while closed. */
import { useSignal } from "@preact/signals";
import type { ComponentChildren, JSX } from "preact";
import { useChatView } from "../context";
import { Icon } from "./icons";

interface FoldProps {
  readonly class: string;
  /** Seen and spoken, but no part of the message's text. */
  readonly label: string;
  /** What a screen reader hears, if it is more than the label. */
  readonly name?: string;
  readonly before?: ComponentChildren;
  readonly after?: ComponentChildren;
  readonly hidden?: boolean;
  readonly children: () => ComponentChildren;
}

export function Fold({
  label,
  name = label,
  before,
  after,
  hidden = false,
  children,
  ...rest
}: FoldProps): JSX.Element {
  const { holdScroll } = useChatView();
  const open = useSignal(false);
  const opened = useSignal(false);
  const toggle = (): void => {
    holdScroll();
    opened.value = true;
    open.value = !open.value;
  };
  return (
    <div class={rest.class} data-open={open.value || undefined} hidden={hidden}>
      <button
        type="button"
        class="pywry-fold-head"
        aria-expanded={open.value}
        aria-label={name}
        onClick={toggle}
      >
        {before}
        <span class="pywry-fold-label" data-label={label} />
        {after}
        <Icon name="chevron" class="pywry-fold-chevron" />
      </button>
      <div class="pywry-fold-body" inert={!open.value}>
        <div class="pywry-fold-inner">{opened.value && children()}</div>
      </div>
    </div>
  );
}
