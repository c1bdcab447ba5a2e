/** A stretch of text within a line. */
export type Inline =
  | { readonly kind: "text" | "code" | "strong" | "emphasis"; readonly text: string }
  | { readonly kind: "link"; readonly text: string; readonly href: string };

/** A paragraph, heading, list or piece of code. */
export type Block =
  | { readonly kind: "paragraph" | "heading"; readonly content: readonly Inline[] }
  | { readonly kind: "code"; readonly text: string }
  | {
      readonly kind: "list";
      readonly ordered: boolean;
      readonly start: number;
      readonly items: readonly (readonly Inline[])[];
    };

const fence = /^\s*```/;
const item = /^\s*(?:[-*•]|(\d{1,9})[.)])\s+(.*)$/;
const heading = /^#{1,6}\s+(.*)$/;

/** Reads the light Markdown that answers are written in; everything else stays text. */
export function readBlocks(text: string): readonly Block[] {
  const lines = text.split(/\r?\n/);
  const blocks: Block[] = [];
  let at = 0;
  const takeWhile = (matches: (line: string) => boolean) => {
    const from = at;
    while (at < lines.length && matches(lines[at] ?? "")) at += 1;
    return lines.slice(from, at);
  };
  while (at < lines.length) {
    const line = lines[at] ?? "";
    if (line.trim() === "") {
      at += 1;
    } else if (fence.test(line)) {
      at += 1;
      blocks.push({ kind: "code", text: takeWhile((next) => !fence.test(next)).join("\n") });
      at += 1;
    } else if (heading.test(line)) {
      at += 1;
      blocks.push({ kind: "heading", content: readInlines(heading.exec(line)?.[1] ?? "") });
    } else if (item.test(line)) {
      blocks.push(readList(takeWhile((next) => isListLine(next, isOrdered(line)))));
    } else {
      const own = takeWhile((next) => next.trim() !== "" && !startsBlock(next));
      blocks.push({ kind: "paragraph", content: readInlines(own.join("\n")) });
    }
  }
  return blocks;
}

function startsBlock(line: string): boolean {
  return fence.test(line) || heading.test(line) || item.test(line);
}

function isOrdered(line: string): boolean {
  return item.exec(line)?.[1] !== undefined;
}

/** An item of the same kind, or an indented line that goes on with the last one. */
function isListLine(line: string, ordered: boolean): boolean {
  return item.test(line)
    ? isOrdered(line) === ordered
    : /^\s{2,}\S/.test(line) && !fence.test(line);
}

function readList(lines: readonly string[]): Block {
  const texts: string[] = [];
  for (const line of lines) {
    const own = item.exec(line)?.[2];
    if (own === undefined) texts.push(`${texts.pop() ?? ""}\n${line.trim()}`);
    else texts.push(own);
  }
  const first = item.exec(lines[0] ?? "")?.[1];
  return {
    kind: "list",
    ordered: first !== undefined,
    start: Number(first ?? 1),
    items: texts.map(readInlines),
  };
}

const inline =
  /`([^`\n]+)`|\*\*([^*\n]+)\*\*|(?<![\w*])\*([^*\s][^*\n]*)\*(?![\w*])|\[([^\]\n]+)\]\((https?:\/\/[^\s)]+)\)/g;

function readInlines(text: string): readonly Inline[] {
  const parts: Inline[] = [];
  let from = 0;
  for (const match of text.matchAll(inline)) {
    const [whole, code, strong, emphasis, label, href] = match;
    if (match.index > from) parts.push({ kind: "text", text: text.slice(from, match.index) });
    if (code !== undefined) parts.push({ kind: "code", text: code });
    else if (strong !== undefined) parts.push({ kind: "strong", text: strong });
    else if (emphasis !== undefined) parts.push({ kind: "emphasis", text: emphasis });
    else if (label !== undefined && href !== undefined)
      parts.push({ kind: "link", text: label, href });
    from = match.index + whole.length;
  }
  if (from < text.length) parts.push({ kind: "text", text: text.slice(from) });
  return parts;
}
