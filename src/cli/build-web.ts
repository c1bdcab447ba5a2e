import { readdir, stat } from "node:fs/promises";
import { fileURLToPath } from "node:url";

const root = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));

/** What the page is made of. */
const sources = ["web", "src/contract", "package-lock.json"] as const;

/** Builds the page where it is not built yet, or older than what it is made of. */
export async function buildWeb(): Promise<void> {
  const built = await changedAt(root("dist/web/index.html"));
  const changed = await Promise.all(sources.map((path) => newestIn(root(path))));
  if (built > Math.max(...changed)) return;
  process.stderr.write("Building the page, once …\n");
  const { build } = await import("vite");
  await build({ configFile: root("web/vite.config.ts"), logLevel: "error" });
}

/** Milliseconds since 1970; 0 where there is no such file. */
async function changedAt(path: string): Promise<number> {
  return (await stat(path).catch(() => undefined))?.mtimeMs ?? 0;
}

async function newestIn(path: string): Promise<number> {
  const files = await readdir(path, { recursive: true }).catch(() => []);
  const times = await Promise.all(files.map((file) => changedAt(`${path}/${file}`)));
  return Math.max(await changedAt(path), ...times);
}
