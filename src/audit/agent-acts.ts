import type { Act } from "../contract/audit.ts";
import type { Audit } from "./audit.ts";
import { watch } from "./watch.ts";

const functionActs = {
  save: "function.saved",
  saveCode: "function.saved",
  restore: "function.restored",
  undo: "function.restored",
  undelete: "function.restored",
  duplicate: "function.copied",
  remove: "function.deleted",
} as const;
const automationActs = {
  pause: "automation.paused",
  resume: "automation.resumed",
  remove: "automation.deleted",
} as const;
const pageActs = {
  create: "page.saved",
  save: "page.saved",
  restore: "page.restored",
  undelete: "page.restored",
  remove: "page.deleted",
} as const;

type Acts = Readonly<Record<string, Act>>;

/**
 * What the agent does is recorded where it does it, with who said so in which chat; what a person does
 * on the page, at the route.
 */
export function watchAgent(
  audit: Pick<Audit, "record">,
  { chatId: chat, userId }: { readonly chatId: string; readonly userId?: string },
) {
  const by = { audit, caller: { principal: "agent", userId }, detail: { chat } };
  const of =
    (acts: Acts) =>
    <T extends object>(target: T): T =>
      watch(target, acts, by);
  return { functions: of(functionActs), automations: of(automationActs), pages: of(pageActs) };
}
