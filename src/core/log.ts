import { redact } from "./redact.ts";

export type LogLevel = "info" | "warn" | "error";

export interface Log {
  write(level: LogLevel, message: string): void;
}

/** Writes to stderr, one redacted line a message; stdout belongs to the command's own output. */
export const stderrLog: Log = {
  write(level, message) {
    process.stderr.write(`${level}: ${redact(message)}\n`);
  },
};

export const silentLog: Log = { write() {} };
