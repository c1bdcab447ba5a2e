import { z } from "zod";
import type { Act } from "../contract/audit.ts";
import type { Audit } from "./audit.ts";

const named = z.object({
  name: z.string().optional(),
  slug: z.string().optional(),
  id: z.string().optional(),
  version: z.number().optional(),
});

/** The same object, whose named methods are written into the audit log once they have done something. */
export function watch<T extends object>(
  target: T,
  acts: Readonly<Record<string, Act>>,
  { audit, principal }: { readonly audit: Pick<Audit, "record">; readonly principal: string },
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
            caller: { principal },
            subject,
            ...(what?.version === undefined ? {} : { detail: { version: what.version } }),
          });
        return result;
      };
    },
  });
}
