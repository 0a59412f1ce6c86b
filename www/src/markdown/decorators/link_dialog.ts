/** The question before a link leaves for another host. */
import { fillLabel, type MarkdownLabels } from "../labels";
import { copyText } from "./clipboard";

export type LinkLabels = Pick<
  MarkdownLabels,
  "openLink" | "open" | "cancel" | "copyLink" | "copied" | "copyFailed"
>;

let open: HTMLDialogElement | undefined;

function element<K extends keyof HTMLElementTagNameMap>(
  name: K,
  className: string,
  text = "",
): HTMLElementTagNameMap[K] {
  const made = document.createElement(name);
  made.className = className;
  made.textContent = text;
  return made;
}

function button(className: string, text: string, onClick: () => void): HTMLButtonElement {
  const made = element("button", className, text);
  made.type = "button";
  made.addEventListener("click", onClick);
  return made;
}

/** The words of the label with the host in its place, set apart so that nobody takes it for a part of them. */
function question(label: string, host: string): HTMLElement {
  const made = element("h2", "pywry-link-question");
  const [before = "", after = ""] = fillLabel(label, { host: "\u0000" }).split("\u0000");
  made.append(before, element("bdi", "pywry-link-host", host), after);
  return made;
}

/** A real link, so that the browser opens it as the reader's settings say. */
function opener(url: string, text: string, close: () => void): HTMLAnchorElement {
  const made = element("a", "pywry-link-open", text);
  made.href = url;
  made.target = "_blank";
  made.rel = "noopener noreferrer nofollow";
  // After the click, or the browser would find no link to follow.
  made.addEventListener("click", () => queueMicrotask(close));
  return made;
}

function build(host: string, url: string, labels: LinkLabels): HTMLDialogElement {
  const dialog = element("dialog", "pywry-link-dialog");
  const heading = question(labels.openLink, host);
  const address = element("p", "pywry-link-address", url);
  address.dir = "ltr";
  const close = (): void => dialog.close();
  const copy = button("pywry-link-copy", labels.copyLink, () => {
    void copyText(url).then((done) => {
      copy.textContent = done ? labels.copied : labels.copyFailed;
    });
  });
  const row = element("div", "pywry-link-actions");
  row.append(opener(url, labels.open, close), copy, button("pywry-link-cancel", labels.cancel, close));
  heading.id = "pywry-link-question";
  address.id = "pywry-link-address";
  dialog.setAttribute("aria-labelledby", heading.id);
  dialog.setAttribute("aria-describedby", address.id);
  dialog.append(heading, address, row);
  return dialog;
}

/** The dialog stands outside the chat, so it is told what it looks like there. */
function dress(dialog: HTMLElement, link: Element): void {
  const theme = link.closest<HTMLElement>("[data-bs-theme]")?.dataset.bsTheme;
  if (theme !== undefined) dialog.dataset.bsTheme = theme;
  dialog.dir = getComputedStyle(link.closest("pywry-chat, pywry-markdown-stream") ?? document.body).direction;
}

/** Resolves when the reader has decided; the focus is then back at the link. */
export async function askToOpen(
  link: HTMLElement,
  host: string,
  url: string,
  labels: LinkLabels,
): Promise<void> {
  open?.close();
  const dialog = build(host, url, labels);
  open = dialog;
  dress(dialog, link);
  // A click beside the dialog's content is a click on the dialog itself.
  dialog.addEventListener("click", (event) => {
    if (event.target === dialog) dialog.close();
  });
  document.body.append(dialog);
  dialog.showModal();
  await new Promise((resolve) => dialog.addEventListener("close", resolve, { once: true }));
  dialog.remove();
  if (open === dialog) open = undefined;
  if (link.isConnected) link.focus({ preventScroll: true });
}
