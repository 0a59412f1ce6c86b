/** A piece of markdown as one would read it out: the words without the marks. */
export function spoken(markdown: string): string {
  return markdown
    .split(/(`+)([\s\S]*?[^`])\1(?!`)/)
    .map((piece, index) => [withoutMarks, nothing, asIs][index % 3]?.(piece) ?? "")
    .join("")
    .replace(/\s+/g, " ")
    .trim();
}

const nothing = (): string => "";
const asIs = (code: string): string => code;

function withoutMarks(text: string): string {
  const kept: string[] = [];
  return (
    text
      // What is escaped is kept aside, so that it is not taken for a mark.
      .replace(/\\([!-/:-@[-`{-~])/g, (_, char: string) => `\uE000${kept.push(char) - 1}\uE000`)
      .replace(/<!--[\s\S]*?-->/g, "")
      .replace(/<((?:https?|mailto):[^>\s]+)>/g, "$1")
      .replace(/<\/?[a-zA-Z][^>]*>/g, " ")
      .replace(/!?\[([^\][]*)\]\((?:[^()\\]|\\.|\([^()]*\))*\)/g, "$1")
      .replace(/\[\^[^\]]+\]:?/g, "")
      .replace(/!?\[([^\][]+)\](?:\[[^\]]*\])?/g, "$1")
      // A run of marks that touches a word on one side only opens or closes something.
      .replace(/(?<![\p{L}\p{N}*])\*{1,3}(?=\S)|(?<=\S)\*{1,3}(?![\p{L}\p{N}*])/gu, "")
      .replace(/(?<=[\p{L}\p{N}])\*\*(?=[\p{L}\p{N}])/gu, "")
      .replace(/(?<![\p{L}\p{N}_])_{1,3}(?=\S)|(?<=\S)_{1,3}(?![\p{L}\p{N}_])/gu, "")
      .replace(/~~/g, "")
      .replace(/&(amp|lt|gt|quot|nbsp|#39);/g, (_, name: string) => ENTITIES[name] ?? "")
      .replace(/\uE000(\d+)\uE000/g, (_, index: string) => kept[Number(index)] ?? "")
  );
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  nbsp: " ",
  "#39": "'",
};
