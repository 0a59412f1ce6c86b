/** Tables scroll inside themselves; while one does, it is a stop for the keyboard and has a name. */
import type { Decorator } from "../decorate";
import { watchOverflow } from "./overflow";

export const tables: Decorator = {
  name: "tables",
  selector: "table",
  settle(table, { labels }) {
    // The table keeps its own role: as a region it would be no table to a screen reader.
    watchOverflow(table, labels.tableRegion, null);
  },
};
