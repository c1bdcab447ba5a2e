import type { PageAction, PageBlock, PageFilter, PageSpec } from "../../../contract/page-spec.ts";
import type { Flow } from "../../../flow/schema.ts";
import { asOrder, withoutPronoun } from "./row-tool.ts";
import { capitalise, fold } from "../text.ts";
import type { Vocabulary } from "../vocabulary.ts";
import { type Answer, answerOf } from "./answer-shape.ts";
import { blocksOf } from "./blocks.ts";
import { formOf } from "./form-block.ts";
import { type Filters, actionInput, openFilters, withFilters } from "./action-input.ts";
import type { ActionPart, PageIntent, SourcePart } from "./page-intent.ts";
import { unique } from "../step-names.ts";

const maxSlug = 60;
const maxTitle = 120;

/** The page that was asked for, made of what its functions answer and take. */
export function draftPage(
  { order, sources: wantedSources, actions, leftOut, onto }: PageIntent,
  vocabulary: Vocabulary,
  slugs: ReadonlySet<string>,
): PageSpec {
  const sources = underFreeIds(wantedSources, Object.keys(onto?.spec.sources ?? {}));
  const filters: Filters = new Map((onto?.spec.filters ?? []).map((one) => [one.id, one]));
  const answers = sources.map(({ flow, id }) => answerOf(flow, id, vocabulary));
  const ids = new Set((onto?.spec.blocks ?? []).map(({ id }) => id));
  const blocks = sources.flatMap(({ wanted }, index) => {
    const answer = answers[index];
    return answer ? blocksOf(wanted, answer, ids) : [];
  });
  // A button that is added to a page belongs to the rows of its first table.
  const table = onto?.spec.blocks.find((block) => block.type === "table");
  const ofTable = onto?.answers.find(({ rows }) => table?.type === "table" && rows === table.rows);
  const first = answers[0] ?? ofTable;
  const buttons = actions.filter(({ as }) => as === "button");
  const hasTable = blocks.some(({ type }) => type === "table") || ofTable !== undefined;
  const inRows = hasTable ? buttons.map((one) => buttonOf(one, first, filters, vocabulary)) : [];
  const alone = hasTable ? [] : buttons.map((one) => buttonOf(one, undefined, filters, vocabulary));
  const forms = actions
    .filter(({ as }) => as === "form")
    .map((one) => formOf(one, ids, vocabulary));
  const all: PageBlock[] = [
    ...blocks.map((block): PageBlock => {
      const isFirst =
        block.type === "table" && block === blocks.find(({ type }) => type === "table");
      return isFirst ? { ...block, actions: inRows } : block;
    }),
    ...(alone.length > 0
      ? [
          {
            type: "buttons" as const,
            id: unique("buttons", ids),
            width: "full" as const,
            actions: alone,
          },
        ]
      : []),
    ...forms,
  ];
  const inputs = sources.map(
    ({ flow, id }) => [id, { function: flow.name, input: openFilters(flow, filters) }] as const,
  );
  if (onto)
    return addedTo(onto.spec, {
      blocks: all,
      inRows: ofTable && sources.length === 0 ? inRows : [],
      filters,
      sources: Object.fromEntries(inputs),
    });
  const title = (order.title ?? titleOf({ order, sources, actions, leftOut }, vocabulary)).slice(
    0,
    maxTitle,
  );
  return {
    slug: freeSlug(title, slugs),
    title,
    ...(order.refresh === undefined ? {} : { refresh: order.refresh }),
    filters: withFilters(filters),
    sources: Object.fromEntries(inputs),
    blocks: all,
  };
}

/** A source is not called as another of the page is. */
function underFreeIds(
  sources: readonly SourcePart[],
  taken: readonly string[],
): readonly SourcePart[] {
  const ids = new Set(taken);
  return sources.map((source) => {
    const id = unique(source.id, ids);
    ids.add(id);
    return { ...source, id };
  });
}

interface Added {
  readonly blocks: readonly PageBlock[];
  /** Buttons for the rows of the first table. */
  readonly inRows: readonly PageAction[];
  readonly filters: Filters;
  readonly sources: PageSpec["sources"];
}

function addedTo(spec: PageSpec, { blocks, inRows, filters, sources }: Added): PageSpec {
  const table = spec.blocks.find(({ type }) => type === "table");
  const before = spec.blocks.map((block) =>
    block.type === "table" && block === table
      ? { ...block, actions: [...block.actions, ...inRows] }
      : block,
  );
  return {
    ...spec,
    filters: withFilters(filters),
    sources: { ...spec.sources, ...sources },
    blocks: [...before, ...blocks],
  };
}

function buttonOf(
  { flow, wanted }: ActionPart,
  row: Answer | undefined,
  filters: Filters,
  vocabulary: Vocabulary,
): PageAction {
  const operation = vocabulary.find(flow.steps.at(-1)?.use ?? "");
  const label = (wanted.label ?? labelOf(flow, vocabulary, wanted.words)).slice(0, maxTitle);
  return {
    label,
    function: flow.name,
    input: actionInput(flow, row, filters, vocabulary),
    ...(operation?.kind === "destructive" ? { confirm: `${label}?` } : {}),
  };
}

/** `Send to Slack`: what a button does and where, in two or three words. */
export function labelOf(flow: Flow, { find, connectors }: Vocabulary, said?: string): string {
  const step = flow.steps.at(-1);
  const use = step?.use ?? "";
  // `Change or complete a task` says less than `Mark as done`.
  const isSaid = find(use)?.sayings?.some(({ with: meant }) =>
    Object.entries(meant).every(
      ([name, value]) => JSON.stringify(step?.with[name]) === JSON.stringify(value),
    ),
  );
  if (said !== undefined && isSaid) return capitalise(asOrder(withoutPronoun(said)));
  const title = find(use)?.title ?? flow.name;
  const tool = connectors.find(({ id }) => use.startsWith(`${id}.`))?.name;
  const [verb = title] = title.split(" ");
  return find(use)?.kind === "write" && tool && /^(?:Send|Post|Add|Create|Save|Share)$/.test(verb)
    ? `${verb} to ${tool}`.replace("Create to", "Create in")
    : title;
}

type Titled = Pick<PageIntent, "order" | "sources" | "actions" | "leftOut">;

const noise =
  /^(?:please |can you |show me |show |display |list |view |see |get |give me |visuali[sz]e |plot |draw |zeige? (?:mir |uns )?|muestra(?:me)? |montre(?:-moi)? |affiche |mostr[ae](?:-me)? |the |my |our |all |a |an |die |der |das |meine[nr]? |unsere |los |las |el |la |mis |les |le |mes |nos |os |as |o |meus |minhas )+/i;

/** In the person's own words where they are few, without what is not kept to. */
function titleOf({ sources, actions, leftOut }: Titled, vocabulary: Vocabulary): string {
  const [source, more] = sources;
  if (!source) return titleOfAction(actions, vocabulary);
  if (more)
    return sources
      .map((one) =>
        titleOf({ sources: [one], actions: [], leftOut, order: emptyOrder }, vocabulary),
      )
      .join(" and ");
  if (source.wanted.words === "it") return capitalise(spoken(source.flow.name));
  let words = source.wanted.words;
  for (const gap of leftOut)
    words = words.replace(new RegExp(`(^| )${escaped(gap)}(?= |$)`, "i"), "$1");
  words = words.replaceAll(/ +/g, " ").trim().replace(noise, "").trim();
  const by = source.wanted.by ? ` by ${source.wanted.by}` : "";
  return words === "" || words.length > 60
    ? capitalise(spoken(source.flow.name))
    : capitalise(words) + by;
}

const emptyOrder = { title: undefined, refresh: undefined, sources: [], buttons: [], forms: [] };

function titleOfAction(actions: readonly ActionPart[], { find }: Vocabulary): string {
  const flow = actions[0]?.flow;
  return find(flow?.steps.at(-1)?.use ?? "")?.title ?? capitalise(spoken(flow?.name ?? "page"));
}

const escaped = (text: string) => text.replaceAll(/[.*+?^${}()|[\]\\]/g, "\\$&");

/** `findDeals` → find deals. */
const spoken = (name: string) => name.replaceAll(/([a-z\d])([A-Z])/g, "$1 $2").toLowerCase();

/** The address that a title gives, with a number where it is taken. */
export function freeSlug(title: string, taken: ReadonlySet<string>): string {
  const plain = slugOf(title) || "page";
  return taken.has(plain)
    ? (Array.from({ length: 99 }, (_, index) => `${plain.slice(0, maxSlug - 3)}-${index + 2}`).find(
        (one) => !taken.has(one),
      ) ?? plain)
    : plain;
}

export function slugOf(title: string): string {
  return fold(title)
    .replaceAll(/'/g, "")
    .replaceAll(/[^a-z0-9]+/g, "-")
    .slice(0, maxSlug)
    .replaceAll(/^-+|-+$/g, "");
}

export type { PageFilter };
