/** HTML that is only text to us: sanitised whole, and patched into what is shown, as it streams. */

import type { MarkdownOptions } from "../../markdown";
import { Adopted } from "../../markdown/adopted";
import type { Decorator } from "../../markdown/decorate";
import { patchRange } from "../../markdown/patch";
import { sanitizeToFragment } from "../../markdown/sanitize";
import { Scheduler } from "../../markdown/schedule";

export class HtmlTextView {
  private readonly root: HTMLElement;
  private readonly options: MarkdownOptions;
  private readonly adopted: Adopted;
  private readonly scheduler = new Scheduler(() => this.render());
  private text = "";

  constructor(root: HTMLElement, options: MarkdownOptions) {
    this.root = root;
    this.options = options;
    const { labels, allowedOrigins, idPrefix } = options;
    const decorators: readonly Decorator[] = options.decorators ?? [];
    this.adopted = new Adopted(decorators, { labels, allowedOrigins, idPrefix, root, changed: () => {} });
  }

  append(text: string): void {
    this.text += text;
    this.scheduler.request();
  }

  finish(): void {
    this.scheduler.flush();
    this.adopted.settle([...this.root.childNodes]);
  }

  destroy(): void {
    this.scheduler.cancel();
    this.adopted.destroy();
  }

  private render(): void {
    const fragment = sanitizeToFragment(this.text, this.options);
    this.adopted.prepare(fragment);
    const nodes = patchRange(
      this.root,
      [...this.root.childNodes],
      [...fragment.childNodes],
      null,
      this.adopted,
    );
    this.adopted.adopt(nodes);
  }
}
