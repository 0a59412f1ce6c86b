/** How one element of a page and its server reach each other. */
import type { ClientEvent } from "../wire.gen";

export interface ChannelListener {
  /** A frame, as it came: nobody has looked at it yet. */
  receive(frame: unknown): void;
  /** The connection is there, each time anew, or it is gone. */
  connected(up: boolean): void;
}

export interface Channel {
  /** False: it could not be sent. */
  send(event: ClientEvent): boolean;
  /** Begins to listen; the answer ends it. */
  open(listener: ChannelListener): () => void;
}
