/** The fold: a thread and an event make a thread. The server has its twin; both are held to the same transcripts. */
import type { Message, ServerEvent, Thread } from "../wire.gen";

type MessageEvent = Exclude<ServerEvent, { kind: "message_start" | "thread_clear" | "greeting_clear" }>;

/** Changes `thread` as `event` tells. An event for a message that is gone changes nothing. */
export function apply(thread: Thread, event: ServerEvent): void {
  switch (event.kind) {
    case "message_start":
      if (event.slot === "greeting") thread.greeting = structuredClone(event.message);
      else thread.messages.push(structuredClone(event.message));
      return;
    case "thread_clear":
      thread.messages.length = 0;
      return;
    case "greeting_clear":
      thread.greeting = null;
      return;
    default: {
      const message = findMessage(thread, event.message);
      if (message) applyToMessage(message, event);
    }
  }
}

/** The message with this id, in either slot; of several the last. */
export function findMessage(thread: Thread, id: string): Message | undefined {
  for (let i = thread.messages.length - 1; i >= 0; i--) {
    const message = thread.messages[i];
    if (message?.id === id) return message;
  }
  return thread.greeting?.id === id ? thread.greeting : undefined;
}

function applyToMessage(message: Message, event: MessageEvent): void {
  const parts = message.parts;
  switch (event.kind) {
    case "part_delta": {
      const part = parts[event.index];
      if (part?.kind === "text" || part?.kind === "thinking") part.text += event.text;
      return;
    }
    case "part_start":
      if (event.index === parts.length) parts.push({ ...event.part });
      return;
    case "part_update":
      if (event.index < parts.length) parts[event.index] = { ...event.part };
      return;
    case "part_end": {
      const part = parts[event.index];
      if (part?.kind === "thinking") part.seconds = event.seconds;
      return;
    }
    case "parts_replace":
      parts.splice(event.index, parts.length, ...event.parts.map((part) => ({ ...part })));
      return;
    case "message_end":
      message.status = event.status;
      message.error = event.error;
  }
}
