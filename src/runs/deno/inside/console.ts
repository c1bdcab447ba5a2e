import { frameKinds } from "../frames.ts";
import { currentRun, flush, send } from "./channel.ts";
import { realDeno } from "./real.ts";

type Level = "debug" | "info" | "warn" | "error";

/** The host cuts at 8 kB; this only keeps a huge text out of the pipe. */
const maxCharacters = 16 * 1024;
const encoder = new TextEncoder();

/** Sends one log line of the run that is going on; outside of a run it belongs to the process. */
export function log(level: Level, ...values: readonly unknown[]): void {
  const text = format(values).slice(0, maxCharacters);
  const run = currentRun.getStore()?.id ?? 0;
  send(frameKinds.log, run, { head: { level }, body: encoder.encode(text) });
  // At once: what comes next may be an endless loop, and this line tells where.
  flush();
}

/** `console` whose lines go to the host. */
export function installConsole(): void {
  const at =
    (level: Level) =>
    (...values: readonly unknown[]) =>
      log(level, ...values);
  Object.assign(console, {
    log: at("info"),
    info: at("info"),
    debug: at("debug"),
    trace: at("debug"),
    warn: at("warn"),
    error: at("error"),
    dir: (value: unknown) => log("info", value),
    table: (value: unknown) => log("info", value),
    group: at("info"),
    groupCollapsed: at("info"),
    groupEnd() {},
    assert(condition: unknown, ...values: readonly unknown[]) {
      if (!condition) log("error", "Assertion failed", ...values);
    },
  });
}

function format(values: readonly unknown[]): string {
  const [first, ...rest] = values;
  if (typeof first !== "string") return values.map(show).join(" ");
  let used = 0;
  const text = first.replaceAll(/%[sdifoOj%]/g, (placeholder) => {
    if (placeholder === "%%") return "%";
    if (used >= rest.length) return placeholder;
    return show(rest[used++]);
  });
  return [text, ...rest.slice(used).map(show)].join(" ");
}

function show(value: unknown): string {
  return typeof value === "string" ? value : realDeno.inspect(value, { depth: 6 });
}
