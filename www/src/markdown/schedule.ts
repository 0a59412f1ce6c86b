/**
 * When to render: at once after a pause, else in the next frame, but never for more than a fifth of the time. A rendering
 * that took long puts off the next one in proportion, so that a text that is costly to render slows its own picture down,
 * not the page.
 */
export interface Clock {
  now(): number;
  /** Call back when what runs now is done, before the page does anything else. Answers how to cancel. */
  soon(callback: () => void): () => void;
  /** Call back in the next frame, or soon if the page is hidden and has no frames. Answers how to cancel. */
  frame(callback: () => void): () => void;
  timeout(callback: () => void, milliseconds: number): () => void;
}

/** Times of its own cost that the engine leaves to the page after a rendering. */
const REST = 4;
const HIDDEN_WAIT = 250;
/** Milliseconds without a rendering after which the next need not wait for a frame. */
const PAUSE = 12;

export const pageClock: Clock = {
  now: () => performance.now(),
  soon(callback) {
    let wanted = true;
    queueMicrotask(() => {
      if (wanted) callback();
    });
    return () => {
      wanted = false;
    };
  },
  frame(callback) {
    const stop = (): void => {
      cancelAnimationFrame(frame);
      clearTimeout(timer);
    };
    const once = (): void => {
      stop();
      callback();
    };
    const frame = requestAnimationFrame(once);
    const timer = setTimeout(once, HIDDEN_WAIT);
    return stop;
  },
  timeout(callback, milliseconds) {
    const timer = setTimeout(callback, milliseconds);
    return () => clearTimeout(timer);
  },
};

export class Scheduler {
  private cancelPending: (() => void) | null = null;
  private notBefore = 0;
  private pausedFrom = 0;
  private readonly render: () => void;
  private readonly clock: Clock;

  constructor(render: () => void, clock: Clock = pageClock) {
    this.render = render;
    this.clock = clock;
  }

  request(): void {
    if (this.cancelPending) return;
    const now = this.clock.now();
    const wait = this.notBefore - now;
    if (wait > 0) this.cancelPending = this.clock.timeout(() => this.inFrame(), wait);
    else if (now >= this.pausedFrom) this.cancelPending = this.clock.soon(() => this.run());
    else this.inFrame();
  }

  /** Render at once. */
  flush(): void {
    this.cancel();
    this.run();
  }

  cancel(): void {
    this.cancelPending?.();
    this.cancelPending = null;
  }

  private inFrame(): void {
    this.cancelPending = this.clock.frame(() => this.run());
  }

  private run(): void {
    this.cancelPending = null;
    const began = this.clock.now();
    this.render();
    const ended = this.clock.now();
    this.notBefore = ended + REST * (ended - began);
    this.pausedFrom = ended + PAUSE;
  }
}
