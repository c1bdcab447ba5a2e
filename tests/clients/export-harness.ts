import { type ChildProcess, spawn, spawnSync } from "node:child_process";
import { createHash, randomUUID } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { rolldown } from "rolldown";
import workerd from "workerd";
import { createCatalog } from "../../src/catalog/catalog.ts";
import type { Provider } from "../../src/catalog/provider.ts";
import { connectors, providers } from "../../src/connectors/index.ts";
import type { ExportTarget, TransferFile } from "../../src/contract/function-transfer.ts";
import { flowSchema } from "../../src/flow/schema.ts";
import { needsOf } from "../../src/flow/uses.ts";
import { createExporter } from "../../src/functions/export/export.ts";
import { createRenderer } from "../../src/functions/render.ts";
import { rightsOfUses } from "../../src/functions/rights.ts";
import type { FunctionVersion } from "../../src/store/function-version.ts";
import { denoBinary } from "../../src/runs/deno/command.ts";
import { type StandIn, redirectUri } from "./rest-harness.ts";

const folderOf = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const modules = folderOf("../../node_modules");
const templatesDir = folderOf("../../templates");
export const catalog = createCatalog(connectors, providers);

export const exporterOptions: Parameters<typeof createExporter>[0] = {
  catalog,
  templatesDir: join(templatesDir, "export"),
  headersOf: ({ apiVersion, apiHeaders = {} }) => ({
    ...apiHeaders,
    ...(apiVersion ? { [apiVersion.header]: apiVersion.value } : {}),
  }),
  secrets: async () => [{ name: "ACME_KEY", hosts: ["slack.com"] }],
  packages: JSON.parse(readFileSync(folderOf("../../package.json"), "utf8")).dependencies,
};
export const exporter = createExporter(exporterOptions);

/** A version as the flow gives it, without a database. */
export async function versionOf(candidate: object): Promise<FunctionVersion> {
  const flow = flowSchema.parse({
    description: "Does it",
    trigger: { type: "manual" },
    ...candidate,
  });
  const renderer = createRenderer({ catalog, templatesDir });
  const code = await renderer.render(flow, "Do it");
  return {
    ...ofCode(flow.name, code),
    origin: "flow",
    flow,
    ...rightsOfUses(needsOf(flow, catalog), catalog),
  };
}

/** A version of code alone that may call these operations. */
export function ofCode(
  name: string,
  code: string,
  approvals: FunctionVersion["approvals"] = [],
): FunctionVersion {
  const made = { madeBy: { what: "hand", via: "api" }, origin: "hand", version: 1 } as const;
  return { ...made, name, code, approvals, permissions: [], createdAt: "2026-11-23", etag: "e" };
}

/** Signs in at a stand-in as the provider's data says; the token of this kind. */
export async function signIn(
  standIn: StandIn,
  provider: Provider,
  scopes: readonly string[],
  kind: "bot" | "user" = "user",
): Promise<string> {
  const verifier = randomUUID() + randomUUID();
  const challenge = createHash("sha256").update(verifier).digest("base64url");
  const scopeParameter = provider.scopeParameters[kind];
  const back = await standIn.consent({
    ...provider.authorizeParameters,
    response_type: "code",
    client_id: standIn.clientId,
    redirect_uri: redirectUri,
    state: "s",
    ...(scopeParameter ? { [scopeParameter]: scopes.join(provider.scopeSeparator) } : {}),
    ...(provider.pkce ? { code_challenge: challenge, code_challenge_method: "S256" } : {}),
  });
  const isBasic = provider.clientAuthentication === "client_secret_basic";
  const fields = {
    grant_type: "authorization_code",
    code: back.searchParams.get("code") ?? "",
    redirect_uri: redirectUri,
    ...(provider.pkce ? { code_verifier: verifier } : {}),
    ...(isBasic ? {} : { client_id: standIn.clientId, client_secret: standIn.clientSecret }),
  };
  const isJson = provider.tokenBody === "json";
  const basic = Buffer.from(`${standIn.clientId}:${standIn.clientSecret}`).toString("base64");
  const answer = await fetch(standIn.tokenUrl, {
    method: "POST",
    headers: {
      ...provider.tokenHeaders,
      ...(isBasic ? { authorization: `Basic ${basic}` } : {}),
      ...(isJson ? { "content-type": "application/json" } : {}),
    },
    body: isJson ? JSON.stringify(fields) : new URLSearchParams(fields),
  });
  const body: any = await answer.json();
  const token = provider.readTokens(body).tokens.find((one) => one.kind === kind);
  if (!token) throw new Error(`No token: ${JSON.stringify(body)}`);
  return token.accessToken;
}

/** Something exported that listens at this address. */
export interface Running {
  readonly url: string;
  readonly output: () => string;
  close(): void;
}

type Environment = Readonly<Record<string, string>>;

/** Writes the files into a folder of their own, as somebody does who exports them. */
function place(files: readonly TransferFile[]): string {
  const folder = mkdtempSync(join(tmpdir(), "patchbay-export-"));
  for (const { path, text } of files) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
  return folder;
}

/** The exit code of Deno's own type check. */
export function checkInDeno(files: readonly TransferFile[]): number | null {
  const folder = place(files);
  const env = { DENO_DIR: join(folder, "cache") };
  const { status } = spawnSync(denoBinary(), ["check", "main.ts"], { cwd: folder, env });
  rmSync(folder, { recursive: true, force: true });
  return status;
}

/** Starts a program and waits until what it prints tells its address. */
async function start(
  folder: string,
  [command = "", ...args]: readonly string[],
  env: Environment,
  address: RegExp,
  stdio: readonly ("ignore" | "pipe")[] = ["ignore", "pipe", "pipe"],
): Promise<Running> {
  const child: ChildProcess = spawn(command, args, { cwd: folder, env, stdio: [...stdio] });
  let output = "";
  const found = Promise.withResolvers<string>();
  for (const stream of child.stdio.slice(1)) {
    stream?.on("data", (part: Buffer) => {
      output += part.toString();
      const [, port] = address.exec(output) ?? [];
      if (port) found.resolve(`http://127.0.0.1:${port}/`);
    });
  }
  child.on("exit", (code) => found.reject(new Error(`${command} ended with ${code}:\n${output}`)));
  const close = () => {
    child.removeAllListeners("exit");
    child.kill("SIGKILL");
    rmSync(folder, { recursive: true, force: true });
  };
  return {
    url: await found.promise.catch((error: unknown) => (close(), Promise.reject(error))),
    output: () => output,
    close,
  };
}

export type Engine = (files: readonly TransferFile[], env: Environment) => Promise<Running>;

export const engines: Readonly<Record<ExportTarget, Engine>> = {
  async deno(files, env) {
    const folder = place(files);
    const cache = join(folder, "cache");
    return start(
      folder,
      [denoBinary(), "run", "--allow-net", "--allow-env", "--no-prompt", "main.ts"],
      // Code that serves by itself is told where by Deno.
      { ...env, PORT: "0", DENO_SERVE_ADDRESS: "tcp:127.0.0.1:0", DENO_DIR: cache, NO_COLOR: "1" },
      /Listening on http:\/\/\S+?:(\d+)\//,
    );
  },
  /** Base44 runs Deno; the SDK comes from where npm has put it. */
  async base44(files, env) {
    const folder = place(files);
    symlinkSync(modules, join(folder, "node_modules"));
    writeFileSync(
      join(folder, "package.json"),
      JSON.stringify({ dependencies: { "@base44/sdk": exporterOptions.packages["@base44/sdk"] } }),
    );
    const entry = files.find(({ path }) => path.endsWith("/entry.ts"))?.path ?? "";
    return start(
      folder,
      [
        denoBinary(),
        "run",
        "--node-modules-dir=manual",
        "--no-lock",
        "--allow-net",
        "--allow-env",
        "--allow-read",
        "--no-prompt",
        entry,
      ],
      {
        ...env,
        DENO_SERVE_ADDRESS: "tcp:127.0.0.1:0",
        DENO_DIR: join(folder, "cache"),
        NO_COLOR: "1",
      },
      /Listening on http:\/\/\S+?:(\d+)\//,
    );
  },
  async node(files, env) {
    const folder = place(files);
    symlinkSync(modules, join(folder, "node_modules"));
    return start(
      folder,
      [process.execPath, "main.ts"],
      { ...env, PORT: "0" },
      /Listening on http:\/\/\S+?:(\d+)/,
    );
  },
  /** `/scheduled` does what Cloudflare's clock would, which needs the experimental flag; all else goes to the Worker. */
  async cloudflare(files, env) {
    const folder = place(files);
    const bundle = await rolldown({
      input: join(folder, "worker.ts"),
      external: ["cloudflare:workers"],
    });
    await bundle.write({ file: join(folder, "worker.js") });
    const { compatibility_date: date } = JSON.parse(
      readFileSync(join(folder, "wrangler.jsonc"), "utf8"),
    );
    const bindings = Object.keys(env).map(
      (name) => `(name = "${name}", fromEnvironment = "${name}")`,
    );
    const front = `export default { fetch: (request, { MAIN }) =>
      request.url.endsWith("/scheduled")
        ? MAIN.scheduled({ cron: "* * * * *" }).then(({ outcome }) => Response.json(outcome))
        : MAIN.fetch(request) };`;
    writeFileSync(join(folder, "front.js"), front);
    // Addresses of this machine are private to workerd, which reaches public ones only by default.
    const config = `using Workerd = import "/workerd/workerd.capnp";
const config :Workerd.Config = (
  services = [
    (name = "main", worker = (
      modules = [(name = "worker.js", esModule = embed "worker.js")],
      compatibilityDate = "${date}",
      bindings = [${bindings.join(", ")}],
    )),
    (name = "front", worker = (
      modules = [(name = "front.js", esModule = embed "front.js")],
      compatibilityDate = "${date}",
      compatibilityFlags = ["service_binding_extra_handlers"],
      bindings = [(name = "MAIN", service = "main")],
    )),
    (name = "internet", network = (allow = ["public", "private"], tlsOptions = (trustBrowserCas = true))),
  ],
  sockets = [(name = "http", address = "127.0.0.1:0", http = (), service = "front")],
);`;
    writeFileSync(join(folder, "config.capnp"), config);
    return start(
      folder,
      [workerd, "serve", "config.capnp", "--experimental", "--control-fd=3"],
      env,
      /"event":\s*"listen".*?"port":\s*(\d+)/,
      ["ignore", "pipe", "pipe", "pipe"],
    );
  },
};
