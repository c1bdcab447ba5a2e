import { redact } from "./redact.ts";
import { requestId } from "./request-id.ts";

export type LogLevel = "info" | "warn" | "error";

/** What a program may want to search for: method, path, status. */
export type LogFields = Readonly<Record<string, string | number>>;

export interface Log {
  write(level: LogLevel, message: string, fields?: LogFields): void;
}

/** `text` for a person at a terminal, `json` for what collects logs: an object a line. */
export type LogFormat = "text" | "json";

/** Redacted lines for stderr, with the request they belong to; stdout belongs to the command's own output. */
export function createLog(
  format: LogFormat,
  now: () => Date = () => new Date(),
  print: (line: string) => void = (line) => process.stderr.write(`${line}\n`),
): Log {
  return {
    write(level, message, fields = {}) {
      const request = requestId();
      if (format === "text") {
        print(redact(`${level}: ${message}${request === undefined ? "" : ` (${request})`}`));
        return;
      }
      const line = { time: now().toISOString(), level, message, ...(request && { request }) };
      print(redact(JSON.stringify({ ...line, ...fields })));
    },
  };
}

export const silentLog: Log = { write() {} };
