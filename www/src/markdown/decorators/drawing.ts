/**
 * Drawing diagrams out of the page's reach.
 *
 * The library puts what it draws into a document to measure it, before anybody could look whether it names an image of
 * another host. So it gets a document of its own: a frame that is not seen and may load scripts from where ours come
 * from and nothing else at all.
 */
import type { Draw } from "./diagram_frame";

type Inside = typeof import("./diagram_frame");

const PATIENCE = 30_000;

let drawing: Promise<Draw> | undefined;
let last: Promise<unknown> = Promise.resolve();

function policy(address: string): string {
  return `default-src 'none'; script-src ${new URL(address).origin}; style-src 'unsafe-inline'`;
}

function makeFrame({ address, MARK }: Inside): HTMLIFrameElement {
  const frame = document.createElement("iframe");
  frame.className = "pywry-drawing";
  frame.setAttribute(MARK, "");
  frame.setAttribute("aria-hidden", "true");
  frame.setAttribute("inert", "");
  frame.tabIndex = -1;
  frame.srcdoc = `<!doctype html><meta charset="utf-8"><meta http-equiv="Content-Security-Policy" content="${policy(address)}"><body></body>`;
  return frame;
}

/** Ready when the library has loaded in there. */
async function openFrame(): Promise<Draw> {
  // A chunk of its own, or its address would be that of something else.
  const inside = await import("./diagram_frame");
  const frame = makeFrame(inside);
  const ready = new Promise<Draw>((resolve, reject) => {
    const fail = (): void => reject(new Error("The frame for diagrams did not start"));
    const patience = setTimeout(fail, PATIENCE);
    frame.addEventListener(inside.READY, (event) => {
      clearTimeout(patience);
      resolve((event as CustomEvent<Draw>).detail);
    });
    frame.addEventListener("load", () => {
      const page = frame.contentDocument;
      if (page === null) return fail();
      const script = page.createElement("script");
      script.type = "module";
      script.src = inside.address;
      script.addEventListener("error", fail);
      page.head.append(script);
    });
  });
  document.body.append(frame);
  return ready.catch((reason: unknown) => {
    frame.remove();
    throw reason;
  });
}

/** The source as SVG (not to be trusted). One after the other, for the library keeps state. */
export function draw(source: string, dark: boolean): Promise<string> {
  const turn = last.then(async () => {
    drawing ??= openFrame().catch((reason: unknown) => {
      drawing = undefined;
      throw reason;
    });
    return (await drawing)(source, dark);
  });
  last = turn.catch(() => undefined);
  return turn;
}
