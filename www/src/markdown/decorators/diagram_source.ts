/** What of a diagram's source is drawn: its content, never its configuration. */

const DIRECTIVE = /%%\{[\s\S]*?\}%%/g;
const FRONT_MATTER = /^\s*---[ \t]*\r?\n([\s\S]*?)\r?\n---[ \t]*(?:\r?\n|$)/;
const TITLE = /^title:[ \t]*[^\r\n]+$/m;

/** Longer ones stay code. */
export const LONGEST_SOURCE = 20_000;

/**
 * The source without directives and without front matter but its title: how a diagram looks and what its labels may
 * hold is the page's to say.
 */
export function contentOf(source: string): string {
  const matter = FRONT_MATTER.exec(source);
  const body = matter === null ? source : source.slice(matter[0].length);
  const title = TITLE.exec(matter?.[1] ?? "")?.[0];
  const content = body.replace(DIRECTIVE, "");
  return title === undefined ? content : `---\n${title}\n---\n${content}`;
}

/**
 * What asks for something from elsewhere, in the ways that are written in good faith. It would be stopped anyway (see
 * drawing.ts and diagram_svg.ts); so the reader sees the source instead of a drawing with holes.
 */
const FETCHES = /url\s*\(\s*(?!#)|@import|image-set\s*\(|@\{[^}]*\bimg["']?\s*:/i;

export const isHarmless = (content: string): boolean => !FETCHES.test(content);
