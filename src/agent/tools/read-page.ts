import { tool } from "ai";
import { readPage as shape } from "../../contract/page-tools.ts";
import type { PageSpec } from "../../contract/page-spec.ts";
import { answerText } from "../../functions/output-shape.ts";
import { pageNotFound } from "../page-answer.ts";
import type { AgentPorts } from "../ports.ts";

type ReadPagePorts = Pick<AgentPorts, "catalog" | "functions" | "pages" | "prompts">;

/** A page as it is or was, and what the functions that feed it answer. */
export function readPage({ catalog, functions, pages, prompts }: ReadPagePorts) {
  const answersOf = async ({ sources }: PageSpec) => {
    const names = [...new Set(Object.values(sources).map(({ function: name }) => name))];
    const found = await Promise.all(
      names.map(async (name) => {
        const flow = (await functions.find(await functions.resolve(name)))?.flow;
        return flow ? [[name, answerText(flow, catalog)] as const] : [];
      }),
    );
    return Object.fromEntries(found.flat());
  };
  return tool({
    description: prompts("tools/read-page"),
    inputSchema: shape.input,
    outputSchema: shape.output,
    execute: async ({ slug: said, version: wanted }) => {
      const slug = await pages.resolve(said);
      const current = await pages.find(slug);
      if (!current) return pageNotFound(pages);
      const found =
        wanted === undefined || wanted === current.version
          ? current
          : (await pages.versions(slug)).find(({ version }) => version === wanted);
      if (!found) return { status: "no-such-version" as const, slug, newest: current.version };
      const { version, spec } = found;
      return {
        status: "found" as const,
        slug,
        title: spec.title,
        version,
        spec,
        problems: [...(await pages.check(spec))],
        answers: await answersOf(spec),
      };
    },
  });
}
