/**
 * Formulas in text: `$a$`, `$$a$$`, `\(a\)` and `\[a\]`.
 *
 * Prices are not formulas: a single `$` opens only before a non-space and after a non-word, and closes only after a
 * non-space and before a non-digit.
 */
import { escapeHtml } from "./scan";

export interface Formula {
  readonly tex: string;
  readonly display: boolean;
  readonly end: number;
}

/** Bounds what a stray `$` can cost. */
const LONGEST = 2000;
/** What tells a formula from brackets that somebody escaped. */
const looksLikeMath = /[\\^_=<>+]/;

/** `$5, or 6$`: amounts with words between them, and nothing of a formula. */
const amounts = /^\d[^\\^_=<>+*/{}]*\s[^\\^_=<>+*/{}]*$/;

const single = /\$(?![\s$])((?:[^$\\`]|\\[\s\S])*?)\$(?![\d$])/y;
const double = /\$\$(?!\$)((?:[^$\\]|\\[\s\S]|\$(?!\$))+?)\$\$(?!\$)/y;
const bracketed = /\\([([])((?:[^\\]|\\[^)\]])+?)\\([)\]])/y;

const run = (pattern: RegExp, text: string, pos: number): RegExpExecArray | null => {
  const window = pos + LONGEST < text.length ? text.slice(pos, pos + LONGEST) : text;
  pattern.lastIndex = window === text ? pos : 0;
  return pattern.exec(window);
};

export function readFormula(text: string, pos: number): Formula | null {
  if (text.charAt(pos) === "\\") {
    const found = run(bracketed, text, pos);
    const [whole, opener, tex, closer] = found ?? [];
    if (whole === undefined || tex === undefined || (opener === "[") !== (closer === "]")) return null;
    if (opener === "[" && !looksLikeMath.test(tex)) return null;
    return { tex, display: opener === "[", end: pos + whole.length };
  }
  const before = text.charAt(pos - 1);
  const twice = run(double, text, pos);
  if (twice?.[1] !== undefined && before !== "$") {
    return { tex: twice[1], display: true, end: pos + twice[0].length };
  }
  const once = /[\w$]/.test(before) ? null : run(single, text, pos);
  const tex = once?.[1];
  if (!once || tex === undefined || tex === "" || /\s$/.test(tex) || amounts.test(tex)) return null;
  return { tex, display: false, end: pos + once[0].length };
}

export const formulaHtml = (tag: "span" | "div", tex: string, display: boolean): string =>
  `<${tag} class="pywry-math" data-display="${display}">${escapeHtml(tex.trim())}</${tag}>`;
