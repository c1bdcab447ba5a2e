import { mkdirSync, statSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { dirname, extname, join } from "node:path";
import { fileURLToPath } from "node:url";

/** How a sandbox process is started; the environment holds these variables and no other. */
export interface SandboxCommand {
  readonly file: string;
  readonly args: readonly string[];
  readonly cwd: string;
  readonly env: Readonly<Record<string, string>>;
}

/** No `--allow-…` at all: nothing to read, write, run, load or connect to, no environment, no import from outside. */
const flags = [
  "run",
  "--quiet",
  "--no-prompt",
  "--no-config",
  "--no-lock",
  "--no-remote",
  "--no-npm",
  "--cached-only",
  "--v8-flags=--max-old-space-size=64",
];

/** Prepares the folders below `dataDir` and finds the binary. */
export function prepareCommand(dataDir: string): SandboxCommand {
  const cache = join(dataDir, "deno", "cache");
  const cwd = join(dataDir, "deno", "empty");
  mkdirSync(cache, { recursive: true });
  mkdirSync(cwd, { recursive: true });
  // `localStorage` and `caches` need no permission and would be shared by all functions. With a
  // file where Deno wants a folder for them, both throw.
  const storage = join(cache, "location_data");
  if (!statSync(storage, { throwIfNoEntry: false })?.isFile()) writeFileSync(storage, "");
  const prelude = new URL(`./prelude${extname(import.meta.url)}`, import.meta.url);
  return {
    file: denoBinary(),
    args: [...flags, fileURLToPath(prelude)],
    cwd,
    env: {
      DENO_DIR: cache,
      DENO_NO_UPDATE_CHECK: "1",
      DENO_NO_PACKAGE_JSON: "1",
      NO_COLOR: "1",
    },
  };
}

/** The binary itself: the package's own `deno` is a Node program that would stand in between. */
export function denoBinary(): string {
  const { platform, arch } = process;
  const target = `${platform}-${arch}${platform === "linux" ? "-glibc" : ""}`;
  const require = createRequire(createRequire(import.meta.url).resolve("deno/package.json"));
  const folder = dirname(require.resolve(`@deno/${target}/package.json`));
  return join(folder, platform === "win32" ? "deno.exe" : "deno");
}
