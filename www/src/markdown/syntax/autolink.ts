/** GFM's bare links: `www.`, `http://`, `https://`, `ftp://` and mail addresses. */
import { encodeUrl, escapeHtml } from "./scan";
import type { Token } from "./token";

export interface Bare {
  readonly start: number;
  readonly end: number;
  readonly html: string;
}

const bareStart = /(?:https?|ftp):\/\/|www\./gi;
const notHost = /[\s\p{P}\p{S}]/u;

/** Where the host that begins at `pos` ends, 0 if it is none. */
function readHost(text: string, pos: number, needsDot: boolean): number {
  let [dots, inLast, inBefore] = [0, 0, 0];
  let at = pos;
  for (; at < text.length; at += 1) {
    const char = text.charAt(at);
    if (char === "_") inLast += 1;
    else if (char === ".") {
      [inBefore, inLast] = [inLast, 0];
      dots += 1;
    } else if (char !== "-" && notHost.test(char)) break;
  }
  if ((inLast > 0 || inBefore > 0) && dots <= 10) return 0;
  return at === pos || (needsDot && dots === 0) ? 0 : at;
}

const count = (text: string, char: string): number => text.split(char).length - 1;

/** Leave off punctuation at the end that belongs to the sentence rather than to the link. */
function trimEnd(link: string): string {
  let text = link;
  for (;;) {
    const last = text.charAt(text.length - 1);
    if (last === ")") {
      if (count(text, ")") <= count(text, "(")) return text;
      text = text.slice(0, -1);
    } else if (last === ";") {
      text = text.replace(/(?:&[A-Za-z]+)?;$/, "");
    } else if (last !== "" && "?!.,:*_~'\"".includes(last)) {
      text = text.slice(0, -1);
    } else {
      return text;
    }
  }
}

/** The first bare link that begins in `text` between `from` and `to`. */
export function findBare(text: string, from: number, to: number): Bare | null {
  bareStart.lastIndex = from;
  for (let found = bareStart.exec(text); found && found.index < to; found = bareStart.exec(text)) {
    const start = found.index;
    const www = found[0].toLowerCase() === "www.";
    const before = start === 0 ? " " : text.charAt(start - 1);
    if (www ? !/[\s*_~(]/.test(before) : /[A-Za-z]/.test(before)) continue;
    const host = readHost(text, www ? start : bareStart.lastIndex, www);
    if (host === 0) continue;
    const rest = /[^\s<]*/y;
    rest.lastIndex = host;
    rest.exec(text);
    const link = trimEnd(text.slice(start, rest.lastIndex));
    const href = escapeHtml(encodeUrl(www ? `http://${link}` : link));
    return { start, end: start + link.length, html: `<a href="${href}">${escapeHtml(link)}</a>` };
  }
  return null;
}

const mail = /(?<![\w.+-])((?:mailto:|xmpp:)?[A-Za-z0-9.+_-]+@[A-Za-z0-9_-]+(?:\.[A-Za-z0-9_-]+)+)/g;

/** HTML of plain text, with its mail addresses as links. */
function linkMail(text: string): string {
  let html = "";
  let done = 0;
  for (const found of text.matchAll(mail)) {
    const address = found[0];
    if (/[-_]$/.test(address)) continue;
    const href = /^(?:mailto|xmpp):/.test(address) ? address : `mailto:${address}`;
    html += escapeHtml(text.slice(done, found.index));
    html += `<a href="${escapeHtml(encodeUrl(href))}">${escapeHtml(address)}</a>`;
    done = found.index + address.length;
  }
  return html + escapeHtml(text.slice(done));
}

/** Put tokens together; with `mails`, addresses in text outside of links become links. */
export function renderTokens(tokens: readonly Token[], mails: boolean): string {
  let html = "";
  let text = "";
  let links = 0;
  const flush = (): void => {
    html += mails && links === 0 && text.includes("@") ? linkMail(text) : text === "" ? "" : escapeHtml(text);
    text = "";
  };
  for (const token of tokens) {
    if (token.plain) {
      text += token.count > 0 ? token.char.repeat(token.count) : token.text;
      continue;
    }
    flush();
    html += token.before;
    if (token.html !== null) {
      if (/^<a[\s>]/i.test(token.html)) links += token.html.endsWith("</a>") ? 0 : 1;
      else if (/^<\/a/i.test(token.html)) links = Math.max(0, links - 1);
      html += token.html;
    } else {
      html += escapeHtml(token.char.repeat(token.count));
    }
    html += token.after;
  }
  flush();
  return html;
}
