import { z } from "zod";

const summary = {
  id: z.string(),
  name: z.string(),
  category: z.string(),
  description: z.string(),
  /** Inline SVG. */
  logo: z.string(),
  provider: z.string(),
  examplePrompts: z.array(z.string()),
  /** Whether its steps are answered by the hosted model of this server, so that it is of use only where one is set up. */
  needsModel: z.boolean(),
  /** How many things it can do. */
  operationCount: z.number(),
};
export const connectorSummaryShape = z.object(summary);
export type ConnectorSummary = z.output<typeof connectorSummaryShape>;
export const connectorListShape = z.object({ connectors: z.array(connectorSummaryShape) });

/** Operations found by words, the best first. */
export const operationListShape = z.object({
  operations: z.array(
    z.object({
      id: z.string(),
      connector: z.string(),
      title: z.string(),
      kind: z.enum(["read", "write", "destructive"]),
    }),
  ),
});

export const connectorShape = z.object({
  ...summary,
  operations: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      kind: z.enum(["read", "write", "destructive"]),
      method: z.string(),
      host: z.string(),
      path: z.string(),
      /** Each entry of `anyOf` is a list of scopes that together suffice. */
      scopes: z.object({ anyOf: z.array(z.array(z.string())), narrowest: z.array(z.string()) }),
      /** JSON Schema. */
      input: z.unknown(),
      /** The provider's limit in words, where it states one: "50 calls a minute for each method". */
      rateLimit: z.string().optional(),
      docs: z.string(),
    }),
  ),
  scopes: z.array(
    z.object({
      scope: z.string(),
      sentence: z.string(),
      /** Where it reads otherwise for one kind of token. */
      sentenceByToken: z.object({ bot: z.string(), user: z.string() }).partial().optional(),
      sensitivity: z.string(),
      access: z.enum(["read", "write"]),
      tokens: z.array(z.enum(["bot", "user"])),
      /** What it takes to get it at all, where not every operator or account can. */
      condition: z.string().optional(),
    }),
  ),
  /** What an account is asked for where nobody says what it is for. */
  firstScopes: z.array(z.string()),
  /** What can start a function. */
  events: z.array(
    z.object({
      id: z.string(),
      title: z.string(),
      docs: z.string(),
      /** How it is learned of. */
      via: z.array(z.enum(["push", "polling"])),
      /** Each entry of `anyOf` is a list of scopes that together suffice. */
      scopes: z.object({ anyOf: z.array(z.array(z.string())) }),
      /** JSON Schema of what a function gets, `trigger.body`. */
      payload: z.unknown(),
      /** What a flow may say under `trigger.with`; all that are given must hold. */
      filters: z.array(
        z.object({
          name: z.string(),
          description: z.string(),
          choices: z.array(z.string()).optional(),
        }),
      ),
      /** Names of which one has to be given. */
      requires: z.array(z.string()),
    }),
  ),
});
export type ConnectorView = z.output<typeof connectorShape>;
