/** A channel without a server: whoever holds it plays the server. */
import type { ClientEvent } from "../wire.gen";
import type { Channel, ChannelListener } from "./channel";

export interface MemoryChannel extends Channel {
  /** What was sent, oldest first. */
  readonly sent: readonly ClientEvent[];
  /** Called with each event that is sent. */
  onSent: (event: ClientEvent) => void;
  connect(): void;
  disconnect(): void;
  push(frame: unknown): void;
}

export function memoryChannel(): MemoryChannel {
  const sent: ClientEvent[] = [];
  const listeners = new Set<ChannelListener>();
  let up = false;
  const turn = (next: boolean): void => {
    up = next;
    for (const listener of listeners) listener.connected(up);
  };
  const channel: MemoryChannel = {
    sent,
    onSent: () => undefined,
    connect: () => turn(true),
    disconnect: () => turn(false),
    push: (frame) => {
      for (const listener of listeners) listener.receive(frame);
    },
    send: (event) => {
      if (up) {
        sent.push(event);
        channel.onSent(event);
      }
      return up;
    },
    open: (listener) => {
      listeners.add(listener);
      if (up) listener.connected(true);
      return () => listeners.delete(listener);
    },
  };
  return channel;
}
