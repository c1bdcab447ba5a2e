import type { Transaction } from "kysely";
import type { Role } from "../contract/access.ts";
import type { Clock } from "../core/clock.ts";
import { createId } from "../core/ids.ts";
import type { Database } from "./database.ts";
import type { Tables } from "./tables.ts";

export interface Person {
  readonly id: string;
  readonly name: string;
  readonly email: string;
}

/** How a person signs in: with a password, of which this is the hash, or by single sign-on. */
export type Credential =
  | { readonly kind: "password"; readonly hash: string }
  | { readonly kind: "oidc"; readonly subject: string };

interface NewPerson {
  readonly name: string;
  readonly email: string;
  readonly workspaceId: string;
  readonly role: Role;
  readonly credential: Credential;
  /** The link that lets them in, which is used up with it. */
  readonly linkId?: string;
}

/** The id of the row that is there once the first account is made; a second one meets it. */
const firstId = "first";

/** People and how they sign in; all rows of a new one are written together or not at all. */
export function createPeopleStore(db: Database, clock: Clock) {
  const now = () => new Date(clock.now()).toISOString();

  async function insert(trx: Transaction<Tables>, person: NewPerson): Promise<Person> {
    const at = now();
    const id = createId("user", clock.now());
    const { name, email, role, workspaceId, credential } = person;
    const times = { created_at: at, updated_at: at };
    await trx
      .insertInto("auth_users")
      .values({ id, name, email, email_verified: 1, image: null, ...times })
      .execute();
    await trx
      .insertInto("auth_accounts")
      .values(accountOf(id, credential, at))
      .execute();
    await trx
      .insertInto("members")
      .values({ workspace_id: workspaceId, user_id: id, role, created_at: at })
      .execute();
    return { id, name, email };
  }

  return {
    async isEmpty(): Promise<boolean> {
      return (
        (await db.selectFrom("auth_users").select("id").limit(1).executeTakeFirst()) === undefined
      );
    },
    async find(id: string): Promise<Person | undefined> {
      return db
        .selectFrom("auth_users")
        .select(["id", "name", "email"])
        .where("id", "=", id)
        .executeTakeFirst();
    },
    async findByEmail(email: string): Promise<Person | undefined> {
      return db
        .selectFrom("auth_users")
        .select(["id", "name", "email"])
        .where("email", "=", email)
        .executeTakeFirst();
    },
    async findBySubject(subject: string): Promise<Person | undefined> {
      return db
        .selectFrom("auth_users")
        .innerJoin("auth_accounts", "auth_accounts.user_id", "auth_users.id")
        .select(["auth_users.id", "auth_users.name", "auth_users.email"])
        .where("provider_id", "=", "oidc")
        .where("account_id", "=", subject)
        .executeTakeFirst();
    },
    /** Undefined where somebody has an account already. */
    async addFirst(person: Omit<NewPerson, "linkId">): Promise<Person | undefined> {
      return db.transaction().execute(async (trx) => {
        const claimed = await trx
          .insertInto("access_links")
          .values({
            id: firstId,
            kind: firstId,
            workspace_id: person.workspaceId,
            code_hash: firstId,
            email: person.email,
            role: person.role,
            made_by: null,
            created_at: now(),
            expires_at: now(),
            used_at: now(),
          })
          .onConflict((conflict) => conflict.doNothing())
          .executeTakeFirst();
        if (claimed.numInsertedOrUpdatedRows !== 1n) return undefined;
        return insert(trx, person);
      });
    },
    /** Undefined where the link is no longer good. */
    async add(person: NewPerson): Promise<Person | undefined> {
      return db.transaction().execute(async (trx) => {
        if (person.linkId !== undefined) {
          const used = await trx
            .updateTable("access_links")
            .set({ used_at: now() })
            .where("id", "=", person.linkId)
            .where("used_at", "is", null)
            .where("expires_at", ">", now())
            .executeTakeFirst();
          if (used.numUpdatedRows !== 1n) return undefined;
        }
        return insert(trx, person);
      });
    },
    /** From now on only who signs in that way comes in: other ways to sign in, and sessions, end. */
    async handOver(userId: string, credential: Credential): Promise<void> {
      await db.transaction().execute(async (trx) => {
        for (const table of ["auth_accounts", "auth_passkeys", "auth_sessions"] as const)
          await trx.deleteFrom(table).where("user_id", "=", userId).execute();
        await trx
          .insertInto("auth_accounts")
          .values(accountOf(userId, credential, now()))
          .execute();
      });
    },
    /** Their sessions end with it. */
    async setPassword(userId: string, hash: string): Promise<void> {
      await db.transaction().execute(async (trx) => {
        await trx
          .insertInto("auth_accounts")
          .values(accountOf(userId, { kind: "password", hash }, now()))
          .onConflict((conflict) =>
            conflict
              .columns(["provider_id", "account_id"])
              .doUpdateSet({ password: hash, updated_at: now() }),
          )
          .execute();
        await trx.deleteFrom("auth_sessions").where("user_id", "=", userId).execute();
      });
    },
    async hasPassword(userId: string): Promise<boolean> {
      const row = await db
        .selectFrom("auth_accounts")
        .select("id")
        .where("user_id", "=", userId)
        .where("provider_id", "=", "credential")
        .executeTakeFirst();
      return row !== undefined;
    },
    async rename(userId: string, name: string): Promise<void> {
      await db
        .updateTable("auth_users")
        .set({ name, updated_at: now() })
        .where("id", "=", userId)
        .execute();
    },
  };
}

export type PeopleStore = ReturnType<typeof createPeopleStore>;

/** A row as better-auth writes and reads it. */
function accountOf(userId: string, credential: Credential, at: string): Tables["auth_accounts"] {
  const isPassword = credential.kind === "password";
  return {
    id: createId("account"),
    user_id: userId,
    provider_id: isPassword ? "credential" : "oidc",
    account_id: isPassword ? userId : credential.subject,
    password: isPassword ? credential.hash : null,
    access_token: null,
    refresh_token: null,
    id_token: null,
    access_token_expires_at: null,
    refresh_token_expires_at: null,
    scope: null,
    created_at: at,
    updated_at: at,
  };
}
