import { createId } from "../core/ids.ts";
import type { ArchiveImportDeps, Taken } from "./import.ts";
import type { LineOf } from "./items.ts";

/** A tool is added as if a person had given its document, with all checks of that. */
export async function takeIntegration(
  { integrations }: ArchiveImportDeps,
  { plan, document }: LineOf<"integration">,
): Promise<Taken> {
  if (integrations.list().some(({ id }) => id === plan.id))
    return { status: "skipped", detail: `A tool with the id "${plan.id}" is there already.` };
  const { id, name, server, scheme, operations, headers } = plan;
  await integrations.add({
    id,
    name,
    document,
    server,
    scheme,
    operations,
    ...(headers === undefined ? {} : { headers }),
  });
  return { status: "taken", detail: "Connect it where it takes a key or a sign-in." };
}

/** It starts nothing until somebody resumes it; a webhook gets a secret of its own there. */
export async function takeAutomation(
  { automations }: ArchiveImportDeps,
  { function: name, trigger, settings, origin }: LineOf<"automation">,
): Promise<Taken> {
  if (origin === "flow") return { status: "skipped", detail: "Its function says it." };
  const wanted = JSON.stringify(trigger);
  const there = await automations.list({ function: name });
  if (there.some((one) => JSON.stringify(one.trigger) === wanted))
    return { status: "skipped", detail: "It is there already." };
  const { id } = await automations.create({ function: name, trigger, settings });
  await automations.pause(id);
  const isHook = trigger.type === "webhook";
  return {
    status: "taken",
    detail: isHook ? "It is paused. Make it a new secret there." : "It is paused.",
  };
}

/** A chat that went on differently here becomes another one. */
export async function takeChat(
  { chats }: ArchiveImportDeps,
  { id, title, about, messages }: LineOf<"chat">,
): Promise<Taken> {
  const there = await chats.find(id);
  if (there && JSON.stringify(await chats.messages(id)) === JSON.stringify(messages))
    return { status: "skipped", detail: "It is there already." };
  await chats.replace(there ? createId("chat") : id, { title, about }, messages);
  return { status: "taken", detail: there ? "It is a chat of its own." : "" };
}
