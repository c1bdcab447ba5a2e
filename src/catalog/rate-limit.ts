import type { Catalog } from "./catalog.ts";
import { connectorOf, type Operation } from "./operation.ts";

/**
 * Calls that share one limit at the provider, counted for each connection: so many in any window of
 * so many seconds.
 */
export interface RateClass {
  /** How much fits into a window; absent where the provider does not publish it. */
  readonly limit?: number;
  /** Length of the window. */
  readonly seconds: number;
  /** What is counted, in the plural; calls where absent. */
  readonly counts?: string;
  /** Whose limit it is, in words: "the account". */
  readonly of: string;
  /** Each operation of the class has the limit for itself. */
  readonly eachOperation?: true;
  /** Each value of this input has the limit for itself. */
  readonly eachInput?: string;
}

/** By name, unique in a connector. */
export type RateClasses = Readonly<Record<string, RateClass>>;

/** What one call of an operation takes of the limit of its class. */
export interface RateLimit {
  readonly class: string;
  /** One where absent. */
  readonly units?: number;
}

/** The class of an operation; undefined where its provider states no limits. */
export function rateClassOf(
  { id, rateLimit }: Pick<Operation, "id" | "rateLimit">,
  catalog: Catalog,
): RateClass | undefined {
  const { rateClasses = {} } = catalog.connector(connectorOf(id)) ?? {};
  return rateLimit && Object.hasOwn(rateClasses, rateLimit.class)
    ? rateClasses[rateLimit.class]
    : undefined;
}

/** The limit of an operation in words: `5 of 6,000 quota units a minute for the user`. */
export function rateSentence(operation: Operation, catalog: Catalog): string | undefined {
  const rateClass = rateClassOf(operation, catalog);
  if (!rateClass) return undefined;
  const { limit, seconds, counts = "calls", of } = rateClass;
  const window = `${windows.get(seconds) ?? `in ${seconds} seconds`} for ${of}`;
  if (limit === undefined) return `${counts} ${window}; how many is not published`;
  const units = operation.rateLimit?.units ?? 1;
  const counted = limit === 1 ? counts.replace(/s$/, "") : counts;
  return `${units === 1 ? "" : `${units} of `}${limit.toLocaleString("en")} ${counted} ${window}`;
}

const windows = new Map([
  [1, "a second"],
  [60, "a minute"],
  [86_400, "a day"],
]);
