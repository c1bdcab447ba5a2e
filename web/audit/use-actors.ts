import { useEffect, useMemo, useState } from "react";
import type { AuditEntry } from "../../src/contract/audit.ts";
import { type MemberView, memberListShape } from "../../src/contract/members.ts";
import { apiKeyListShape } from "../../src/contract/settings.ts";
import { ask } from "../data/api.ts";
import { useServer } from "../data/server.tsx";
import { useGet } from "../data/use-get.ts";
import { auditWords } from "../words/audit.ts";

const someone = auditWords.someone;

/** Names of those that the log knows by their ids, as far as they are still there. */
export function useActors() {
  const { me } = useServer();
  const hasPeople = me.status === "ready" && me.value.needsSignIn;
  const { loaded: keys } = useGet(apiKeyListShape, "/api/keys");
  const [members, setMembers] = useState<readonly MemberView[]>([]);
  useEffect(() => {
    // Where nobody signs in there are none.
    if (!hasPeople) return;
    const leave = new AbortController();
    ask(memberListShape, "/api/members", { signal: leave.signal }).then(
      (found) => setMembers(found.members),
      // Then the log shows ids in place of names.
      () => {},
    );
    return () => leave.abort();
  }, [hasPeople]);
  return useMemo(() => {
    const people: readonly (readonly [string, string])[] = hasPeople
      ? members.map(({ id, name }) => [id, name])
      : [["user_local", someone.local]];
    const made =
      keys.status === "ready"
        ? keys.value.keys.map(({ id, name }) => [`api-key:${id}`, someone.key(name)] as const)
        : [];
    const known = new Map<string, string>([
      ...people,
      ["api-key", someone["api-key"]],
      ...made,
      ["nobody", someone.nobody],
    ]);
    return {
      /** Ids and names to choose from. */
      known,
      /** Who it was, in words. */
      nameOf(actor: string, userId: string | null): string {
        const person = known.get(userId ?? "");
        if (actor === "agent") return someone.agent(person);
        const name = known.get(actor) ?? person;
        if (name !== undefined) return name;
        const [kind, id = ""] = actor.split(":");
        if (kind === "embed") return someone.embed(id);
        if (kind === "signed") return someone.signed;
        if (kind === "api-key") return someone.oldKey;
        return userId ?? (kind === "session" ? someone.session : actor);
      },
    };
  }, [hasPeople, keys, members]);
}

export type Actors = ReturnType<typeof useActors>;

/** What finds the other entries of whoever made this one. */
export const actorOf = ({ actor, userId }: Pick<AuditEntry, "actor" | "userId">): string =>
  actor.startsWith("api-key") ? actor : (userId ?? actor);
