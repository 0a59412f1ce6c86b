/** Line icons of 16 by 16, drawn as DOM: no text, and hidden from assistive technology. */

const SVG = "http://www.w3.org/2000/svg";

const shapes = {
  copy: ["M5.5 5.5h7v8h-7z", "M3.5 10.5v-8h7"],
  done: ["M3 8.5l3.5 3.5 6.5-8"],
  failed: ["M4 4l8 8", "M12 4l-8 8"],
  image: ["M2.5 3.5h11v9h-11z", "M2.5 11l3.5-3.5 3 3 2-2 2.5 2.5"],
  source: ["M5.5 4.5L2 8l3.5 3.5", "M10.5 4.5L14 8l-3.5 3.5"],
} as const;

export type IconName = keyof typeof shapes;

export function icon(name: IconName): SVGSVGElement {
  const svg = document.createElementNS(SVG, "svg");
  svg.setAttribute("viewBox", "0 0 16 16");
  svg.setAttribute("class", `pywry-icon pywry-icon-${name}`);
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("focusable", "false");
  for (const shape of shapes[name]) {
    const path = document.createElementNS(SVG, "path");
    path.setAttribute("d", shape);
    svg.append(path);
  }
  return svg;
}

/** A button that shows an icon and says `label`; it holds no text, so that the text around it stays what was said. */
export function iconButton(name: IconName, label: string, className: string): HTMLButtonElement {
  const button = document.createElement("button");
  button.type = "button";
  button.className = className;
  nameControl(button, label);
  button.append(icon(name));
  return button;
}

export function nameControl(control: HTMLElement, label: string): void {
  control.setAttribute("aria-label", label);
  control.title = label;
}
