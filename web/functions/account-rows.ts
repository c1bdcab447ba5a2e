import type { AccountUse } from "../../src/contract/function.ts";

/** What takes one account of a provider. */
export interface AccountRow {
  readonly provider: string;
  readonly connectors: readonly string[];
  readonly account: string | undefined;
  readonly now: AccountUse["now"];
  readonly uses: readonly AccountUse[];
  /** Whether others of the same provider take another account. */
  readonly isPart: boolean;
}

/** The accounts that a function acts with, each once, in the order of its steps. */
export function rowsOf(uses: readonly AccountUse[]): readonly AccountRow[] {
  const rows = Map.groupBy(uses, ({ provider, account = "" }) => `${provider}:${account}`);
  const all = Array.from(rows.values(), (group) => ({ group, first: group[0] }));
  return all.flatMap(({ group, first }) =>
    first
      ? [
          {
            provider: first.provider,
            connectors: [...new Set(group.map(({ connector }) => connector))],
            account: first.account,
            now: first.now,
            uses: group,
            isPart: all.some(
              (other) => other.group !== group && other.first?.provider === first.provider,
            ),
          },
        ]
      : [],
  );
}

/** Titles of what is done, each once. */
export function titlesOf(uses: readonly AccountUse[]): readonly string[] {
  return [...new Set(uses.map(({ title }) => title))];
}
