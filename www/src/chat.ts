/** Entry: makes `<pywry-chat>` known to the page. */
import { PywryChat } from "./elements/PywryChat";

// The same files may be loaded from two places; an element is defined once.
if (!customElements.get("pywry-chat")) customElements.define("pywry-chat", PywryChat);
