import type {
  BlockView,
  PageProblem,
  PageSummary,
  PageView,
  PublicPageView,
} from "../contract/page.ts";
import type { PageAction, PageBlock, PageSpec } from "../contract/page-spec.ts";
import type { PageVersion } from "../store/page-version.ts";
import type { Viewer } from "./viewer.ts";

/** The functions that a page names. */
export function functionsOf({ sources, blocks }: PageSpec): readonly string[] {
  const named = [
    ...Object.values(sources).map((source) => source.function),
    ...blocks.flatMap((block) => {
      if (block.type === "form") return [block.function];
      return "actions" in block ? block.actions.map((action) => action.function) : [];
    }),
  ];
  return [...new Set(named)].toSorted();
}

export function summaryOf({ slug, version, spec, createdAt, embed }: PageVersion): PageSummary {
  return {
    slug,
    title: spec.title,
    ...(spec.description === undefined ? {} : { description: spec.description }),
    version,
    updatedAt: createdAt,
    blocks: spec.blocks.length,
    functions: [...functionsOf(spec)],
    isEmbedded: embed !== undefined,
  };
}

/** A version for who makes the page. */
export function makersView(page: PageVersion, problems: readonly PageProblem[]): PageView {
  const { slug, version, spec, madeBy, restoredFrom, prompt, createdAt, etag, embed } = page;
  return {
    slug,
    title: spec.title,
    version,
    spec,
    madeBy,
    ...(restoredFrom === undefined ? {} : { restoredFrom }),
    ...(prompt === undefined ? {} : { prompt }),
    createdAt,
    etag,
    problems: [...problems],
    ...(embed ? { embed: { origins: [...embed.origins], createdAt: embed.createdAt } } : {}),
  };
}

/** A page for who looks at it: what is shown, and nothing of where it comes from. */
export function publicView({ slug, version, spec }: PageVersion, viewer: Viewer): PublicPageView {
  const { title, description, refresh, filters, blocks } = spec;
  return {
    slug,
    title,
    ...(description === undefined ? {} : { description }),
    version,
    ...(refresh === undefined ? {} : { refresh }),
    filters,
    blocks: blocks.map(blockView),
    canEdit: viewer === "maker",
  };
}

function blockView(block: PageBlock): BlockView {
  switch (block.type) {
    case "figure": {
      const { value: _, rows: __, aggregate: ___, where: ____, ...shown } = block;
      return shown;
    }
    case "table": {
      const { rows: _, where: __, columns, actions, ...shown } = block;
      return {
        ...shown,
        columns: columns.map(({ value: ___, ...column }) => column),
        actions: actions.map(actionView),
      };
    }
    case "chart": {
      const { rows: _, where: __, x, series, ...shown } = block;
      const { value: ___, ...axis } = x;
      return { ...shown, x: axis, series: series.map(({ label }) => ({ label })) };
    }
    case "form": {
      const { function: _, input: __, done: ___, ...shown } = block;
      return shown;
    }
    case "buttons":
      return { ...block, actions: block.actions.map(actionView) };
    case "text":
      return block;
  }
}

function actionView({ label, confirm }: PageAction) {
  return { label, ...(confirm === undefined ? {} : { confirm }) };
}
