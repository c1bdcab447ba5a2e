import type { Role } from "../contract/access.ts";
import { PatchbayError } from "../core/errors.ts";
import type { AccessLink, AccessLinkStore } from "../store/access-links.ts";
import type { MemberStore } from "../store/members.ts";
import type { PeopleStore, Person } from "../store/people.ts";
import type { OidcIdentity } from "./oidc.ts";

interface AccountsOptions {
  readonly people: PeopleStore;
  readonly members: MemberStore;
  readonly links: AccessLinkStore;
  readonly hash: (password: string) => Promise<string>;
  /** Whose verified addresses come in without being invited, and where to. */
  readonly domains: readonly string[];
  readonly workspaceId: string;
}

interface Arrived {
  readonly person: Person;
  /** The account was there: other ways into it have ended. */
  readonly isHandedOver?: true;
}

interface Given {
  readonly name: string;
  readonly password: string;
}

/** Who may have an account: the first, whom an owner invited, and whose single sign-on is let in. */
export function createAccounts(options: AccountsOptions) {
  const { people, members, links, hash, domains, workspaceId } = options;

  async function linkOf(kind: AccessLink["kind"], code: string): Promise<AccessLink> {
    const link = await links.find(kind, code);
    if (link) return link;
    throw over();
  }

  return {
    linkOf,
    /** The owner of a server that nobody has an account at. Throws `access/taken` afterwards. */
    async first({ name, email, password }: Given & { readonly email: string }): Promise<Person> {
      const person = await people.addFirst({
        name,
        email,
        workspaceId,
        role: "owner",
        credential: { kind: "password", hash: await hash(password) },
      });
      if (person) return person;
      throw new PatchbayError("access/taken", "Somebody made the first account already. Sign in.");
    },
    /** Makes the account that an invitation is for. */
    async accept(code: string, { name, password }: Given): Promise<Person> {
      const link = await linkOf("invitation", code);
      if (await people.findByEmail(link.email)) {
        throw new PatchbayError(
          "access/taken",
          `${link.email} has an account here. Sign in with it, and open the link again.`,
        );
      }
      const credential = { kind: "password", hash: await hash(password) } as const;
      const person = await people.add({ ...invited(link), name, credential });
      if (person) return person;
      throw over();
    },
    /** Takes up an invitation with an account that there is. */
    async join(code: string, person: Person): Promise<void> {
      const link = await linkOf("invitation", code);
      if (link.email !== person.email) {
        throw new PatchbayError(
          "access/other-account",
          `The invitation is for ${link.email}, and you are signed in as ${person.email}. Sign out, and open the link again.`,
        );
      }
      if (!(await links.use(link.id))) throw over();
      await members.add(link.workspaceId, person.id, link.role ?? "viewer");
    },
    /** Ends all sessions of the account as well. */
    async setPassword(code: string, password: string): Promise<Person> {
      const link = await linkOf("password", code);
      const hashed = await hash(password);
      const person = await people.findByEmail(link.email);
      // Since it was made they may have come to more than its maker may enter.
      const isTheirs =
        person &&
        (link.madeBy === undefined || (await members.isInCareOf(link.workspaceId, person.id)));
      if (!isTheirs || !(await links.use(link.id))) throw over();
      await people.setPassword(person.id, hashed);
      return person;
    },
    /**
     * Whose account a single sign-on is; an address that is not verified is nobody's. Of an account
     * that there is nobody proved the address: whoever had the invitation's link may have made it.
     */
    async arrive({ subject, verifiedEmail: email, name }: OidcIdentity): Promise<Arrived> {
      const known = await people.findBySubject(subject);
      if (known) return { person: known };
      if (email === undefined) {
        throw new PatchbayError(
          "access/not-invited",
          "The provider does not say that your e-mail address is verified. Verify it there, or ask an owner for an invitation link.",
        );
      }
      const credential = { kind: "oidc", subject } as const;
      const same = await people.findByEmail(email);
      if (same) {
        await people.handOver(same.id, credential);
        return { person: same, isHandedOver: true };
      }
      const [link] = await links.invitationsFor(email);
      const entry = link ? invited(link) : welcomed(email);
      const person = entry && (await people.add({ ...entry, name: name ?? email, credential }));
      if (person) return { person };
      throw new PatchbayError(
        "access/not-invited",
        `${email} is not invited. Ask an owner of the workspace for an invitation.`,
      );
    },
  };

  function welcomed(email: string) {
    const domain = email.slice(email.lastIndexOf("@") + 1);
    const role: Role = "viewer";
    return domains.includes(domain) ? { email, workspaceId, role } : undefined;
  }
}

export type Accounts = ReturnType<typeof createAccounts>;

function over(): PatchbayError {
  return new PatchbayError(
    "access/link",
    "This link was used, withdrawn or is too old. Ask an owner of the workspace for a new one.",
  );
}

function invited({ id, email, workspaceId, role = "viewer" }: AccessLink) {
  return { linkId: id, email, workspaceId, role };
}
