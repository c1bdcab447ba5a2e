import { tool } from "ai";
import type { z } from "zod";
import { requestConnection as shape } from "../../contract/tools.ts";
import { PatchbayError } from "../../core/errors.ts";
import type { AgentPorts, ConnectionsPort, Turn } from "../ports.ts";

type RequestInput = z.output<typeof shape.input>;

/** The "Action required" card: the page answers it, the server puts in what really happened. */
export function requestConnection({ prompts }: Pick<AgentPorts, "prompts">) {
  return tool({
    description: prompts("tools/request-connection"),
    inputSchema: shape.input,
    outputSchema: shape.output,
  });
}

/**
 * Takes only a request that this chat opened. One that is made up would be a card that nobody can
 * answer; one of another chat would be answered, or closed, from here. Throws what the model reads.
 */
export async function requireOwnRequest(
  connections: ConnectionsPort,
  { chatId }: Turn,
  input: RequestInput,
): Promise<RequestInput> {
  const { chatId: owner } = await connections.view(input.request);
  if (owner === chatId) return input;
  throw new PatchbayError(
    "connection/request-not-found",
    `"${input.request}" is not a request of this chat. Propose the flow, and give what it names under connect.`,
  );
}
