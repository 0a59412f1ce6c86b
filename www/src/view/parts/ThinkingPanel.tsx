/**
 * Thoughts, neighbours in one panel. It is closed until the reader opens it, whatever comes, and then it is theirs: it
 * neither opens nor closes by itself, so there is nothing to put back when the thinking ends.
 */
import type { JSX } from "preact";
import type { PartState } from "../../state/store";
import { Fold } from "./Fold";
import type { Group } from "./group";
import { TextPart } from "./TextPart";
import type { ThinkingModel } from "./thinking-model";

export function ThinkingPanel({ group, model }: { group: Group; model: ThinkingModel }): JSX.Element {
  return (
    <Fold
      class="pywry-part-thinking"
      label={model.label.value}
      hidden={!model.visible.value}
      before={model.live.value && <span class="pywry-thinking-dot" />}
    >
      {() => (
        <div class="pywry-thinking-text">
          {group.parts.map((part) => (
            <Thought key={part.key} state={part} />
          ))}
        </div>
      )}
    </Fold>
  );
}

function Thought({ state }: { state: PartState }): JSX.Element {
  const part = state.part.value;
  const topic = part.kind === "thinking" ? part.topic : null;
  return (
    <>
      {topic !== null && <p class="pywry-thinking-topic">{topic}</p>}
      <TextPart state={state} speaker="assistant" class="pywry-thought" />
    </>
  );
}
