/**
 * What a screen reader is told. The visible transcript is not live, for a live region that grows by fragments is read
 * out in fragments, or whole again with each. Instead a hidden region gets each sentence of an answer once, when it is
 * whole, then how the answer ended, and loses each again soon after, so that no second transcript piles up there.
 */
import { computed, effect, untracked } from "@preact/signals-core";
import type { ChatStore, MessageState, PartState, Status } from "../state/store";
import type { Labels } from "./labels";
import { SentenceStream, sentences } from "./transcript/sentences";

/** Long enough for every screen reader to have taken the words over. */
const KEPT_MS = 4000;
/** From when on silence is worth a word. */
const PATIENCE_MS = 2000;

export class Announcer {
  private readonly timers = new Set<ReturnType<typeof setTimeout>>();

  private readonly region: HTMLElement;

  constructor(region: HTMLElement) {
    this.region = region;
  }

  say(text: string): void {
    const line = this.region.ownerDocument.createElement("p");
    line.textContent = text;
    this.region.append(line);
    const timer = setTimeout(() => {
      this.timers.delete(timer);
      line.remove();
    }, KEPT_MS);
    this.timers.add(timer);
  }

  /** Takes back what was not read out yet. */
  hush(): void {
    for (const timer of this.timers) clearTimeout(timer);
    this.timers.clear();
    this.region.replaceChildren();
  }
}

/** Tells what happens in the chat from now on; what is there already is not news. Answers with what ends it. */
export function announceChat(store: ChatStore, announcer: Announcer, labels: Labels): () => void {
  const known = new Map<string, () => void>();
  const watch = (message: MessageState): void => {
    if (known.has(message.key)) return;
    const speaks = message.live && message.role === "assistant";
    known.set(message.key, speaks ? announceMessage(message, announcer, labels) : nothing);
  };
  const stops = [
    effect(() => {
      const greeting = store.greeting.value;
      const here = greeting === null ? store.messages.value : [greeting, ...store.messages.value];
      untracked(() => {
        const keys = new Set(here.map((message) => message.key));
        for (const [key, stop] of known) {
          if (keys.has(key)) continue;
          stop();
          known.delete(key);
        }
        here.forEach(watch);
      });
    }),
    effect(() => {
      const notice = store.notice.value;
      if (notice !== null) announcer.say(notice);
    }),
    announceWaiting(store, announcer, labels),
  ];
  return () => {
    for (const stop of [...stops, ...known.values()]) stop();
    announcer.hush();
  };
}

/** One word for the silence between a question and its answer, should it last. */
function announceWaiting(store: ChatStore, announcer: Announcer, labels: Labels): () => void {
  const silent = computed(() => {
    const last = store.messages.value.at(-1);
    return store.turn.value.busy && !(last !== undefined && saysSomething(last));
  });
  return effect(() => {
    if (!silent.value) return;
    const timer = setTimeout(() => announcer.say(labels.answering), PATIENCE_MS);
    return () => clearTimeout(timer);
  });
}

function saysSomething(message: MessageState): boolean {
  return message.role === "assistant" && message.parts.value.some((part) => part.kind !== "thinking");
}

const ENDINGS: Readonly<Record<Exclude<Status, "open">, keyof Labels>> = {
  complete: "answerComplete",
  stopped: "answerStopped",
  error: "answerFailed",
  interrupted: "messageInterrupted",
};

function announceMessage(message: MessageState, announcer: Announcer, labels: Labels): () => void {
  const speech = new Speech(message, announcer, labels.codeBlock);
  const stopParts = effect(() => {
    const parts = message.parts.value;
    untracked(() => speech.follow(parts));
  });
  const stopStatus = effect(() => {
    const status = message.status.value;
    if (status === "open") return;
    untracked(() => {
      speech.follow(message.parts.peek());
      speech.finish();
      if (message.slot === "thread") announcer.say(labels[ENDINGS[status]]);
    });
  });
  return () => {
    stopStatus();
    stopParts();
    speech.cancel();
  };
}

interface Voice {
  readonly said: readonly string[];
  /** Says what is left. */
  finish(): void;
  /** Leaves it unsaid. */
  cancel(): void;
}

/** The parts of one message, each read out as it comes. */
class Speech {
  private readonly voices = new Map<string, Voice>();
  /** What was read out of parts that were taken back: their replacement often begins with the same words. */
  private readonly retracted: string[] = [];

  private readonly message: MessageState;
  private readonly announcer: Announcer;
  private readonly codeBlock: string;

  constructor(message: MessageState, announcer: Announcer, codeBlock: string) {
    this.message = message;
    this.announcer = announcer;
    this.codeBlock = codeBlock;
  }

  follow(parts: readonly PartState[]): void {
    const keys = new Set(parts.map((part) => part.key));
    for (const [key, voice] of this.voices) {
      if (keys.has(key)) continue;
      this.voices.delete(key);
      voice.cancel();
      this.retracted.push(...voice.said);
    }
    for (const part of parts) {
      if (!this.voices.has(part.key)) this.voices.set(part.key, this.voice(part));
    }
  }

  finish(): void {
    for (const voice of this.voices.values()) voice.finish();
  }

  cancel(): void {
    for (const voice of this.voices.values()) voice.cancel();
  }

  private voice(state: PartState): Voice {
    const said: string[] = [];
    const say = (texts: readonly string[]): void => {
      for (const text of texts) {
        const again = this.retracted.indexOf(text);
        if (again >= 0) this.retracted.splice(again, 1);
        else this.announcer.say(text);
        said.push(text);
      }
    };
    const part = state.part.peek();
    if (part.kind === "html") say(wordsOf(part.html));
    if (part.kind !== "text") return { said, finish: nothing, cancel: nothing };
    // Half a tag says nothing: HTML is read out when it is whole.
    if (part.format === "html")
      return this.untilEnded(state, said, () => say(wordsOf(textOf(state))), nothing);
    const asMarkdown = part.format === "plain" ? escaped : asIs;
    const stream = new SentenceStream(this.codeBlock);
    say(stream.push(asMarkdown(part.text)));
    const deafen = state.onDelta((text) => say(stream.push(asMarkdown(text))));
    return this.untilEnded(state, said, () => say(stream.end()), deafen);
  }

  private untilEnded(state: PartState, said: readonly string[], end: () => void, release: () => void): Voice {
    let over = false;
    let stop = nothing;
    const close = (last: () => void): void => {
      if (over) return;
      over = true;
      release();
      last();
      stop();
    };
    const stopEffect = effect(() => {
      if (state.ended.value || this.message.status.value !== "open") untracked(() => close(end));
    });
    stop = stopEffect;
    if (over) stopEffect();
    return { said, finish: () => close(end), cancel: () => close(nothing) };
  }
}

function nothing(): void {}

function asIs(text: string): string {
  return text;
}

/** Text that must not be taken for markdown, for what reads markdown. */
function escaped(text: string): string {
  return text.replace(/[\\`*_[\]<>~&|#]/g, "\\$&");
}

function textOf(state: PartState): string {
  const part = state.part.peek();
  return part.kind === "text" ? part.text : "";
}

const BLOCKS =
  "address,article,aside,blockquote,dd,div,dl,dt,figcaption,footer,form,h1,h2,h3,h4,h5,h6,header,li,main,ol,p,pre,section,table,tr,ul";
const UNSPOKEN = "script,style,template,select,textarea,svg,math annotation";

/** The sentences of a piece of HTML, read in a document that runs and loads nothing. */
function wordsOf(html: string): string[] {
  const body = new DOMParser().parseFromString(html, "text/html").body;
  for (const element of body.querySelectorAll(UNSPOKEN)) element.remove();
  for (const block of body.querySelectorAll(`${BLOCKS},br`)) {
    block.before("\n\n");
    block.after("\n\n");
  }
  return sentences(escaped((body.textContent ?? "").replace(/[^\S\n]+/g, " ")));
}
