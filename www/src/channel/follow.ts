/** Ties a store to a channel, so that nothing that comes off the wire can stop the page. */
import { type ChatStore, createStore, type StoreOptions } from "../state/store";
import type { Channel } from "./channel";
import { readFrame } from "./frames";

/** So many faults in a row, and the page asks no more until the connection is another one. */
const PATIENCE = 3;

export interface Following {
  readonly store: ChatStore;
  close(): void;
}

export function follow(channel: Channel, options: Omit<StoreOptions, "send">): Following {
  const store = createStore({ ...options, send: (event) => channel.send(event) });
  let faults = 0;

  function receive(raw: unknown): void {
    try {
      const frame = readFrame(raw);
      store.receive(frame);
      // A whole thread is what a fault asks for: if it could pay for the next one, that would have no end.
      if (frame.kind !== "snapshot") faults = 0;
    } catch (error) {
      faults += 1;
      console.error("pywry: a frame could not be used.", error);
      if (faults <= PATIENCE) store.attach(true);
    }
  }

  function connected(up: boolean): void {
    faults = 0;
    store.setConnected(up);
  }

  const leave = channel.open({ receive, connected });
  return {
    store,
    close: () => {
      leave();
      store.close();
    },
  };
}
