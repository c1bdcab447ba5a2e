import type { ArchiveItem } from "../contract/archive.ts";
import { etagOf } from "../store/function-version.ts";
import { etagOfPage } from "../store/page-version.ts";
import type { ArchiveImportDeps } from "./import.ts";
import type { AnyLine, LineOf } from "./items.ts";

type Standing = Pick<ArchiveItem, "status" | "detail">;

/** Says of each line how it stands to what there is. */
export async function compareWith(deps: ArchiveImportDeps) {
  const integrations = new Map((await deps.integrationStore.list()).map((one) => [one.id, one]));
  const automations = await deps.automations.list();

  function ofIntegration({ plan, document }: LineOf<"integration">): Standing {
    const there = integrations.get(plan.id);
    if (!there) return { status: "new", detail: `${plan.operations.length} operations` };
    const isSame =
      there.document === document && JSON.stringify(there.plan) === JSON.stringify(plan);
    return isSame
      ? { status: "same", detail: "It is there already." }
      : {
          status: "by-hand",
          detail: `Another tool with the id "${plan.id}" is there. Remove that one first, or keep it.`,
        };
  }

  async function ofFunction({ name, versions }: LineOf<"function">): Promise<Standing> {
    const there = await deps.functions.find(await deps.functions.resolve(name));
    const detail = versions.length === 1 ? "1 version" : `${versions.length} versions`;
    if (!there) return { status: "new", detail };
    const last = versions.at(-1);
    return last && etagOf(last) === there.etag
      ? { status: "same", detail: `Its content is that of version ${there.version}.` }
      : {
          status: "conflict",
          detail: `Another "${there.name}" is there. Taken in, it becomes version ${there.version + 1} of it.`,
        };
  }

  async function ofPage({ slug, versions }: LineOf<"page">): Promise<Standing> {
    const there = (await deps.pages.list()).find((one) => one.slug === slug);
    const detail = versions.length === 1 ? "1 version" : `${versions.length} versions`;
    const last = versions.at(-1);
    if (!there || !last) return { status: "new", detail };
    const now = await deps.pages.current(slug);
    return etagOfPage(last.spec) === now.etag
      ? { status: "same", detail: `Its content is that of version ${now.version}.` }
      : {
          status: "conflict",
          detail: `Another page is at /${slug}. Taken in, it becomes version ${now.version + 1} of it.`,
        };
  }

  function ofAutomation({ function: name, trigger, origin }: LineOf<"automation">): Standing {
    if (origin === "flow")
      return { status: "by-hand", detail: "Its function says it: it comes with that one, paused." };
    const wanted = JSON.stringify(trigger);
    return automations.some(
      (one) => one.function === name && JSON.stringify(one.trigger) === wanted,
    )
      ? { status: "same", detail: "It is there already." }
      : { status: "new", detail: "It comes paused." };
  }

  async function ofChat({ id, messages }: LineOf<"chat">): Promise<Standing> {
    const detail = messages.length === 1 ? "1 message" : `${messages.length} messages`;
    if (!(await deps.chats.find(id))) return { status: "new", detail };
    return JSON.stringify(await deps.chats.messages(id)) === JSON.stringify(messages)
      ? { status: "same", detail: "It is there already." }
      : {
          status: "conflict",
          detail: "It went on differently here. It becomes a chat of its own.",
        };
  }

  return async function compare(line: AnyLine): Promise<Standing> {
    switch (line.kind) {
      case "integration":
        return ofIntegration(line);
      case "function":
        return ofFunction(line);
      case "page":
        return ofPage(line);
      case "automation":
        return ofAutomation(line);
      case "chat":
        return ofChat(line);
      case "secret":
        return {
          status: "by-hand",
          detail: `Enter its value under Secrets, for ${line.hosts.join(", ")}.`,
        };
      case "connection":
        return { status: "by-hand", detail: connectAgain(line) };
      case "setting":
        return { status: "by-hand", detail: "Set it under Settings; its key is not in here." };
    }
  };
}

const connectAgain = ({ name }: LineOf<"connection">): string =>
  name === undefined
    ? "Connect the account again."
    : `Connect the account again, and call it ${name}, as functions do.`;
