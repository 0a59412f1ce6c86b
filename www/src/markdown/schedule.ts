/**
 * When to render: in the next frame, but never for more than a fifth of the time. A rendering that took long puts off
 * the next one in proportion, so that a text that is costly to render slows its own picture down, not the page.
 */
export interface Clock {
  now(): number;
  /** Call back in the next frame, or soon if the page is hidden and has no frames. Answers how to cancel. */
  frame(callback: () => void): () => void;
  timeout(callback: () => void, milliseconds: number): () => void;
}

/** Times of its own cost that the engine leaves to the page after a rendering. */
const REST = 4;
const HIDDEN_WAIT = 250;

export const pageClock: Clock = {
  now: () => performance.now(),
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
  private readonly render: () => void;
  private readonly clock: Clock;

  constructor(render: () => void, clock: Clock = pageClock) {
    this.render = render;
    this.clock = clock;
  }

  request(): void {
    if (this.cancelPending) return;
    const wait = this.notBefore - this.clock.now();
    this.cancelPending =
      wait > 0 ? this.clock.timeout(() => this.inFrame(), wait) : this.clock.frame(() => this.run());
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
  }
}
