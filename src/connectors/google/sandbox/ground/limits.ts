import type { StandInLimit } from "../../../../sandbox/kit/windows.ts";

/** A minute and user, as the "Usage limits" page of each API has them. */
const perMinute: Readonly<Record<string, { readonly reads: number; readonly writes: number }>> = {
  googledocs: { reads: 300, writes: 60 },
  googlesheets: { reads: 60, writes: 60 },
  googleslides: { reads: 600, writes: 60 },
};

export function limitOf(app: string, http: string): StandInLimit | undefined {
  const limits = perMinute[app];
  const kind = http === "GET" ? "reads" : "writes";
  return limits && { key: `${app} ${kind}`, calls: limits[kind], ms: 60_000 };
}
