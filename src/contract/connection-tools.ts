import { z } from "zod";

const connectionSummary = z.object({
  provider: z.string(),
  /** The tools that it serves. */
  tools: z.array(z.string()).optional(),
  account: z.string(),
  /** `support` of `slack:support`, where the provider has several accounts. */
  name: z.string().optional(),
  /** `sandbox`: a stand-in, no real account. */
  mode: z.enum(["sandbox", "live"]).optional(),
  status: z.string(),
  reason: z.string().optional(),
  /** How it stands and what a person can do, where it does not simply work. */
  advice: z.string().optional(),
  /** ISO 8601. */
  since: z.string().optional(),
  endsAt: z.string().optional(),
  permissions: z.array(
    z.object({
      scope: z.string(),
      sentence: z.string(),
      /** Ids of the tools that can use it, and functions that do. */
      tools: z.array(z.string()).optional(),
      usedBy: z.array(z.string()).optional(),
    }),
  ),
  /** Functions that call it. */
  usedBy: z.array(z.string()).optional(),
});

/** Accounts that are not the app's: each person's own, with which a function acts for whoever calls it. */
const ownAccounts = z.object({
  provider: z.string(),
  /** The tools that functions act with so. */
  tools: z.array(z.string()),
  /** How many people have connected theirs; never who. */
  people: z.number(),
  /** The account of the person who chats; null where they have none yet, absent where nobody is known. */
  mine: z.string().nullable().optional(),
  /** Functions that act so. */
  usedBy: z.array(z.string()),
});

export const listConnections = {
  input: z.strictObject({
    tool: z
      .string()
      .max(100)
      .optional()
      .describe("A tool by id or name: also say what it can do and what happens there"),
  }),
  output: z.object({
    connections: z.array(connectionSummary),
    /** How many accounts there are besides. */
    more: z.number().optional(),
    /** Absent in older chats. */
    own: z.array(ownAccounts).optional(),
    /** All that can be connected; absent in older chats. */
    tools: z
      .array(
        z.object({ id: z.string(), name: z.string(), provider: z.string(), events: z.number() }),
      )
      .optional(),
    /** The tool that was asked about; null where the catalog has none of that name. */
    tool: z
      .object({
        id: z.string(),
        name: z.string(),
        description: z.string(),
        reads: z.array(z.string()),
        writes: z.array(z.string()),
        events: z.array(z.string()),
      })
      .nullable()
      .optional(),
  }),
};
