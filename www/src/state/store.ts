/** The thread as this page has it, kept by the fold, told in signals. */
export type {
  ChatStore,
  ComposerAsk,
  MessageState,
  Origin,
  Part,
  PartState,
  Send,
  Slot,
  Status,
} from "./model";
