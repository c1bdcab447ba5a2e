import { z } from "zod";
import { type PageProblem, pageProblemShape } from "../contract/page.ts";
import { type PageSpec, pageSpec } from "../contract/page-spec.ts";
import { PatchbayError } from "../core/errors.ts";
import type { PagesPort, PageVersion } from "./ports.ts";

/** What the page tools tell alike. */

/** A version as a card shows it. */
export function savedPage({ slug, version, spec }: PageVersion) {
  return {
    slug,
    title: spec.title,
    version,
    blocks: spec.blocks.map(({ type, title }) => ({ type, ...(title ? { title } : {}) })),
  };
}

/** The answer for a slug that no page has: it lists those there are. */
export async function pageNotFound(pages: PagesPort) {
  return { status: "not-found" as const, known: (await pages.list()).map(({ slug }) => slug) };
}

type Judged =
  | { readonly status: "ok"; readonly spec: PageSpec; readonly warnings: PageProblem[] }
  | { readonly status: "invalid"; readonly problems: PageProblem[] };

/** What the check says of a spec; warnings stand in nobody's way. */
export async function judgeSpec(pages: PagesPort, candidate: unknown): Promise<Judged> {
  const problems = [...(await pages.check(candidate))];
  if (problems.some(({ severity }) => severity === "error")) return { status: "invalid", problems };
  const parsed = pageSpec.safeParse(candidate);
  if (!parsed.success) return { status: "invalid", problems: problemsOfShape(parsed.error) };
  return { status: "ok", spec: parsed.data, warnings: problems };
}

function problemsOfShape({ issues }: z.ZodError): PageProblem[] {
  return issues.map(({ path, message }) => ({
    where: path.join(".") || "spec",
    severity: "error",
    message,
  }));
}

export const warningsOf = (warnings: PageProblem[]) => (warnings.length > 0 ? { warnings } : {});

const told = z.array(pageProblemShape);

/** What the model is told of a refusal, so that it can do better; anything else is thrown on. */
export function refusalOf(error: unknown): {
  readonly status: "invalid";
  readonly problems: PageProblem[];
} {
  if (!(error instanceof PatchbayError)) throw error;
  const problems = told.safeParse(error.extra["problems"]).data;
  if (error.code === "page/refused" && problems?.length) return { status: "invalid", problems };
  if (error.code !== "page/refused" && error.code !== "page/slug-taken") throw error;
  const where = error.code === "page/slug-taken" ? "slug" : (error.where ?? "spec");
  return { status: "invalid", problems: [{ where, severity: "error", message: error.message }] };
}
