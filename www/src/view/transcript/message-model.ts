/** A message as it is laid out: its parts in groups, the state of its panels, and whether it has anything to show. */
import { computed, effect, type ReadonlySignal, signal, untracked } from "@preact/signals-core";
import type { ChatConfig } from "../../state/config";
import type { MessageState, PartState } from "../../state/store";
import type { Labels } from "../labels";
import { type Group, groupParts } from "../parts/group";
import { type ThinkingModel, thinkingModel } from "../parts/thinking-model";

export interface LaidOut {
  readonly group: Group;
  /** Of a group of thoughts. */
  readonly thinking: ThinkingModel | null;
}

export class MessageModel {
  /** It is being written, and there is nothing to see of it. */
  readonly silent: ReadonlySignal<boolean>;
  private readonly message: MessageState;
  private readonly laidOut = signal<readonly LaidOut[]>([]);
  private readonly panels = new Map<string, ThinkingModel>();
  private readonly spoke = signal(false);
  private readonly stop: () => void;
  private waits: (() => void)[] = [];

  constructor(message: MessageState, config: ChatConfig, labels: Labels) {
    this.message = message;
    const messageOpen = computed(() => message.status.value === "open");
    this.silent = computed(() => {
      if (!messageOpen.value || this.spoke.value) return false;
      return this.laidOut.value.every(({ group, thinking }) =>
        thinking === null ? group.kind === "text" : !thinking.visible.value,
      );
    });
    this.stop = effect(() => {
      const parts = message.parts.value;
      untracked(() => {
        const panel = (group: Group): ThinkingModel =>
          thinkingModel(group.parts, {
            labels,
            showAfter: config.showThinkingAfter,
            watched: message.live,
            messageOpen,
          });
        this.layOut(groupParts(parts, config.toolGrouping), panel);
        this.waitForWords(parts);
      });
    });
  }

  get groups(): ReadonlySignal<readonly LaidOut[]> {
    return this.laidOut;
  }

  destroy(): void {
    this.stop();
    this.forget();
    for (const panel of this.panels.values()) panel.destroy();
    this.panels.clear();
  }

  private layOut(groups: readonly Group[], panel: (group: Group) => ThinkingModel): void {
    const keys = new Set(groups.map((group) => group.key));
    for (const [key, model] of this.panels) {
      if (keys.has(key)) continue;
      model.destroy();
      this.panels.delete(key);
    }
    this.laidOut.value = groups.map((group) => {
      if (group.kind !== "thinking") return { group, thinking: null };
      const known = this.panels.get(group.key);
      const thinking = known ?? panel(group);
      if (known) known.update(group.parts);
      else this.panels.set(group.key, thinking);
      return { group, thinking };
    });
  }

  /** A part of text may begin without any: then the first delta ends the silence. */
  private waitForWords(parts: readonly PartState[]): void {
    this.forget();
    const texts = parts.filter((part) => part.kind === "text");
    const spoke = (): void => {
      this.forget();
      this.spoke.value = true;
    };
    this.spoke.value = texts.some(hasWords);
    if (this.spoke.peek() || this.message.status.peek() !== "open") return;
    this.waits = texts.map((part) => part.onDelta((text) => text !== "" && spoke()));
  }

  private forget(): void {
    for (const stop of this.waits.splice(0)) stop();
  }
}

function hasWords(state: PartState): boolean {
  const part = state.part.peek();
  return part.kind === "text" && part.text !== "";
}
