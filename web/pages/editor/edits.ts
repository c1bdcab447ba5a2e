import { type PageBlock, type PageSpec, pageSpec } from "../../../src/contract/page-spec.ts";
import { issueWords } from "./issue-words.ts";
import { freeName } from "./names.ts";
import { renameRoot, usesRoot } from "./references.ts";

export type PageSource = PageSpec["sources"][string];

/** New values of some fields; `undefined` takes a field away. */
export type Change<Of> = { readonly [Field in keyof Of]?: Of[Field] | undefined };
/** Of a block of any kind; what its kind does not have is refused by the schema. */
export type BlockChange = Readonly<Record<string, unknown>>;

/** What a person does to a page. */
export type Edit =
  | { readonly type: "page"; readonly change: Change<PageSpec> }
  | {
      readonly type: "add";
      readonly block: PageBlock;
      readonly at: number;
      /** Those the block needs and that are not there yet. */
      readonly sources?: PageSpec["sources"];
    }
  | { readonly type: "remove"; readonly id: string }
  | { readonly type: "duplicate"; readonly id: string }
  | { readonly type: "move"; readonly id: string; readonly to: number }
  | {
      readonly type: "block";
      readonly id: string;
      readonly change: BlockChange;
      readonly sources?: PageSpec["sources"];
    }
  | { readonly type: "source"; readonly name: string; readonly source: PageSource | undefined }
  | { readonly type: "rename-source"; readonly name: string; readonly to: string }
  | { readonly type: "rename-filter"; readonly id: string; readonly to: string }
  | { readonly type: "replace"; readonly spec: unknown };

export type Tried = { readonly spec: PageSpec } | { readonly problem: string };

/** The page after an edit, or why it cannot be: what comes out always fits the schema. */
export function tryEdit(spec: PageSpec, edit: Edit): Tried {
  const parsed = pageSpec.safeParse(edited(spec, edit));
  return parsed.success ? { spec: parsed.data } : { problem: issueWords(parsed.error.issues[0]) };
}

function edited(spec: PageSpec, edit: Edit): unknown {
  const { blocks, sources } = spec;
  switch (edit.type) {
    case "page":
      return changed(spec, edit.change);
    case "replace":
      return edit.spec;
    case "add": {
      const block = { ...edit.block, id: freeName(edit.block.id, idsOf(spec)) };
      return {
        ...spec,
        sources: { ...sources, ...edit.sources },
        blocks: blocks.toSpliced(edit.at, 0, block),
      };
    }
    case "remove":
      return withoutUnused(spec, {
        ...spec,
        blocks: blocks.filter(({ id }) => id !== edit.id),
      });
    case "duplicate": {
      const at = blocks.findIndex(({ id }) => id === edit.id);
      const block = blocks[at];
      if (!block) return spec;
      const copy = { ...block, id: freeName(block.id, idsOf(spec)) };
      return { ...spec, blocks: blocks.toSpliced(at + 1, 0, copy) };
    }
    case "move": {
      const from = blocks.findIndex(({ id }) => id === edit.id);
      const block = blocks[from];
      if (!block) return spec;
      const to = Math.min(Math.max(edit.to, 0), blocks.length - 1);
      return { ...spec, blocks: blocks.toSpliced(from, 1).toSpliced(to, 0, block) };
    }
    case "block":
      return withoutUnused(spec, {
        ...spec,
        sources: { ...sources, ...edit.sources },
        blocks: blocks.map((block) =>
          block.id === edit.id ? (changed(block, edit.change) as PageBlock) : block,
        ),
      });
    case "source": {
      const { [edit.name]: _, ...others } = sources;
      if (edit.source === undefined) return { ...spec, sources: others };
      return { ...spec, sources: { ...sources, [edit.name]: edit.source } };
    }
    case "rename-source": {
      if (edit.to === edit.name || !Object.hasOwn(sources, edit.name)) return spec;
      // Two sources cannot have one name: the schema has no word for it, a record would lose one.
      if (Object.hasOwn(sources, edit.to)) return spec;
      const renamed = Object.entries(sources).map(([name, source]) => [
        name === edit.name ? edit.to : name,
        source,
      ]);
      return {
        ...spec,
        sources: Object.fromEntries(renamed),
        blocks: renameRoot(blocks, edit.name, edit.to),
      };
    }
    case "rename-filter": {
      const filters = spec.filters.map((filter) =>
        filter.id === edit.id ? { ...filter, id: edit.to } : filter,
      );
      const [from, to] = [`filters.${edit.id}`, `filters.${edit.to}`];
      return {
        ...spec,
        filters,
        sources: renameRoot(sources, from, to),
        blocks: renameRoot(blocks, from, to),
      };
    }
  }
}

/** A source goes with the last block that used it; one that nothing used before stays. */
function withoutUnused(before: PageSpec, after: PageSpec): PageSpec {
  const kept = Object.entries(after.sources).filter(
    ([name]) => !usesRoot(before.blocks, name) || usesRoot(after.blocks, name),
  );
  return { ...after, sources: Object.fromEntries(kept) };
}

function changed<Of extends object>(of: Of, change: object): object {
  const entries = Object.entries({ ...of, ...change }).filter(([, value]) => value !== undefined);
  return Object.fromEntries(entries);
}

/** The names that its blocks have. */
export function idsOf({ blocks }: PageSpec): readonly string[] {
  return blocks.map(({ id }) => id);
}
