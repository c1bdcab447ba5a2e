import type { Command } from "commander";
import { type PageView, pageListShape, pageShape } from "../contract/page.ts";
import { type WithClient, send } from "./client.ts";
import { type Json, jsonHelp, jsonOption, versionNumber } from "./functions/options.ts";
import { note, openable, say, sayTable, write } from "./terminal.ts";

/** `pages`: tables, dashboards and forms that functions feed. */
export function pageCommands(program: Command, withClient: WithClient): void {
  const pages = program
    .command("pages")
    .description("Tables, dashboards and forms that functions feed")
    .addHelpText("after", jsonHelp);
  pages
    .command("list")
    .description("List the pages")
    .option("--deleted", "those that were deleted and can come back", false)
    .addOption(jsonOption())
    .action(({ deleted, json }: Json & { deleted: boolean }) =>
      withClient(async (client) => {
        const answer = await send(client, deleted ? "/api/pages/deleted" : "/api/pages", "GET");
        const { pages: all } = pageListShape.parse(answer);
        if (json) return write(all);
        if (all.length === 0) note(deleted ? "No page was deleted." : "There is no page.");
        sayTable(
          all.map((one) => [one.slug, one.title, `v${one.version}`, one.functions.join(", ")]),
        );
      }),
    );
  pages
    .command("show")
    .description("Print what a page is made of, and what is wrong with it")
    .argument("<slug>")
    .addOption(jsonOption())
    .action((slug: string, { json }: Json) =>
      withClient(async (client) => {
        const found = pageShape.parse(await send(client, pathOf(slug), "GET"));
        if (json) return write(found);
        sayPage(found, client.origin);
      }),
    );
  pages
    .command("delete")
    .description("Delete a page; restore brings it back")
    .argument("<slug>")
    .addOption(jsonOption())
    .action((slug: string, { json }: Json) =>
      withClient(async (client) => {
        await send(client, pathOf(slug), "DELETE");
        if (json) write({ slug, deleted: true });
        else say(`${slug} is deleted. "patchbay pages restore ${slug}" brings it back.`);
      }),
    );
  pages
    .command("restore")
    .description("Bring back a deleted page, or make an older version the current one")
    .argument("<slug>")
    .argument("[version]", "of a page that is not deleted", versionNumber)
    .addOption(jsonOption())
    .action((slug: string, version: number | undefined, { json }: Json) =>
      withClient(async (client) => {
        const body = version === undefined ? {} : { version };
        const answer = await send(client, `${pathOf(slug)}/restore`, "POST", body);
        const back = pageShape.parse(answer);
        if (json) return write(back);
        say(`${back.slug} is at version ${back.version}.`);
      }),
    );
}

function pathOf(slug: string): string {
  return `/api/pages/${encodeURIComponent(slug)}`;
}

function sayPage({ slug, title, version, spec, problems, embed }: PageView, origin: string): void {
  say(`${slug}  ${title}  v${version}`);
  say(`address: ${openable(`${origin}/pages/${slug}`)}`);
  for (const [id, source] of Object.entries(spec.sources))
    say(`source: ${id} of ${source.function}`);
  for (const block of spec.blocks) say(`block: ${block.id}, a ${block.type}`);
  if (embed) say(`embedded in: ${embed.origins.join(", ")}`);
  for (const { severity, where, message } of problems) say(`${severity}: ${where}: ${message}`);
}
