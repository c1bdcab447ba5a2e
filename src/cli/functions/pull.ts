import { functionListShape } from "../../contract/function.ts";
import { type Client, send } from "../client.ts";
import { note, say, write } from "../terminal.ts";
import { getFunction } from "./api.ts";
import { type Comparison, compare, readLocal, writeDescription, writeLocal } from "./folder.ts";
import type { Json } from "./options.ts";

export interface PullOptions extends Json {
  readonly dir?: string;
  readonly force: boolean;
}

interface Pulled {
  readonly name: string;
  readonly version: number;
  readonly status: "written" | "unchanged" | "kept" | "conflict";
}

/** Brings a folder to the current versions. Ends with 1 where somebody else changed what was changed there. */
export async function pull(
  client: Client,
  dir: string,
  names: readonly string[],
  { force, json }: PullOptions,
): Promise<void> {
  const versions =
    names.length > 0
      ? await Promise.all(names.map((name) => getFunction(client, name)))
      : functionListShape.parse(await send(client, "/api/functions", "GET")).functions;
  const pulled = versions.map((version): Pulled => {
    const local = readLocal(dir, version.name);
    const comparison = compare(local, version);
    const status = force && comparison !== "same" ? "written" : statuses[comparison];
    if (status === "written") writeLocal(dir, version);
    // Two versions can be the same: one was changed, and the change undone.
    else if (status === "unchanged" && local?.base?.version !== version.version)
      writeDescription(dir, version);
    return { name: version.name, version: version.version, status };
  });
  if (json) write({ dir, functions: pulled });
  else for (const one of pulled) tell(one);
  if (pulled.some(({ status }) => status === "conflict")) process.exitCode = 1;
}

const statuses: Readonly<Record<Comparison, Pulled["status"]>> = {
  same: "unchanged",
  "only-there": "written",
  "changed-there": "written",
  "changed-here": "kept",
  "changed-both": "conflict",
};

function tell({ name, version, status }: Pulled): void {
  if (status === "conflict")
    note(
      `${name} was changed here and on the server (v${version}), and was left as it is. pull --force takes the server's, push --force yours.`,
    );
  else if (status === "kept") say(`${name}  v${version}  changed here: push saves it`);
  else say(`${name}  v${version}  ${status}`);
}
