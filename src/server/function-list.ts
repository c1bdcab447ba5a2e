import { z } from "zod";
import type { Automations } from "../automations/automations.ts";
import { connectorOf } from "../catalog/operation.ts";
import type { Connections } from "../connections/connections.ts";
import type {
  FunctionSummary,
  functionSummaryListShape,
  functionSummaryQuery,
} from "../contract/function-summary.ts";
import type { Functions } from "../functions/functions.ts";
import type { FunctionNeedStore, Needs } from "../store/function-needs.ts";
import type {
  FunctionSummaryStore,
  StoredSummary,
  SummaryPlace,
} from "../store/function-summaries.ts";
import { cursorOf, readCursor } from "./cursor.ts";

interface FunctionListDependencies {
  readonly summaries: FunctionSummaryStore;
  readonly needs: Pick<FunctionNeedStore, "all">;
  readonly connections: Pick<Connections, "standing">;
  readonly automations: Pick<Automations, "startsOf">;
  readonly functions: { readonly files: Pick<Functions["files"], "allUnsaved"> };
}

/** Functions as the list on the page has them, brought together from who knows what. */
export function createFunctionList({
  summaries,
  needs: needed,
  connections,
  automations,
  functions,
}: FunctionListDependencies) {
  return async ({
    q: text,
    cursor,
    connector,
    sort,
    limit,
    ...narrowed
  }: z.output<typeof functionSummaryQuery>): Promise<z.output<typeof functionSummaryListShape>> => {
    const after = cursor === undefined ? undefined : placeOf(cursor);
    const needs = await needed.all();
    const standing = await connections.standing(needs);
    const isEnded = (one: Needs) => standing(one).ended.length > 0;
    const isLacking = (one: Needs) => standing(one).lacking.length > 0;
    const ground = {
      unsaved: functions.files.allUnsaved(),
      ended: needs.filter(isEnded).map(({ hash }) => hash),
      lacking: needs.filter(isLacking).map(({ hash }) => hash),
    };
    const uses = (one: Needs) => connector !== undefined && connectorsOf(one).includes(connector);
    const filter = {
      ...narrowed,
      text,
      ...(connector === undefined ? {} : { needs: needs.filter(uses).map(({ hash }) => hash) }),
    };
    const page = await summaries.page({ ...filter, sort, limit, after }, ground);
    const starts = new Map(await automations.startsOf(page.functions.map(({ name }) => name)));
    return {
      functions: page.functions.map((one): FunctionSummary => {
        const { ended, lacking } = standing(one.needs);
        return viewOf(one, { starts: starts.get(one.name) ?? [], lacks: [...ended, ...lacking] });
      }),
      ...(page.next ? { next: cursorOf([page.next.value, page.next.name]) } : {}),
      ...(after
        ? {}
        : {
            total: await summaries.count(filter, ground),
            connectors: [...new Set(needs.flatMap(connectorsOf))].toSorted(),
          }),
    };
  };
}

export type FunctionList = ReturnType<typeof createFunctionList>;

function viewOf(
  { needs, lastRun, recent, ...own }: StoredSummary,
  known: Pick<FunctionSummary, "starts" | "lacks">,
): FunctionSummary {
  return {
    ...own,
    ...known,
    connectors: connectorsOf(needs),
    lastRun: lastRun ?? null,
    recent: [...recent],
  };
}

/** In the order of the calls. */
function connectorsOf({ approvals, permissions }: Needs): string[] {
  const called = approvals.map(({ operation }) => connectorOf(operation));
  return [...new Set([...called, ...permissions.map(({ connector }) => connector)])];
}

const place = z.tuple([z.string(), z.string()]);

function placeOf(cursor: string): SummaryPlace {
  const [value, name] = readCursor(cursor, place);
  return { value, name };
}
