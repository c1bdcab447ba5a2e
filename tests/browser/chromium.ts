import { accessSync, constants } from "node:fs";
import { delimiter, join } from "node:path";
import { type Browser, chromium } from "playwright-core";

const installed = [
  "google-chrome",
  "google-chrome-stable",
  "chromium",
  "chromium-browser",
  "chrome",
] as const;
const macApps = [
  "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  "/Applications/Chromium.app/Contents/MacOS/Chromium",
] as const;

/** No traffic of the browser's own, and nothing that depends on the machine. */
const quiet = [
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--disable-quic",
  "--no-first-run",
] as const;

/**
 * The flags that `@sparticuz/chromium` names are left out: they fit a Lambda, switch web security off
 * (a policy that a browser does not hold proves nothing) and draw with a simulated graphics card,
 * which takes half as much processor time again.
 */
const packagedFlags = ["--no-sandbox", "--disable-gpu"] as const;

/**
 * Starts a headless Chromium: `CHROME_PATH`, else an installed one, else the one of the npm package
 * `@sparticuz/chromium`. Throws with the line to install one where there is none.
 */
export async function launch(): Promise<Browser> {
  const { path, args } = await find();
  const root = process.getuid?.() === 0;
  return chromium.launch({
    executablePath: path,
    // Chromium's own sandbox does not start as root.
    chromiumSandbox: !root && !args.includes("--no-sandbox"),
    args: [...new Set([...args, ...quiet, ...(root ? ["--no-sandbox"] : [])])],
  });
}

interface Found {
  readonly path: string;
  readonly args: readonly string[];
}

async function find(): Promise<Found> {
  const named = process.env["CHROME_PATH"];
  if (named) {
    if (isExecutable(named)) return { path: named, args: [] };
    throw new Error(`CHROME_PATH is ${named}, but there is no program. Correct or unset it.`);
  }
  const folders = (process.env["PATH"] ?? "").split(delimiter).filter(Boolean);
  const candidates = folders.flatMap((folder) => installed.map((name) => join(folder, name)));
  const path = [...candidates, ...macApps].find(isExecutable);
  return path ? { path, args: [] } : fromPackage();
}

async function fromPackage(): Promise<Found> {
  // Read when the package is loaded: makes it unpack the NSS libraries it brings.
  process.env["AWS_LAMBDA_JS_RUNTIME"] ??= "nodejs22.x";
  try {
    const { default: packaged } = await import("@sparticuz/chromium");
    return { path: await packaged.executablePath(), args: packagedFlags };
  } catch (cause) {
    throw new Error(
      "No browser for the browser tests. Install one: npm install --include=optional @sparticuz/chromium, or set CHROME_PATH to a Chrome or Chromium.",
      { cause },
    );
  }
}

function isExecutable(path: string): boolean {
  try {
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
}
