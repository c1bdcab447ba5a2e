import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

/** Builds the page where it is not built yet. */
export async function buildWeb(): Promise<void> {
  if (existsSync(fileURLToPath(new URL("../../dist/web/index.html", import.meta.url)))) return;
  process.stderr.write("Building the page, once …\n");
  const { build } = await import("vite");
  await build({
    configFile: fileURLToPath(new URL("../../web/vite.config.ts", import.meta.url)),
    logLevel: "error",
  });
}
