/** Where an address leads, as far as a decision hangs on it. */

export type Destination =
  /** A place in this page. */
  | { readonly kind: "fragment"; readonly id: string }
  /** This host, or the reader's own mail or phone program. */
  | { readonly kind: "near" }
  /** Another host. `host` is as the network knows it: in ASCII, so that letters that look alike do not deceive. */
  | { readonly kind: "far"; readonly host: string; readonly url: string }
  /** Nowhere we go: scripts, data, files, what is no address at all. */
  | { readonly kind: "refused" };

const WEB = new Set(["http:", "https:"]);
const PROGRAMS = new Set(["mailto:", "tel:"]);

export function webAddress(address: string, base: string = document.baseURI): URL | undefined {
  const url = URL.parse === undefined ? parseOld(address, base) : URL.parse(address, base);
  return url !== null && WEB.has(url.protocol) ? url : undefined;
}

function parseOld(address: string, base: string): URL | null {
  try {
    return new URL(address, base);
  } catch {
    return null;
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function destinationOf(address: string, base: string = document.baseURI): Destination {
  const written = address.trim();
  if (written.startsWith("#")) return { kind: "fragment", id: decoded(written.slice(1)) };
  const web = webAddress(written, base);
  if (web !== undefined) {
    const { host, protocol } = new URL(base);
    if (web.host === host && WEB.has(protocol)) return { kind: "near" };
    return { kind: "far", host: web.host, url: web.href };
  }
  const url = parseOld(written, base);
  return url !== null && PROGRAMS.has(url.protocol) ? { kind: "near" } : { kind: "refused" };
}
