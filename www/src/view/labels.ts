/** Every word a page shows or says. An app may put its own in the place of any of them. */

export const english = {
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
  tooLong: "The message is too long: {count} characters, {limit} are allowed. It was not sent.",

  // suggestions
  suggestionFill: "{text} (suggestion)",
  suggestionSend: "{text} (suggestion, sends at once)",

  // messages
  copyText: "Copy text",
  copyMarkdown: "Copy as Markdown",
  copied: "Copied",
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

  // markdown
  copyCode: "Copy code",
  codeCopied: "Copied",
  imageBlocked: "Image from {host} was not loaded. Select to load it.",
  linkLeaves: "This link leads to {host}. Open it?",
  linkOpen: "Open",
  linkCancel: "Cancel",
  footnotes: "Footnotes",
  footnoteBack: "Back to reference {number}",
  diagramFailed: "The diagram could not be drawn.",
} as const;

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
