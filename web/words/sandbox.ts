import type { StandInView } from "../../src/contract/sandbox.ts";

const calls = (count: number) => (count === 1 ? "the next call" : `the next ${count} calls`);

/** The screen of the stand-ins. */
export const sandboxWords = {
  title: "Sandbox",
  lead: "Stand-ins for providers without credentials of yours. They behave like the real thing, and everything in them stays where Patchbay runs.",
  emptyTitle: "No stand-ins are running",
  emptyLead: "Every provider here is connected for real.",
  unknown: (provider: string) =>
    `There is no stand-in for “${provider}”: it is connected for real, or no such provider exists.`,
  all: "Stand-ins",
  choose: "Tools",
  open: "Open in a new tab",
  frame: (name: string) => `Sandbox of ${name}`,
  look: (name: string) => `${name} right now`,
  refresh: "Refresh",
  break: "Break it on purpose",
  breakLead:
    "See what your functions do when a provider has a bad day. All of it ends when you start afresh.",
  signIns: "Sign-ins",
  expire: "Expire access tokens",
  expireNote: "They are renewed at the next call, where the provider does that.",
  revoke: "Revoke all access",
  revokeNote: "As if the person had removed the app: each account has to be connected again.",
  calls: "Calls",
  rateLimit: "Answer 429 Too Many Requests",
  fail: "Fail with an error",
  howMany: "How many of the next calls",
  delay: "Slow down",
  milliseconds: "Milliseconds added to each call",
  apply: "Apply",
  limits: "Keep to the provider’s own rate limits",
  outage: "Outage: answer nothing but 503",
  reset: "Start afresh",
  resetTitle: (name: string) => `Start ${name} afresh?`,
  resetDetail:
    "What was made or changed in it is gone, and nothing is broken any more. Sign-ins stay.",
  whole: "Working as it should",
  done: {
    expire: "Access tokens have expired",
    revoke: "All access is revoked",
    reset: "Started afresh",
  },
  state: ({ rateLimited, failing, error, delayMs, keepsLimits, isDown }: StandInView["levers"]) => [
    ...(isDown ? ["Down"] : []),
    ...(rateLimited > 0 ? [`429 for ${calls(rateLimited)}`] : []),
    ...(failing > 0 ? [`${error} for ${calls(failing)}`] : []),
    ...(delayMs > 0 ? [`${delayMs} ms slower`] : []),
    ...(keepsLimits ? ["Keeps its limits"] : []),
  ],
} as const;
