/** A diagram in the place of its source, which stays one button away. */
import type { DecorateContext } from "../decorate";
import { isDark, watchAppearance } from "./appearance";
import { contentOf, isHarmless, LONGEST_SOURCE } from "./diagram_source";
import { type Drawing, drawingOf } from "./diagram_svg";
import { draw } from "./drawing";
import { icon, iconButton, nameControl } from "./icons";

const FRAME =
  ":host { display: block } :host([hidden]) { display: none } svg { display: block; max-inline-size: 100%; block-size: auto; margin-inline: auto }";

let frameSheet: CSSStyleSheet | undefined;

function baseSheet(): CSSStyleSheet {
  if (frameSheet === undefined) {
    frameSheet = new CSSStyleSheet();
    frameSheet.replaceSync(FRAME);
  }
  return frameSheet;
}

export class Diagram {
  private readonly host = document.createElement("div");
  private readonly toggle: HTMLButtonElement;
  private readonly unwatch: () => void;
  private readonly content: string;
  private dark: boolean | undefined;
  private gone = false;
  private sourceShown = false;

  constructor(
    private readonly pre: HTMLElement,
    source: string,
    private readonly context: DecorateContext,
  ) {
    this.content = contentOf(source);
    this.toggle = iconButton("source", context.labels.showDiagramSource, "pywry-diagram-toggle");
    this.toggle.addEventListener("click", () => this.showSource(!this.sourceShown));
    this.host.className = "pywry-diagram";
    this.host.attachShadow({ mode: "open" });
    this.unwatch = watchAppearance(() => void this.draw());
    void this.draw();
  }

  destroy(): void {
    this.gone = true;
    this.unwatch();
    this.host.remove();
    this.toggle.remove();
    this.pre.classList.remove("pywry-drawn", "pywry-diagram-failed");
    this.pre.removeAttribute("data-note");
    this.code?.removeAttribute("hidden");
  }

  private get code(): HTMLElement | null {
    return this.pre.querySelector("code");
  }

  /** Again when the page turned dark or light, else not. */
  private async draw(): Promise<void> {
    const dark = isDark(this.pre);
    if (dark === this.dark) return;
    this.dark = dark;
    const drawing = await this.drawn(dark);
    if (this.gone || dark !== this.dark) return;
    if (drawing === undefined) this.fail();
    else this.show(drawing);
    this.context.changed();
  }

  private async drawn(dark: boolean): Promise<Drawing | undefined> {
    if (this.content.length > LONGEST_SOURCE || !isHarmless(this.content)) return undefined;
    try {
      return drawingOf(await draw(this.content, dark));
    } catch {
      return undefined;
    }
  }

  private show({ svg, sheet, title }: Drawing): void {
    const { labels } = this.context;
    const shadow = this.host.shadowRoot;
    if (shadow === null) return;
    shadow.adoptedStyleSheets = [baseSheet(), sheet];
    shadow.replaceChildren(svg);
    this.host.setAttribute("role", "img");
    this.host.setAttribute("aria-label", title === "" ? labels.diagram : `${labels.diagram}: ${title}`);
    if (this.host.isConnected) return;
    this.pre.prepend(this.host);
    this.pre.append(this.toggle);
    this.pre.classList.add("pywry-drawn");
    this.showSource(false);
  }

  private showSource(shown: boolean): void {
    const { labels } = this.context;
    this.sourceShown = shown;
    this.code?.toggleAttribute("hidden", !shown);
    this.host.hidden = shown;
    this.toggle.replaceChildren(icon(shown ? "image" : "source"));
    nameControl(this.toggle, shown ? labels.showDiagram : labels.showDiagramSource);
    this.context.changed();
  }

  /** The source stays, with a note that is no part of the text. */
  private fail(): void {
    this.pre.classList.add("pywry-diagram-failed");
    this.pre.dataset.note = this.context.labels.diagramFailed;
  }
}
