/** Every word a page shows or says. An app may put its own in the place of any of them. */
import { defaultMarkdownLabels } from "../markdown/labels";

export const english = {
  ...defaultMarkdownLabels,

  // the chat
  chat: "Chat",
  transcript: "Conversation",
  transcriptHelp: "Arrow keys go from message to message, Enter goes into one, Escape comes out again.",
  greeting: "Greeting",
  you: "You",
  assistant: "Assistant",
  connectionLost: "Connection lost. Your draft is kept.",
  dismiss: "Dismiss",

  // the composer
  composer: "Message",
  send: "Send message",
  stop: "Stop answering",
  stopping: "Stopping",
  tooLong: "This message has {count} characters; at most {limit} can be sent at once.",
  lost: "What you sent did not reach the server. Try it again.",

  // messages
  copyText: "Copy text",
  copyMarkdown: "Copy as Markdown",
  copyFailed: "Could not copy",
  messageStopped: "Stopped",
  messageFailed: "Failed",
  messageInterrupted: "Interrupted",
  toEnd: "Go to the latest message",
  answering: "Answering",

  // thinking
  thinking: "Thinking",
  thoughtFor: "Thought for {seconds} s",
  thoughtBriefly: "Thought for less than a second",

  // tools
  toolPending: "Waiting",
  toolRunning: "Running",
  toolDone: "Done",
  toolFailed: "Failed",
  toolArguments: "Arguments",
  toolResult: "Result",
  toolCalls: "{count} tool calls",

  // what the live region says
  answerComplete: "The answer is complete.",
  answerStopped: "The answer was stopped.",
  answerFailed: "The answer failed.",
  codeBlock: "A block of code.",
};

export type LabelKey = keyof typeof english;
export type Labels = Readonly<Record<LabelKey, string>>;

/** The table with an app's own words; what is no key of the table or no text is left out. */
export function labelsWith(overrides: Readonly<Record<string, unknown>>): Labels {
  const own = Object.entries(overrides).filter(([key, text]) => key in english && typeof text === "string");
  return { ...english, ...Object.fromEntries(own) };
}

/** Puts values in the places of `{name}`. A name without a value stays as it is written. */
export function fillIn(template: string, values: Readonly<Record<string, string | number>>): string {
  return template.replace(/\{(\w+)\}/g, (whole, name: string) =>
    Object.hasOwn(values, name) ? String(values[name]) : whole,
  );
}
