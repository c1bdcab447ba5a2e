import { PatchbayError } from "../core/errors.ts";
import type { Functions } from "../functions/functions.ts";
import type { Consent, ConsentStore } from "../store/consents.ts";
import type { FunctionVersion } from "../store/function-version.ts";
import { actsForCaller, deedsOf } from "./needs.ts";

interface ConsentsDeps {
  readonly store: ConsentStore;
  readonly functions: Pick<Functions, "find" | "resolve">;
  /** The functions that act with an account of whoever calls them. */
  readonly acting: () => Promise<readonly FunctionVersion[]>;
  /** What starts each of some functions by itself. */
  readonly startsOf: (
    names: readonly string[],
  ) => Promise<Iterable<readonly [string, readonly { readonly words: string }[]]>>;
}

/** How a function that starts by itself stands with one person. */
export interface ConsentState {
  readonly version: FunctionVersion;
  /** What starts it, in words. */
  readonly starts: readonly string[];
  readonly status: "allowed" | "outdated" | "not-allowed";
  readonly since?: string;
}

/** What people allowed functions to do for them while they are away. */
export function createConsents({ store, functions, acting, startsOf }: ConsentsDeps) {
  return {
    /** What could act for a person by itself, and whether it may. */
    async ofUser(userId: string): Promise<readonly ConsentState[]> {
      const [given, versions] = await Promise.all([store.ofUser(userId), acting()]);
      const starts = new Map(await startsOf(versions.map(({ name }) => name)));
      return versions.flatMap((version): ConsentState[] => {
        const consent = given.find((one) => one.function === version.name);
        const words = (starts.get(version.name) ?? []).map((one) => one.words);
        if (!consent && words.length === 0) return [];
        return [{ version, starts: words, ...standing(consent, version) }];
      });
    },
    /** People for whom a version may start by itself: those who allowed all that it can do. */
    async allowedFor(version: FunctionVersion): Promise<readonly string[]> {
      const given = await store.ofFunction(version.name);
      return given
        .filter((consent) => standing(consent, version).status === "allowed")
        .map(({ userId }) => userId);
    },
    /**
     * For the version whose deeds the person saw; false where there is another by now. Throws
     * `function/not-found`, and `request/invalid` where it acts for nobody.
     */
    async give(userId: string, name: string, seen: number): Promise<boolean> {
      const today = await functions.resolve(name);
      const version = await functions.find(today);
      if (version && version.version !== seen) return false;
      if (version && !actsForCaller(version))
        throw new PatchbayError(
          "request/invalid",
          `"${today}" does not act with anybody's own account, so there is nothing to allow.`,
        );
      if (version && (await store.give(userId, today, deedsOf(version)))) return true;
      throw new PatchbayError("function/not-found", `There is no function "${name}".`);
    },
    /** False where there was none. */
    withdraw: async (userId: string, name: string): Promise<boolean> =>
      store.withdraw(userId, await functions.resolve(name)),
    removeOf: store.removeOf,
  };
}

export type Consents = ReturnType<typeof createConsents>;

/** A version that can do more than was allowed is not allowed at all until that is, too. */
function standing(
  consent: Consent | undefined,
  version: FunctionVersion,
): Pick<ConsentState, "status" | "since"> {
  if (!consent) return { status: "not-allowed" };
  const isCovered = deedsOf(version).every((deed) => consent.operations.includes(deed));
  return { status: isCovered ? "allowed" : "outdated", since: consent.createdAt };
}
