/** Work that may wait until the browser has nothing better to do: one queue for the page, each task at most once. */

type Task = () => void;

const LATEST = 300;
const SPARE = 3;
const SLICE = 8;

const waiting = new Set<Task>();
let asked = false;

function ask(): void {
  if (asked || waiting.size === 0) return;
  asked = true;
  if (typeof requestIdleCallback === "function") requestIdleCallback(work, { timeout: LATEST });
  else setTimeout(() => work(sliceOf(SLICE)), SLICE);
}

function sliceOf(milliseconds: number): Pick<IdleDeadline, "timeRemaining"> {
  const end = performance.now() + milliseconds;
  return { timeRemaining: () => end - performance.now() };
}

/** At least one task a time, so that a busy page gets there too. */
function work(deadline: Pick<IdleDeadline, "timeRemaining">): void {
  asked = false;
  for (const task of waiting) {
    waiting.delete(task);
    task();
    if (deadline.timeRemaining() < SPARE) break;
  }
  ask();
}

/** Run `task` once, when there is time. Asking again before it ran changes nothing. */
export function whenIdle(task: Task): void {
  waiting.add(task);
  ask();
}

export function forget(task: Task): void {
  waiting.delete(task);
}
