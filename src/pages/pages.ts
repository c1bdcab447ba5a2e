import type { z } from "zod";
import type { MadeBy } from "../contract/function.ts";
import type {
  PageProblem,
  PageSummary,
  PageView,
  PublicPageView,
  blockDataBody,
} from "../contract/page.ts";
import type { PageSpec } from "../contract/page-spec.ts";
import { PatchbayError } from "../core/errors.ts";
import { outputSchemaOf } from "../functions/output-shape.ts";
import type { Functions } from "../functions/functions.ts";
import type { PageVersion } from "../store/page-version.ts";
import type { PageStore } from "../store/pages.ts";
import type { Act } from "./act.ts";
import { blockOf, sourcesOf } from "./blocks.ts";
import { checkPage, readSpec } from "./check.ts";
import { checkReadings } from "./check-readings.ts";
import { createEmbedKey, hashOfKey, isKeyOf, originsOf } from "./embed.ts";
import { isFed } from "./evaluate.ts";
import { insteadOf } from "./problems.ts";
import { type Looking, type ShowDependencies, createShow } from "./show.ts";
import { functionsOf, makersView, publicView, summaryOf } from "./view.ts";
import type { Viewer } from "./viewer.ts";

interface PagesDependencies extends ShowDependencies {
  readonly store: PageStore;
  readonly functions: Pick<Functions, "current" | "find" | "list" | "resolve">;
}

export interface SavePageOptions {
  readonly madeBy: MadeBy;
  /** The sentence it came from. */
  readonly prompt?: string;
}

/** The pages of the app: every change is a new version, and nothing that cannot work is saved. */
export function createPages(deps: PagesDependencies) {
  const { store, functions, catalog } = deps;
  const show = createShow(deps);

  /** The address of today for one that a page had before; any other is given back as it is. */
  const resolve = async (slug: string): Promise<string> => (await store.aliased(slug)) ?? slug;

  /** Throws `page/not-found`. */
  async function current(slug: string): Promise<PageVersion> {
    const found = await store.current(await resolve(slug));
    if (found) return found;
    const isDeleted = (await store.deleted()).some((page) => page.slug === slug);
    const known = (await store.list()).map((page) => page.slug);
    throw new PatchbayError(
      "page/not-found",
      isDeleted
        ? `The page "${slug}" was deleted; restore it to have it back.`
        : `There is no page "${slug}". ${insteadOf(slug, known)}`,
    );
  }

  /** Throws `page/not-found` and `page/version-not-found`. */
  async function version(slug: string, number: number): Promise<PageVersion> {
    const newest = await current(slug);
    const found = await store.version(newest.slug, number);
    if (found) return found;
    throw new PatchbayError(
      "page/version-not-found",
      `"${slug}" has no version ${number}; it has 1 to ${newest.version}.`,
    );
  }

  async function problemsOf(spec: PageSpec): Promise<readonly PageProblem[]> {
    const found = new Map(
      await Promise.all(
        functionsOf(spec).map(
          async (name) => [name, await functions.find(await functions.resolve(name))] as const,
        ),
      ),
    );
    const isWhole = [...found.values()].every((one) => one !== undefined);
    // All there are take a while to read, and only a wrong name needs them.
    const names = isWhole ? [] : (await functions.list()).map(({ name }) => name);
    const answerOf = (name: string) => {
      const known = found.get(name);
      // Code that a person changed may answer more than its flow says.
      return known?.flow && known.origin === "flow"
        ? outputSchemaOf(known.flow, catalog)
        : undefined;
    };
    return [
      ...checkPage(spec, { find: (name) => found.get(name), names, catalog }),
      ...checkReadings(spec, answerOf),
    ];
  }

  function refuse(spec: PageSpec, problems: readonly PageProblem[]): void {
    const errors = problems.filter(({ severity }) => severity === "error");
    const [first] = errors;
    if (!first) return;
    const lines = errors.map(({ where, message }) => `${where}: ${message}`);
    throw new PatchbayError(
      "page/refused",
      `"${spec.slug}" cannot be like this. ${lines.join(" ")}`,
      {
        where: first.where,
        extra: { problems },
      },
    );
  }

  const whole = async (page: PageVersion): Promise<PageView> =>
    makersView(page, await problemsOf(page.spec));

  async function append(
    spec: PageSpec,
    made: SavePageOptions & { readonly restoredFrom?: number },
    expected: number,
    was?: string,
  ): Promise<PageView> {
    await store.append({ spec, ...made }, expected, was);
    return whole(await current(spec.slug));
  }

  return {
    resolve,
    current,
    version,
    async list(): Promise<readonly PageSummary[]> {
      return (await store.list()).map(summaryOf);
    },
    /** The last version of each deleted page, the latest deletion first. */
    async deleted(): Promise<readonly PageSummary[]> {
      return (await store.deleted()).map(summaryOf);
    },
    /** Under whatever address it had, with what has become wrong since. Throws `page/not-found`. */
    find: async (slug: string): Promise<PageView> => whole(await current(slug)),
    /** Newest first. Throws `page/not-found`. */
    async versions(slug: string): Promise<readonly PageVersion[]> {
      return store.versions((await current(slug)).slug);
    },
    /** One version with its problems of today. Throws `page/not-found`, `page/version-not-found`. */
    show: async (slug: string, number: number): Promise<PageView> =>
      whole(await version(slug, number)),
    /** What is wrong with anything that is meant to be a page. */
    async check(given: unknown): Promise<readonly PageProblem[]> {
      const read = readSpec(given);
      return "spec" in read ? problemsOf(read.spec) : read.problems;
    },
    /** Throws `page/refused` with `problems`, `page/slug-taken`. */
    async create(spec: PageSpec, made: SavePageOptions): Promise<PageView> {
      refuse(spec, await problemsOf(spec));
      return append(spec, made, 0);
    },
    /**
     * Saves the next version after `base`; the same content makes none. Another slug is a new address,
     * and the old one keeps leading to it. Throws `page/refused` with `problems`, `page/changed`,
     * `page/slug-taken`, `page/not-found`.
     */
    async save(
      slug: string,
      spec: PageSpec,
      { base, ...made }: SavePageOptions & { readonly base: number },
    ): Promise<PageView> {
      const before = await current(slug);
      if (JSON.stringify(before.spec) === JSON.stringify(spec)) return whole(before);
      refuse(spec, await problemsOf(spec));
      return append(spec, made, base, before.slug);
    },
    /**
     * Makes an older version the current one, as a new version. The address stays, and what has become
     * wrong with it is told, not refused. Throws `page/not-found`, `page/version-not-found`.
     */
    async restore(slug: string, number: number, via: MadeBy["via"]): Promise<PageView> {
      const [now, wanted] = [await current(slug), await version(slug, number)];
      const spec = { ...wanted.spec, slug: now.slug };
      if (JSON.stringify(now.spec) === JSON.stringify(spec)) return whole(now);
      const madeBy: MadeBy = { what: "restore", via };
      return append(spec, { madeBy, restoredFrom: number }, now.version);
    },
    /** Can be undone by `undelete`. Throws `page/not-found` and `page/changed`. */
    async remove(slug: string): Promise<void> {
      const now = await current(slug);
      await store.remove(now.slug, now.version);
    },
    /** Throws `page/not-found` where none at that address was deleted, and `page/slug-taken`. */
    async undelete(slug: string): Promise<PageView> {
      if (!(await store.undelete(slug)))
        throw new PatchbayError(
          "page/not-found",
          `No page "${slug}" was deleted, so none can come back.`,
        );
      return whole(await current(slug));
    },
    /** The page for who looks at it. Throws `page/not-found`. */
    view: async (slug: string, viewer: Viewer): Promise<PublicPageView> =>
      publicView(await current(slug), viewer),
    /** What a block shows. Throws as `createShow` says, and `page/not-found`. */
    data: async (
      slug: string,
      block: string,
      wanted: z.output<typeof blockDataBody>,
      looking: Looking,
    ) => show.data(await current(slug), block, wanted, looking),
    /** The same of a spec that is not saved. Throws `page/refused` as well, for what keeps this block from being shown. */
    async preview(
      spec: PageSpec,
      block: string,
      wanted: z.output<typeof blockDataBody>,
      looking: Omit<Looking, "viewer">,
    ) {
      const shown = blockOf(spec, block);
      const problems = await problemsOf(spec);
      const refuseAt = (places: readonly string[]) =>
        refuse(
          spec,
          problems.filter(({ where }) => places.some((place) => isAt(where, place))),
        );
      refuseAt([`blocks.${block}`, "filters"]);
      if (isFed(shown)) refuseAt(sourcesOf(shown, spec).map((id) => `sources.${id}`));
      return show.data({ id: "preview", version: 0, spec }, block, wanted, {
        viewer: "maker",
        ...looking,
      });
    },
    /** Submits a form or presses a button. Throws as `createShow` says, and `page/not-found`. */
    act: async (slug: string, block: string, wanted: Act, looking: Omit<Looking, "signal">) =>
      show.act(await current(slug), block, wanted, looking),
    /**
     * Lets sites embed the page; gives the key, once. An earlier key ends. Throws `page/not-found`,
     * `request/invalid`.
     */
    async embed(slug: string, addresses: readonly string[]) {
      const { slug: of } = await current(slug);
      const key = createEmbedKey();
      await store.embed(of, { keyHash: hashOfKey(key), origins: originsOf(addresses) });
      return { slug: of, key };
    },
    /** Throws `page/not-found`. */
    async endEmbed(slug: string): Promise<void> {
      await store.embed((await current(slug)).slug, undefined);
    },
    /** Origins of the sites that may embed what is at an address: none where there is nothing. */
    async embedOrigins(slug: string): Promise<readonly string[]> {
      return (await store.current(await resolve(slug)))?.embed?.origins ?? [];
    },
    /** Hears no more of what other processes change. */
    close: show.close,
    /** Whether a key is that of the page at an address. */
    async opens(slug: string, key: string): Promise<boolean> {
      const embed = (await store.current(await resolve(slug)))?.embed;
      return embed !== undefined && isKeyOf(embed.keyHash, key);
    },
  };
}

/** Whether a problem is of a part of a spec, or of what is in it. */
function isAt(where: string, place: string): boolean {
  return where === place || where.startsWith(`${place}.`) || where.startsWith(`${place}[`);
}

export type Pages = ReturnType<typeof createPages>;
