import { z } from "zod";
import type { Act } from "../contract/audit.ts";
import type { Audit, Recorded } from "./audit.ts";

const named = z.object({
  name: z.string().optional(),
  slug: z.string().optional(),
  id: z.string().optional(),
  version: z.number().optional(),
});

interface Watched {
  readonly audit: Pick<Audit, "record">;
  readonly caller: Recorded["caller"];
  /** What is told of each act beside it. */
  readonly detail: Recorded["detail"];
}

/** The same object, whose named methods are written into the audit log once they have done something. */
export function watch<T extends object>(
  target: T,
  acts: Readonly<Record<string, Act>>,
  { audit, caller, detail }: Watched,
): T {
  const byName = new Map<string | symbol, Act>(Object.entries(acts));
  return new Proxy(target, {
    get(of, name): unknown {
      const method: unknown = Reflect.get(of, name);
      const act = byName.get(name);
      if (act === undefined || typeof method !== "function") return method;
      return async (...given: readonly unknown[]): Promise<unknown> => {
        const result: unknown = await Reflect.apply(method, of, given);
        const what = named.safeParse(result).data;
        const [first] = given;
        const subject =
          what?.name ?? what?.slug ?? what?.id ?? (typeof first === "string" ? first : undefined);
        // An undo that found nothing did nothing.
        if (subject !== undefined)
          await audit.record({
            act,
            caller,
            subject,
            detail: { ...detail, version: what?.version },
          });
        return result;
      };
    },
  });
}
