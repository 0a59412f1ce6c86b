/** What every view below a chat needs to know, and nothing that changes: what changes is a signal. */
import { createContext } from "preact";
import { useContext } from "preact/hooks";
import type { ChatConfig } from "../state/config";
import type { ChatStore } from "../state/store";
import type { Labels } from "./labels";

export interface ChatView {
  readonly store: ChatStore;
  readonly config: ChatConfig;
  readonly labels: Labels;
  /** Tells a screen reader something that is seen by others. */
  announce(text: string): void;
  /** The reader opens or closes something: see FollowScroll.hold. */
  holdScroll(): void;
}

const Context = createContext<ChatView | null>(null);

export const ChatViewProvider = Context.Provider;

export function useChatView(): ChatView {
  const view = useContext(Context);
  if (view === null) throw new Error("A view of a chat stands outside of one");
  return view;
}
