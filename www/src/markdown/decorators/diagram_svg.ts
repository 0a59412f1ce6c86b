/** From a drawing's SVG to nodes that hold shapes and text and can reach nothing outside themselves. */
import createDOMPurify, { type Config } from "dompurify";

export interface Drawing {
  readonly svg: SVGSVGElement;
  readonly sheet: CSSStyleSheet;
  readonly title: string;
}

const purify = createDOMPurify(window);

const CONFIG: Config & { RETURN_DOM_FRAGMENT: true } = {
  USE_PROFILES: { svg: true, svgFilters: true },
  FORBID_TAGS: ["a", "image", "feimage", "use", "foreignobject", "script", "animate", "set"],
  FORBID_ATTR: ["name"],
  ADD_ATTR: ["dominant-baseline"],
  ALLOW_DATA_ATTR: false,
  KEEP_CONTENT: true,
  RETURN_DOM_FRAGMENT: true,
};

/** Names an address: `url(...)` of anything but a part of the same drawing, in any spelling CSS knows. */
const REACHES = /url\s*\(\s*(?!["']?#)|image-set|image\s*\(|cross-fade|src\s*\(|expression/i;

function cleanDeclarations(style: CSSStyleDeclaration): void {
  for (const name of [...style]) {
    if (REACHES.test(style.getPropertyValue(name)) || name === "position") style.removeProperty(name);
  }
}

/** The rules of the drawing, without what could load anything. */
function cleanRules(rules: CSSRuleList, remove: (index: number) => void): void {
  for (let index = rules.length - 1; index >= 0; index -= 1) {
    const rule = rules[index];
    if (rule instanceof CSSStyleRule) cleanDeclarations(rule.style);
    else if (rule instanceof CSSKeyframesRule) cleanKeyframes(rule);
    else remove(index);
  }
}

function cleanKeyframes(keyframes: CSSKeyframesRule): void {
  for (const frame of keyframes.cssRules) {
    if (frame instanceof CSSKeyframeRule) cleanDeclarations(frame.style);
  }
}

function sheetOf(text: string): CSSStyleSheet {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  cleanRules(sheet.cssRules, (index) => sheet.deleteRule(index));
  return sheet;
}

/** Styles are set again through the object model, which a Content-Security-Policy lets pass. */
function cleanElement(element: Element): void {
  for (const { name, value } of [...element.attributes]) {
    const reaches = name === "style" ? false : REACHES.test(value);
    const leads = /(?:^|:)href$/i.test(name) && !value.startsWith("#");
    if (reaches || leads || value.includes("\\")) element.removeAttribute(name);
  }
  const style = element.getAttribute("style");
  if (style === null || !(element instanceof SVGElement)) return;
  element.style.cssText = style;
  cleanDeclarations(element.style);
}

/** Nothing when there is no drawing in it. */
export function drawingOf(source: string): Drawing | undefined {
  const fragment = document.importNode(purify.sanitize(source, CONFIG), true);
  const svg = fragment.querySelector("svg");
  if (svg === null) return undefined;
  const styles = [...svg.querySelectorAll("style")];
  const sheet = sheetOf(styles.map((style) => style.textContent).join("\n"));
  for (const style of styles) style.remove();
  for (const element of [svg, ...svg.querySelectorAll("*")]) cleanElement(element);
  return { svg, sheet, title: svg.querySelector("title")?.textContent ?? "" };
}
