/** Entry: makes `<pywry-markdown-stream>` known to the page. */
import { PywryMarkdownStream } from "./elements/PywryMarkdownStream";

if (!customElements.get("pywry-markdown-stream")) {
  customElements.define("pywry-markdown-stream", PywryMarkdownStream);
}
