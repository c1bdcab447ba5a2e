import type { Act, AuditEntry, AuditQuery, AuditVerified, Outcome } from "../contract/audit.ts";
import type { Clock } from "../core/clock.ts";
import type { Log } from "../core/log.ts";
import { redact } from "../core/redact.ts";
import { type AuditStore, hashOf, noHash } from "../store/audit.ts";
import { shortAddress, shortAgent } from "./shorten.ts";

/** Something that was done, or that somebody was kept from doing. */
export interface Recorded {
  readonly act: Act;
  /** Absent where nobody proved who they are. */
  readonly caller?:
    | { readonly principal: string; readonly userId?: string | undefined }
    | undefined;
  readonly subject?: string | undefined;
  readonly outcome?: Outcome | undefined;
  readonly detail?: Readonly<Record<string, unknown>> | undefined;
  /** Where the request came from, as it was. */
  readonly from?: { readonly address?: string | undefined; readonly agent?: string | undefined };
}

export interface Audit {
  /** Never throws: what cannot be written is an error in the log. */
  record(entry: Recorded): Promise<void>;
  /** Newest first. */
  list(
    query: AuditQuery,
  ): Promise<{ readonly entries: readonly AuditEntry[]; readonly next?: number }>;
  /** Oldest first. */
  all(): AsyncGenerator<AuditEntry>;
  /** Goes through the whole chain; `head` says which hash it must have come by. */
  verify(head?: string): Promise<AuditVerified>;
}

interface AuditDependencies {
  readonly store: AuditStore;
  readonly appId: string;
  readonly clock: Clock;
  readonly log: Log;
}

/**
 * What one network, or one caller at one address of ours, is refused of one kind, on one thing, is
 * written once in that time, so that nobody fills the disk.
 */
const refusedEveryMs = 60_000;
/** What a caller is refused for asking alone, as often as they like. */
const asked: ReadonlySet<Act> = new Set(["right.refused", "limit.hit"]);
const maxRemembered = 10_000;
const maxText = 300;

/** The audit log of one app. */
export function createAudit({ store, appId, clock, log }: AuditDependencies): Audit {
  const refused = new Map<string, { at: number; more: number }>();

  /** How many were left out since the last one; undefined where this one is left out too. */
  function repeated(key: string): number | undefined {
    const now = clock.now();
    const before = refused.get(key);
    if (before && now - before.at < refusedEveryMs) {
      before.more += 1;
      return undefined;
    }
    if (refused.size >= maxRemembered) refused.clear();
    refused.set(key, { at: now, more: 0 });
    return before?.more ?? 0;
  }

  return {
    async record({ act, caller, subject, outcome = "done", detail = {}, from = {} }) {
      const address = shortAddress(from.address);
      const where = caller ? [caller.principal, detail["method"], detail["path"]] : [address];
      const isCheap = outcome === "refused" && (caller === undefined || asked.has(act));
      const more = isCheap ? repeated([act, subject, ...where].join(" ")) : 0;
      if (more === undefined) return;
      try {
        await store.add({
          act,
          actor: caller ? clean(caller.principal) : "nobody",
          userId: caller?.userId ?? null,
          subject: subject === undefined ? null : clean(subject),
          outcome,
          address,
          agent: shortAgent(from.agent),
          detail: cleanDetail(more > 0 ? { ...detail, more } : detail),
        });
      } catch (error) {
        log.write("error", `The audit log could not be written (${act}): ${String(error)}`);
      }
    },
    async list(query) {
      const entries = await store.list(query);
      const end = entries.at(-1);
      return { entries, ...(end && entries.length === query.limit ? { next: end.position } : {}) };
    },
    all: store.all,
    async verify(head) {
      let [previous, position, isMet] = [noHash, 0, head === undefined || head === noHash];
      const broken = (at: number, detail: string): AuditVerified => ({
        status: "broken",
        entries: position,
        head: previous,
        position: at,
        detail,
      });
      for await (const entry of store.all()) {
        if (entry.position !== position + 1)
          return broken(position + 1, `Entry ${position + 1} is missing.`);
        if (entry.previousHash !== previous)
          return broken(entry.position, `Entry ${entry.position} does not follow the one before.`);
        if (hashOf(appId, entry) !== entry.hash)
          return broken(entry.position, `Entry ${entry.position} was changed.`);
        [previous, position] = [entry.hash, entry.position];
        isMet ||= entry.hash === head;
      }
      if (!isMet)
        return broken(position + 1, "The entry that was noted is not in the log any more.");
      return { status: "whole", entries: position, head: previous };
    },
  };
}

function clean(text: string): string {
  return redact(text).slice(0, maxText);
}

/** Texts without what looks like a credential, and short; one level of it is enough. */
function cleanDetail(detail: Readonly<Record<string, unknown>>): Record<string, unknown> {
  const told = Object.entries(detail).filter(([, value]) => value !== undefined);
  return Object.fromEntries(told.map(([name, value]) => [name, cleanValue(value)]));
}

function cleanValue(value: unknown): string | number | boolean {
  if (typeof value === "number" || typeof value === "boolean") return value;
  return clean(typeof value === "string" ? value : JSON.stringify(value));
}
