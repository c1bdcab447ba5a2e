import { z } from "zod";
import { plainLine } from "../core/plain-text.ts";

/** An OpenAPI 3.x document: its text, or the address it is loaded from. */
const source = {
  document: z.string().min(2).optional(),
  url: z.url().optional(),
};

export const previewBody = z.strictObject({
  ...source,
  /** A way to sign in; the best one where it is left out. */
  scheme: z.string().optional(),
});

export const previewShape = z.object({
  title: z.string(),
  description: z.string().optional(),
  /** Addresses of the API that the document names. */
  servers: z.array(z.string()),
  /** Ways to sign in, the best first. */
  schemes: z.array(
    z.object({
      scheme: z.string(),
      kind: z.enum(["none", "api-key", "bearer", "basic", "oauth2"]),
    }),
  ),
  /** The one that the operations below are judged by. */
  scheme: z.string(),
  /** What to register at the tool, where it signs in by OAuth. */
  redirectUri: z.string(),
  operations: z.array(
    z.object({
      name: z.string(),
      title: z.string(),
      kind: z.enum(["read", "write", "destructive"]),
      method: z.string(),
      path: z.string(),
      /** Sets of scopes of which one suffices. */
      scopes: z.array(z.array(z.string())),
      /** Why it cannot be used, where that is so. */
      unsupported: z.string().optional(),
    }),
  ),
});
export type IntegrationPreview = z.output<typeof previewShape>;

/** RFC 9110 5.6.2, and none that says who calls or how the message travels. */
const headerName = z
  .string()
  .regex(/^[\w!#$%&'*+.^`|~-]{1,80}$/, "No name of a header")
  .refine(
    (name) =>
      !/^(?:authorization|cookie|host|connection|content-length|transfer-encoding|proxy-.*)$/i.test(
        name,
      ),
    "This header cannot be set here",
  );

export const addIntegrationBody = z.strictObject({
  ...source,
  /** Begins every operation's id: `acme`. */
  id: z.string().regex(/^[a-z][a-z0-9]{1,30}$/, "Small letters and digits, a letter first"),
  name: z
    .string()
    .trim()
    .min(1)
    .max(60)
    .refine((name) => plainLine(name) === name, "No signs that are not seen, and no two spaces"),
  /** Address of the API; the document's first where it is left out. */
  server: z.string().optional(),
  scheme: z.string().optional(),
  /** By their names in the preview. */
  operations: z.array(z.string()).min(1).max(500),
  /** Sent with every call: a version, mostly. Never a credential. */
  headers: z.record(headerName, z.string().max(200)).optional(),
  /** The OAuth client that is registered at the tool, with this server's redirect address. */
  client: z.strictObject({ id: z.string().min(1), secret: z.string().min(1) }).optional(),
});
export type AddIntegration = z.output<typeof addIntegrationBody>;

export const integrationShape = z.object({
  id: z.string(),
  name: z.string(),
  server: z.string(),
  scheme: z.string(),
  operations: z.array(z.string()),
  /** What to register at the tool, where it signs in by OAuth. */
  redirectUri: z.string().optional(),
  createdAt: z.string(),
});
export const integrationListShape = z.object({ integrations: z.array(integrationShape) });
export type IntegrationView = z.output<typeof integrationShape>;
