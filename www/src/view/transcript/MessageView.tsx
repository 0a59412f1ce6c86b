/** One message: who said it, what was said, how it ended, and what can be done with it. */
import type { JSX } from "preact";
import { memo } from "preact/compat";
import type { MessageState, Status } from "../../state/store";
import { useChatView } from "../context";
import type { Labels } from "../labels";
import { Icon, type IconName } from "../parts/icons";
import { MessageActions } from "./MessageActions";
import { MessageIcon } from "./MessageIcon";
import { MessageParts } from "./MessageParts";

export const MessageView = memo(function MessageView({ message }: { message: MessageState }): JSX.Element {
  const { config, labels } = useChatView();
  const status = message.status.value;
  const who = message.role === "user" ? labels.you : labels.assistant;
  const icon = message.role === "assistant" ? (message.icon ?? config.iconAssistant) : null;
  return (
    <article
      class="pywry-message"
      data-role={message.role}
      data-status={status}
      data-message-id={message.id}
      data-who={who}
      data-icon={icon ? "" : undefined}
      aria-label={who}
    >
      {icon && <MessageIcon html={icon} />}
      <div class="pywry-message-body">
        <MessageParts message={message} />
        <Mark status={status} error={message.error.value} />
      </div>
      {status !== "open" && <MessageActions message={message} />}
    </article>
  );
});

type Broken = Exclude<Status, "open" | "complete">;

const MARKS: Readonly<Record<Broken, readonly [keyof Labels, IconName]>> = {
  stopped: ["messageStopped", "stop"],
  error: ["messageFailed", "alert"],
  interrupted: ["messageInterrupted", "alert"],
};

function Mark({ status, error }: { status: Status; error: string | null }): JSX.Element | null {
  const { labels } = useChatView();
  if (status === "open" || status === "complete") return null;
  const [label, icon] = MARKS[status];
  const words = error ? `${labels[label]}: ${error}` : labels[label];
  return (
    <span class="pywry-message-mark" data-status={status} role="img" aria-label={words}>
      <Icon name={icon} />
      <span data-label={words} />
    </span>
  );
}
