/** What the app wrote into the element's markup. */
import type { Message } from "../wire.gen";

export interface ChatConfig {
  readonly placeholder: string;
  readonly submitKey: "enter" | "enter+modifier";
  /** null leaves it to the chat: the stop button is shown. */
  readonly enableCancel: boolean | null;
  /** Seconds; below zero thinking is never shown. */
  readonly showThinkingAfter: number;
  readonly toolGrouping: "none" | "tool" | "all";
  /** HTML of the app, trusted. */
  readonly iconSend: string | null;
  readonly iconAssistant: string | null;
  readonly labels: Readonly<Record<string, string>>;
  readonly allowedOrigins: readonly string[];
  readonly messages: readonly Message[];
  readonly greeting: Message | null;
  readonly fill: boolean;
}

export interface StreamConfig {
  /** What is shown until something is streamed. */
  readonly message: Message | null;
  /** How text parts of the format "markdown" are read, this message's and the streamed ones. */
  readonly contentType: "markdown" | "html" | "text" | "semi-markdown";
  readonly autoScroll: boolean;
  readonly labels: Readonly<Record<string, string>>;
  readonly allowedOrigins: readonly string[];
}

const chatDefaults: ChatConfig = {
  placeholder: "",
  submitKey: "enter",
  enableCancel: null,
  showThinkingAfter: 0,
  toolGrouping: "tool",
  iconSend: null,
  iconAssistant: null,
  labels: {},
  allowedOrigins: [],
  messages: [],
  greeting: null,
  fill: true,
};

const streamDefaults: StreamConfig = {
  message: null,
  contentType: "markdown",
  autoScroll: true,
  labels: {},
  allowedOrigins: [],
};

export function chatConfig(given: Partial<ChatConfig>): ChatConfig {
  return { ...chatDefaults, ...given };
}

export function streamConfig(given: Partial<StreamConfig>): StreamConfig {
  return { ...streamDefaults, ...given };
}
