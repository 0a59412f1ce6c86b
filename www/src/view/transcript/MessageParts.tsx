/** Everything a message says, thinks, calls and shows, in its order. */
import type { JSX } from "preact";
import { useEffect, useMemo } from "preact/hooks";
import type { MessageState } from "../../state/store";
import { useChatView } from "../context";
import { HtmlIsland } from "../parts/HtmlIsland";
import { TextPart } from "../parts/TextPart";
import { ThinkingPanel } from "../parts/ThinkingPanel";
import { ToolGroup } from "../parts/ToolRow";
import { Loading } from "./Loading";
import { type LaidOut, MessageModel } from "./message-model";

export function MessageParts({ message }: { message: MessageState }): JSX.Element {
  const { config, labels } = useChatView();
  const model = useMemo(() => new MessageModel(message, config, labels), [message, config, labels]);
  useEffect(() => () => model.destroy(), [model]);
  return (
    <>
      {model.groups.value.map((laidOut) => (
        <MessagePart key={laidOut.group.key} laidOut={laidOut} speaker={message.role} />
      ))}
      {model.silent.value && <Loading />}
    </>
  );
}

function MessagePart({
  laidOut,
  speaker,
}: {
  laidOut: LaidOut;
  speaker: MessageState["role"];
}): JSX.Element | null {
  const { group, thinking } = laidOut;
  const [first] = group.parts;
  if (thinking) return <ThinkingPanel group={group} model={thinking} />;
  if (group.kind === "tool") return <ToolGroup group={group} />;
  if (!first) return null;
  return group.kind === "html" ? <HtmlIsland state={first} /> : <TextPart state={first} speaker={speaker} />;
}
