import type { Command } from "commander";
import { appListShape, appShape } from "../contract/app.ts";
import { PatchbayError } from "../core/errors.ts";
import { type Client, type WithClient, send } from "./client.ts";
import { type Json, jsonOption } from "./functions/options.ts";
import { note, openable, say, sayTable, write } from "./terminal.ts";

/** The same server as another app of it: paths get the app's prefix. Throws `app/not-found`. */
export async function inApp(client: Client, slug: string): Promise<Client> {
  const { apps } = appListShape.parse(await send(client, "/api/apps", "GET"));
  const app = apps.find((one) => one.slug === slug);
  if (!app)
    throw new PatchbayError(
      "app/not-found",
      `There is no app "${slug}"; there are: ${apps.map((one) => one.slug).join(", ")}.`,
      { where: "--app" },
    );
  return {
    origin: `${client.origin}${app.base}`,
    // Whole addresses are those that somebody gave: a provider sends people back without the prefix.
    fetch: (address, init) =>
      client.fetch(address.startsWith("/") ? `${app.base}${address}` : address, init),
    close: () => client.close(),
  };
}

/** Whether a command, by its whole name, is for all apps of a server. */
export function isOfServer(name: string): boolean {
  return /^(?:apps|backup|completion|complete|eval|keys|restore|sandbox|start|to-postgres)\b/.test(
    name,
  );
}

const pathOf = (slug: string, more = "") => `/api/apps/${encodeURIComponent(slug)}${more}`;

/** `apps`: of this server, whichever of them the other commands are for. */
export function appCommands(program: Command, withServer: WithClient): void {
  const apps = program.command("apps").description("The apps of this server");

  apps
    .command("list")
    .description("List the apps, with what their addresses begin with")
    .option("--deleted", "those that were deleted and can come back", false)
    .addOption(jsonOption())
    .action(({ deleted, json }: Json & { readonly deleted: boolean }) =>
      withServer(async (client) => {
        const all = appListShape.parse(await send(client, "/api/apps", "GET"));
        const listed = deleted ? all.deleted : all.apps;
        if (json) return write({ apps: listed });
        if (listed.length === 0) note("No app was deleted.");
        sayTable(
          listed.map(({ slug, name, base, workspace, deletedUntil }) => [
            slug,
            name,
            deletedUntil === undefined ? base || "/" : `until ${deletedUntil}`,
            workspace,
          ]),
        );
      }),
    );

  apps
    .command("create")
    .description("Make an app")
    .argument("<name>")
    .option("--slug <slug>", "in its addresses, for good; made from the name where it is left out")
    .option("--workspace <id>", "that it belongs to; the first one where it is left out")
    .addOption(jsonOption())
    .action((name: string, { json, ...wanted }: Json & { slug?: string; workspace?: string }) =>
      withServer(async (client) => {
        const made = appShape.parse(await send(client, "/api/apps", "POST", { name, ...wanted }));
        if (json) return write(made);
        say(`${made.slug} is there, at ${openable(`${client.origin}${made.base}/`)}`);
        say(`The other commands are for it with --app ${made.slug}, or PATCHBAY_APP=${made.slug}.`);
      }),
    );

  apps
    .command("rename")
    .description("Call an app something else; its slug stays")
    .argument("<slug>")
    .argument("<name>")
    .addOption(jsonOption())
    .action((slug: string, name: string, { json }: Json) =>
      withServer(async (client) => {
        const renamed = appShape.parse(await send(client, pathOf(slug), "PATCH", { name }));
        if (json) return write(renamed);
        say(`${slug} is called ${renamed.name}.`);
      }),
    );

  apps
    .command("delete")
    .description("Delete an app with all it has; for seven days restore brings it back")
    .argument("<slug>")
    .addOption(jsonOption())
    .action((slug: string, { json }: Json) =>
      withServer(async (client) => {
        const deleted = appShape.parse(await send(client, pathOf(slug), "DELETE"));
        if (json) return write(deleted);
        const until = deleted.deletedUntil ?? "";
        say(`${slug} is deleted. "patchbay apps restore ${slug}" brings it back until ${until}.`);
      }),
    );

  apps
    .command("restore")
    .description("Bring back a deleted app")
    .argument("<slug>")
    .addOption(jsonOption())
    .action((slug: string, { json }: Json) =>
      withServer(async (client) => {
        const back = appShape.parse(await send(client, pathOf(slug, "/restore"), "POST"));
        if (json) return write(back);
        say(`${slug} is there again, at ${openable(`${client.origin}${back.base}/`)}`);
      }),
    );
}
