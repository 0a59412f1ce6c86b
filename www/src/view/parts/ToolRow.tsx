/** A call of a tool: what was called, how it stands, and, opened, with what and with what result. */
import type { JSX } from "preact";
import type { ToolPart } from "../../wire.gen";
import { useChatView } from "../context";
import { fillIn, type Labels } from "../labels";
import { Fold } from "./Fold";
import type { Group } from "./group";
import { Icon } from "./icons";

export function ToolGroup({ group }: { group: Group }): JSX.Element {
  const { labels } = useChatView();
  const calls = group.parts.flatMap(({ key, part }) =>
    part.value.kind === "tool" ? [{ key, call: part.value }] : [],
  );
  const [first] = calls;
  if (calls.length <= 1) return <>{first && <ToolRow call={first.call} />}</>;

  const names = new Set(calls.map(({ call }) => titleOf(call)));
  const count = fillIn(labels.toolCalls, { count: calls.length });
  const label = names.size === 1 ? `${[...names][0]} · ${count}` : count;
  const status = together(calls.map(({ call }) => call.status));
  return (
    <Fold
      class="pywry-part-tool"
      label={label}
      name={`${label}, ${statusLabel(status, labels)}`}
      before={<Icon name="tool" />}
      after={<ToolStatus status={status} />}
    >
      {() => calls.map(({ key, call }) => <ToolRow key={key} call={call} />)}
    </Fold>
  );
}

function ToolRow({ call }: { call: ToolPart }): JSX.Element {
  const { labels } = useChatView();
  const title = titleOf(call);
  const name = `${title}, ${statusLabel(call.status, labels)}`;
  const tail = <ToolStatus status={call.status} />;
  if (emptyArguments(call.arguments) && call.result === null) {
    return (
      <div class="pywry-part-tool">
        <div class="pywry-fold-head" role="img" aria-label={name}>
          <Icon name="tool" />
          <span class="pywry-fold-label" data-label={title} />
          {tail}
        </div>
      </div>
    );
  }
  return (
    <Fold class="pywry-part-tool" label={title} name={name} before={<Icon name="tool" />} after={tail}>
      {() => <ToolDetail call={call} />}
    </Fold>
  );
}

function ToolDetail({ call }: { call: ToolPart }): JSX.Element {
  const { labels } = useChatView();
  return (
    <div class="pywry-tool-detail">
      {!emptyArguments(call.arguments) && (
        <ToolValue heading={labels.toolArguments} text={readable(call.arguments)} />
      )}
      {call.result !== null && <ToolValue heading={labels.toolResult} text={readable(call.result)} />}
    </div>
  );
}

function ToolValue({ heading, text }: { heading: string; text: string }): JSX.Element {
  return (
    <div>
      <span class="pywry-tool-heading" data-label={heading} />
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: what scrolls must be reached by keyboard to be scrolled */}
      {/* biome-ignore lint/a11y/useSemanticElements: neither a form's group nor a landmark, of which there would be many */}
      <div class="pywry-tool-value" role="group" aria-label={heading} tabIndex={0}>
        {text}
      </div>
    </div>
  );
}

function ToolStatus({ status }: { status: ToolPart["status"] }): JSX.Element {
  const { labels } = useChatView();
  return (
    <span class="pywry-tool-status" data-status={status}>
      {status === "running" && <span class="pywry-spinner" />}
      {status === "pending" && <Icon name="clock" />}
      {status === "done" && <Icon name="check" />}
      {status === "failed" && <Icon name="alert" />}
      <span data-label={statusLabel(status, labels)} />
    </span>
  );
}

const STATUS_LABELS = {
  pending: "toolPending",
  running: "toolRunning",
  done: "toolDone",
  failed: "toolFailed",
} as const satisfies Record<ToolPart["status"], keyof Labels>;

function statusLabel(status: ToolPart["status"], labels: Labels): string {
  return labels[STATUS_LABELS[status]];
}

/** How several calls stand: what still goes on comes first, then what went wrong. */
export function together(statuses: readonly ToolPart["status"][]): ToolPart["status"] {
  const order = ["running", "pending", "failed"] as const;
  return order.find((status) => statuses.includes(status)) ?? "done";
}

function titleOf(call: ToolPart): string {
  return call.title ?? call.name;
}

function emptyArguments(json: string): boolean {
  return /^\s*(?:\{\s*\}|null)?\s*$/.test(json);
}

/** JSON on lines of its own; what is no JSON, or not whole yet, as it stands. */
export function readable(text: string): string {
  if (!/^\s*[[{]/.test(text)) return text;
  try {
    return JSON.stringify(JSON.parse(text), null, 2);
  } catch {
    return text;
  }
}
