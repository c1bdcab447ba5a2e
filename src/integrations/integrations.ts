import { z } from "zod";
import type {
  AddIntegration,
  IntegrationPreview,
  IntegrationView,
} from "../contract/integration.ts";
import type { ProviderEndpoints } from "../connections/types.ts";
import type { Vault } from "../connections/vault.ts";
import { PatchbayError } from "../core/errors.ts";
import type { Log } from "../core/log.ts";
import type { Outbound } from "../core/outbound.ts";
import { plainLine, plainText } from "../core/plain-text.ts";
import type { IntegrationStore, StoredIntegration } from "../store/integrations.ts";
import { authChoices } from "./auth.ts";
import { type ApiDocument, readDocument } from "./document.ts";
import { looksLike } from "./look-alike.ts";
import { loadDocument } from "./load-document.ts";
import {
  type IntegrationPlan,
  type Manifest,
  choiceOf,
  manifestOf,
  serverShape,
  serversIn,
} from "./manifest.ts";
import { candidatesOf } from "./operations.ts";

interface IntegrationsDeps {
  readonly store: IntegrationStore<IntegrationPlan>;
  readonly vault: Vault;
  readonly outbound: Outbound;
  readonly redirectUri: () => string;
  /** Whether a tool of the catalog has this id already. */
  readonly isShipped: (id: string) => boolean;
  /** What the tools and providers of the catalog are called. */
  readonly shippedNames: readonly string[];
  /** Puts the tools into the catalog, in place of those before. */
  readonly publish: (manifests: readonly Manifest[]) => void;
  /** What was connected by one that goes. */
  readonly disconnect: (providerId: string) => Promise<void>;
  readonly log: Log;
}

type About = Omit<StoredIntegration<IntegrationPlan>, "document">;

interface Entry {
  readonly about: About;
  readonly manifest: Manifest;
  /** Made at the first use: a client has to be decrypted for them. */
  endpoints?: ProviderEndpoints;
}

const clientShape = z.object({ id: z.string(), secret: z.string() });

/** Tools that users add from OpenAPI documents: from then on connectors like the others. */
export function createIntegrations(deps: IntegrationsDeps) {
  const { store, vault, publish } = deps;
  const current = new Map<string, Entry>();
  const contextOf = (id: string) => ({ appId: store.appId, row: id, purpose: "client" }) as const;
  const republish = () => publish(Array.from(current.values(), ({ manifest }) => manifest));

  /** The document is not kept in memory: some have many megabytes. */
  function keep(
    { id, plan, client, createdAt }: StoredIntegration<IntegrationPlan>,
    manifest: Manifest,
  ) {
    const about = { id, plan, createdAt, ...(client === undefined ? {} : { client }) };
    current.set(id, { about, manifest });
  }

  function endpointsOf({ about, manifest }: Entry): ProviderEndpoints {
    const { headers, server } = about.plan;
    const client =
      about.client === undefined
        ? { id: "", secret: "" }
        : clientShape.parse(JSON.parse(vault.decrypt(about.client, contextOf(about.id))));
    return {
      mode: "live",
      clientId: client.id,
      clientSecret: client.secret,
      authorizeUrl: manifest.provider.authorizeUrl,
      tokenUrl: manifest.provider.tokenUrl,
      // Code names it with https, whatever it is reached by.
      ...(server.startsWith("http:") ? { apiBase: new URL(server).origin } : {}),
      ...(headers === undefined ? {} : { apiHeaders: headers }),
    };
  }

  async function sourceOf({ document, url }: Pick<AddIntegration, "document" | "url">) {
    if ((document === undefined) === (url === undefined))
      throw new PatchbayError(
        "integration/document",
        "Give either the document itself or the address it is loaded from.",
        { where: "document" },
      );
    const text = document ?? (await loadDocument(url ?? "", deps.outbound));
    return { text, document: await readDocument(text) };
  }

  function planOf(given: AddIntegration, document: ApiDocument): IntegrationPlan {
    const { id, name, operations, headers, url } = given;
    const [best] = authChoices(document);
    const scheme = given.scheme ?? best?.scheme ?? "none";
    const server = given.server ?? serversIn(document, url)[0];
    const address = serverShape.safeParse(server);
    if (!address.success)
      throw new PatchbayError(
        "integration/invalid",
        server === undefined
          ? "The document names no address of the API. Give one as server."
          : `${server} is no address of an API: ${z.prettifyError(address.error)}`,
        { where: "server" },
      );
    return {
      id,
      name,
      server: address.data,
      scheme,
      operations,
      ...(headers === undefined ? {} : { headers }),
    };
  }

  function viewOf({ plan, createdAt, client }: About): IntegrationView {
    const { id, name, server, scheme, operations } = plan;
    return {
      id,
      name,
      server,
      scheme,
      operations: [...operations],
      ...(client === undefined ? {} : { redirectUri: deps.redirectUri() }),
      createdAt,
    };
  }

  return {
    /** Puts what was added before into the catalog. One that cannot be read any more is left out, and said. */
    async load(): Promise<void> {
      const all = await store.list();
      for (const id of current.keys()) if (!all.some((one) => one.id === id)) current.delete(id);
      for (const stored of all) {
        try {
          const manifest = manifestOf(await readDocument(stored.document), stored.plan);
          keep(stored, manifest);
        } catch (error) {
          const why = error instanceof Error ? error.message : String(error);
          deps.log.write("error", `The integration "${stored.id}" is left out: ${why}`);
        }
      }
      republish();
    },
    /** What a document holds. Throws `integration/document`, and `integration/invalid` for a scheme it has not. */
    async preview(given: {
      readonly document?: string | undefined;
      readonly url?: string | undefined;
      readonly scheme?: string | undefined;
    }): Promise<IntegrationPreview> {
      const { document } = await sourceOf(given);
      const schemes = authChoices(document);
      const auth = choiceOf(document, given.scheme ?? schemes[0]?.scheme ?? "none");
      const { title, description } = document.info;
      return {
        title: plainLine(title),
        ...(description === undefined ? {} : { description: plainText(description) }),
        servers: [...serversIn(document, given.url)],
        schemes: schemes.map(({ scheme, kind }) => ({ scheme, kind })),
        scheme: auth.scheme,
        redirectUri: deps.redirectUri(),
        operations: candidatesOf(document, auth).map((one) => ({
          name: one.method,
          title: one.title,
          kind: one.kind,
          method: one.http,
          path: plainLine(one.path),
          scopes: one.scopes === "open" ? [] : one.scopes.map((set) => [...set]),
          ...(one.unsupported === undefined ? {} : { unsupported: one.unsupported }),
        })),
      };
    },
    /** Adds a tool, or replaces one of the same id. Throws `integration/document` and `integration/invalid`. */
    async add(given: AddIntegration): Promise<IntegrationView> {
      const { id, client } = given;
      if (deps.isShipped(id))
        throw new PatchbayError(
          "integration/invalid",
          `"${id}" is a tool that Patchbay has already. Take another id.`,
          { where: "id" },
        );
      const imitated = deps.shippedNames.find((name) => looksLike(given.name, name));
      if (imitated !== undefined)
        throw new PatchbayError(
          "integration/invalid",
          `"${given.name}" reads like ${imitated}, which Patchbay has already: whoever is asked to connect it could not tell them apart. Take another name.`,
          { where: "name" },
        );
      const { text, document } = await sourceOf(given);
      const plan = planOf(given, document);
      const needsClient = choiceOf(document, plan.scheme).kind === "oauth2";
      if (needsClient !== (client !== undefined))
        throw new PatchbayError(
          "integration/invalid",
          needsClient
            ? `"${plan.scheme}" signs in by OAuth: register a client at the tool with the redirect address ${deps.redirectUri()}, and give its id and secret as client.`
            : `"${plan.scheme}" takes no OAuth client. Leave client out.`,
          { where: "client" },
        );
      const manifest = manifestOf(document, plan);
      const sealed = client && { client: vault.encrypt(JSON.stringify(client), contextOf(id)) };
      // A key is for the host and the way that it was given for, a refresh token for who gave it.
      const before = current.get(id);
      const isSame =
        before?.about.plan.server === plan.server &&
        before.about.plan.scheme === plan.scheme &&
        before.manifest.provider.tokenUrl === manifest.provider.tokenUrl;
      if (before && !isSame) await deps.disconnect(id);
      const stored = await store.put({ id, plan, document: text, ...sealed });
      keep(stored, manifest);
      republish();
      return viewOf(stored);
    },
    list: (): readonly IntegrationView[] =>
      Array.from(current.values(), ({ about }) => viewOf(about)),
    /** Takes a tool out of the catalog, with what was connected. Throws `integration/not-found`. */
    async remove(id: string): Promise<void> {
      if (!(await store.remove(id)))
        throw new PatchbayError("integration/not-found", `There is no integration "${id}".`);
      await deps.disconnect(id);
      current.delete(id);
      republish();
    },
    /** Where a tool is reached; undefined for those that Patchbay has itself. */
    endpointsOf(id: string): ProviderEndpoints | undefined {
      const entry = current.get(id);
      return entry && (entry.endpoints ??= endpointsOf(entry));
    },
  };
}

export type Integrations = ReturnType<typeof createIntegrations>;
