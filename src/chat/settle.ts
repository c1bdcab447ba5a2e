import type { ChatMessage } from "../agent/agent.ts";
import type { ConnectionRequestView } from "../contract/connection.ts";
import { PatchbayError } from "../core/errors.ts";
import type { ApprovalAnswer } from "./incoming.ts";

type Part = ChatMessage["parts"][number];
type CardPart = Extract<Part, { type: "tool-request_connection" }>;
type ApprovalPart = Extract<Part, { state: "approval-requested" }>;

/** The truth about a connection request; a client's word for it counts for nothing. */
export type ViewRequest = (requestId: string) => Promise<ConnectionRequestView>;

/** Whether a connection request still waits for the person or the provider. */
function isOpen(status: ConnectionRequestView["status"]): boolean {
  return status === "pending" || status === "connecting";
}

/** Fills in what the last answer waits for, from the database and from the person's yes or no. */
export async function settleAnswered(
  message: ChatMessage,
  approvals: ReadonlyMap<string, ApprovalAnswer>,
  view: ViewRequest,
): Promise<ChatMessage> {
  for (const part of message.parts) {
    if (isOpenApproval(part) && !approvals.has(part.approval.id)) {
      throw new PatchbayError(
        "chat/forged",
        "The answer waits for an approval that was not given. Approve or deny it first.",
      );
    }
  }
  const parts = await mapParts(message, async (part) => {
    if (isOpenCard(part)) {
      const request = await view(part.input.request);
      if (isOpen(request.status)) {
        throw new PatchbayError(
          "chat/forged",
          "The connection is not decided yet. Connect or skip it first.",
        );
      }
      return answeredCard(part, request);
    }
    if (isOpenApproval(part)) {
      const answer = approvals.get(part.approval.id);
      return answer ? respondedApproval(part, answer) : part;
    }
    return part;
  });
  return { ...message, parts };
}

/** The person said something else instead of answering: what waits counts as not wanted. */
export async function settleAbandoned(
  message: ChatMessage,
  close: (requestId: string) => Promise<ConnectionRequestView | undefined>,
): Promise<ChatMessage> {
  const parts = await mapParts(message, async (part) => {
    if (isOpenCard(part))
      return answeredCard(part, (await close(part.input.request)) ?? unknownRequest);
    if (isOpenApproval(part)) return deniedApproval(part);
    return part;
  });
  return { ...message, parts };
}

/** Whether the message waits for a card or an approval. */
export function isWaiting(message: ChatMessage): boolean {
  return message.parts.some((part) => isOpenCard(part) || isOpenApproval(part));
}

/**
 * What of a broken-off answer can be kept: whole parts only. A tool call without its answer goes,
 * and so does an empty text.
 */
export function wholeParts(parts: readonly Part[]): Part[] {
  return parts.filter((part) => {
    if (part.type === "text") return part.text !== "";
    if ("state" in part && "toolCallId" in part) return part.state.startsWith("output-");
    return true;
  });
}

async function mapParts(message: ChatMessage, map: (part: Part) => Promise<Part>): Promise<Part[]> {
  return Promise.all(message.parts.map(map));
}

function isOpenCard(part: Part): part is CardPart & { state: "input-available" } {
  return part.type === "tool-request_connection" && part.state === "input-available";
}

function isOpenApproval(part: Part): part is ApprovalPart {
  return (
    "state" in part && part.state === "approval-requested" && part.approval.isAutomatic !== true
  );
}

type Answered = Pick<
  ConnectionRequestView,
  "status" | "own" | "missing" | "permissions" | "accountLabel" | "detail"
>;

const unknownRequest: Answered = { status: "closed", missing: [], permissions: [] };

function answeredCard(part: CardPart & { state: "input-available" }, request: Answered): CardPart {
  const missing = new Set(request.missing);
  const broken = request.permissions
    .filter(({ scope }) => missing.has(scope))
    .flatMap(({ neededBy }) => neededBy.map(({ step }) => step));
  return {
    ...part,
    state: "output-available",
    output: {
      status: request.status,
      missing: [...missing],
      brokenSteps: [...new Set(broken)],
      ...(request.accountLabel === undefined ? {} : { account: request.accountLabel }),
      ...(request.own === "chosen" ? { whose: "user" as const } : {}),
      ...(request.detail === undefined ? {} : { detail: request.detail }),
    },
  };
}

function respondedApproval(part: ApprovalPart, { approved, reason }: ApprovalAnswer): Part {
  const approval = { ...askedOf(part), approved, ...(reason === undefined ? {} : { reason }) };
  return { ...part, state: "approval-responded", approval };
}

function deniedApproval(part: ApprovalPart): Part {
  return { ...part, state: "output-denied", approval: { ...askedOf(part), approved: false } };
}

/** Without the call as it was before its version was named: what was shown is what is signed. */
function askedOf({ approval }: ApprovalPart) {
  const { inputSchemaInput: _, ...asked } = approval;
  return asked;
}
