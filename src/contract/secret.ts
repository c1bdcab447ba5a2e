import { z } from "zod";

export const secretName = z
  .string()
  .regex(/^[A-Za-z]\w{0,63}$/, "Letters, digits and underscores, a letter first, 64 at most");

/** Write-only: there is no way to read a value back. */
export const putSecretBody = z.strictObject({
  value: z
    .string()
    .min(1)
    .max(8_000)
    .regex(/^[\x20-\x7e]+$/, "Plain characters only: it goes into a header or a query"),
  /** Hosts that it may be sent to: `api.acme.com`. */
  hosts: z
    .array(z.string().regex(/^[a-z0-9.-]+(?::\d{1,5})?$/, "A host such as api.acme.com"))
    .min(1)
    .max(20),
});

export const secretShape = z.object({
  name: z.string(),
  hosts: z.array(z.string()),
  /** How code names it, in a header or a query parameter. */
  placeholder: z.string(),
  updatedAt: z.string(),
});
/** With the functions whose code names it. */
export const secretUseShape = secretShape.extend({ functions: z.array(z.string()) });
export type SecretUse = z.output<typeof secretUseShape>;
export const secretListShape = z.object({ secrets: z.array(secretUseShape) });
export type SecretView = z.output<typeof secretShape>;
