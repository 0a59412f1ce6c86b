// Made from the Python models by `python -m pywry_shiny.wire.typescript`. Not to be edited.

export interface Attach {
  kind: "attach";
  thread?: string | null;
  have?: number;
}

export interface ComposerFrame {
  kind: "composer";
  value: string | null;
  placeholder: string | null;
  submit: boolean;
  focus: boolean;
}

export interface EventsFrame {
  kind: "events";
  thread: string;
  first: number;
  events: (MessageStart | PartStart | PartDelta | PartUpdate | PartEnd | PartsReplace | MessageEnd | GreetingClear | ThreadClear)[];
}

export interface GreetingClear {
  kind: "greeting_clear";
}

export interface GreetingDismissed {
  kind: "greeting_dismissed";
}

export interface GreetingRequest {
  kind: "greeting_request";
}

export interface HtmlPart {
  kind: "html";
  html: string;
  deps: (Record<string, unknown>)[];
}

export interface Limits {
  pause_seconds: number;
  flush_seconds: number;
  flush_chars: number;
  submit_chars: number;
  log_events: number;
}

export interface Message {
  id: string;
  role: "user" | "assistant" | "system";
  parts: (TextPart | ThinkingPart | HtmlPart | ToolPart)[];
  status: "open" | "complete" | "stopped" | "error" | "interrupted";
  icon: string | null;
  pinned: boolean;
  error: string | null;
}

export interface MessageEnd {
  kind: "message_end";
  message: string;
  status: "complete" | "stopped" | "error" | "interrupted";
  error: string | null;
}

export interface MessageStart {
  kind: "message_start";
  slot: "thread" | "greeting";
  message: Message;
}

export interface NoticeFrame {
  kind: "notice";
  text: string;
  submission: string | null;
}

export interface PartDelta {
  kind: "part_delta";
  message: string;
  index: number;
  text: string;
}

export interface PartEnd {
  kind: "part_end";
  message: string;
  index: number;
  seconds: number | null;
}

export interface PartStart {
  kind: "part_start";
  message: string;
  index: number;
  part: TextPart | ThinkingPart | HtmlPart | ToolPart;
}

export interface PartUpdate {
  kind: "part_update";
  message: string;
  index: number;
  part: TextPart | ThinkingPart | HtmlPart | ToolPart;
}

export interface PartsReplace {
  kind: "parts_replace";
  message: string;
  index: number;
  parts: (TextPart | ThinkingPart | HtmlPart | ToolPart)[];
}

export interface SnapshotFrame {
  kind: "snapshot";
  seq: number;
  thread: Thread;
  turn: Turn;
  limits: Limits;
}

export interface Stop {
  kind: "stop";
}

export interface Submit {
  kind: "submit";
  id: string;
  text: string;
}

export interface TextPart {
  kind: "text";
  text: string;
  format: "markdown" | "plain" | "html";
}

export interface ThinkingPart {
  kind: "thinking";
  text: string;
  topic: string | null;
  seconds: number | null;
}

export interface Thread {
  id: string;
  messages: Message[];
  greeting: Message | null;
}

export interface ThreadClear {
  kind: "thread_clear";
}

export interface ToolPart {
  kind: "tool";
  call_id: string;
  name: string;
  title: string | null;
  arguments: string;
  status: "pending" | "running" | "done" | "failed";
  result: string | null;
}

export interface Turn {
  busy: boolean;
  streaming: boolean;
  submission: string | null;
}

export interface TurnFrame {
  kind: "turn";
  thread: string;
  turn: Turn;
}

export type ServerEvent = MessageStart | PartStart | PartDelta | PartUpdate | PartEnd | PartsReplace | MessageEnd | GreetingClear | ThreadClear;

export type ServerFrame = EventsFrame | SnapshotFrame | TurnFrame | ComposerFrame | NoticeFrame;

export type ClientEvent = Attach | Submit | Stop | GreetingRequest | GreetingDismissed;
