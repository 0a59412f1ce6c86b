/** Put text on the clipboard, also where the clipboard API is not there (a page without https) or refuses. */
export async function copyText(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text);
  }
}

/** The old way: select a text box out of sight and ask the browser to copy it. */
function copyBySelection(text: string): boolean {
  const before = document.activeElement;
  const box = document.createElement("textarea");
  box.className = "pywry-copy-source";
  box.value = text;
  box.readOnly = true;
  box.setAttribute("aria-hidden", "true");
  document.body.append(box);
  box.select();
  try {
    return document.execCommand("copy");
  } catch {
    return false;
  } finally {
    box.remove();
    if (before instanceof HTMLElement) before.focus({ preventScroll: true });
  }
}
