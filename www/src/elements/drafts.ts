/** Where drafts are kept: in the tab, by page and chat. */
import type { Drawer } from "../state/draft";

export function draftKept(id: string): { drawer: Drawer | null; key: string } {
  return { drawer: sessionDrawer(), key: `pywry-draft:${location.pathname}#${id}` };
}

/** A page in a sandbox may not even ask. */
function sessionDrawer(): Drawer | null {
  try {
    return window.sessionStorage;
  } catch {
    return null;
  }
}
