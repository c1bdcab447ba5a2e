import type { Generated } from "kysely";
import type { AccessTables } from "./tables-access.ts";

/** JSON text in the database; the stores parse and print it. */
type Json = string;
/** ISO 8601, UTC. */
type Timestamp = string;

/**
 * Every table of an app's carries `app_id`, and every query names it. People are the server's; what
 * they may do is by workspace.
 */
export interface Tables extends AccessTables {
  workspaces: { id: string; name: string; created_at: Timestamp };
  apps: {
    id: string;
    workspace_id: string;
    /** In its addresses, `/apps/<slug>/…`; never changed, since they stand elsewhere too. */
    slug: string;
    name: string;
    created_at: Timestamp;
    /** Since when it can be brought back; null while it is there. */
    deleted_at: Timestamp | null;
  };
  /** `id_hash` is SHA-256 of the cookie's value, which is never stored. */
  sessions: { id_hash: string; created_at: Timestamp; expires_at: Timestamp };
  chats: {
    app_id: string;
    id: string;
    title: string;
    /** `function` or `page`, with its name of today; null where it is about none. */
    about_kind: string | null;
    about_name: string | null;
    created_at: Timestamp;
    updated_at: Timestamp;
    /** Since when it can be brought back; null while it is there. */
    deleted_at: Timestamp | null;
  };
  messages: {
    app_id: string;
    chat_id: string;
    id: string;
    position: number;
    role: string;
    body: Json;
    created_at: Timestamp;
  };
  /** What a message says, for the search; triggers keep the index of it. */
  message_texts: {
    id: Generated<number>;
    app_id: string;
    chat_id: string;
    message_id: string;
    text: string;
  };
  proposals: { app_id: string; id: string; chat_id: string; body: Json; created_at: Timestamp };
  connections: {
    app_id: string;
    id: string;
    provider: string;
    /** `live`, `sandbox`: who issued the tokens; null until the first start after the migration. */
    mode: string | null;
    /** Whose it is; empty for one that the whole app shares. */
    user_id: string;
    /** What the app calls it: `support` of `slack:support`. */
    name: string;
    account_id: string;
    account_label: string;
    /** `active`, `reconnect-needed` */
    status: string;
    /** Why a reconnect is needed; the provider's error code. */
    status_reason: string | null;
    /** `{bot: [...], user: [...]}` */
    scopes: Json;
    /** Ciphertext of the tokens. */
    tokens: string;
    /** When it ends whatever is done; null where it can be renewed. */
    ends_at: Timestamp | null;
    /** Until when one process alone may send the refresh token; null while nobody does. */
    refreshing_until: Timestamp | null;
    /** Which attempt that is: another may follow only on one that it has seen standing still. */
    refreshing_by: string | null;
    created_at: Timestamp;
    /** The last sign-in. */
    updated_at: Timestamp;
    /** When a call last took its credential, to the minute; null before the first. */
    last_used_at: Timestamp | null;
    /** When somebody last looked whether it works. */
    checked_at: Timestamp | null;
    /** Since when `status` is what it is. */
    status_at: Timestamp | null;
    /** Since when the app's calls take it, the latest of a provider and user; null where it was added beside another. */
    used_from: Timestamp | null;
    /** When it is looked at next; null until that is planned. */
    probe_at: Timestamp | null;
    /** How many looks in a row came to nothing. */
    probes_failed: number;
    /** What of its standing is in the log already. */
    told: string | null;
  };
  /** Providers that do not answer; the row goes with the first answer. */
  provider_outages: {
    app_id: string;
    provider: string;
    mode: string;
    since: Timestamp;
    /** As a clause: what came instead of an answer. */
    reason: string;
    /** How often it was looked at since. */
    tried: number;
    probe_at: Timestamp;
  };
  /** Tokens of disconnected accounts that their provider has not revoked yet. */
  pending_revocations: {
    app_id: string;
    /** Of the connection that was. */
    id: string;
    provider: string;
    mode: string;
    account_id: string;
    account_label: string;
    /** The connection's ciphertext, as it was. */
    tokens: string;
    reason: string;
    tried: number;
    next_at: Timestamp;
    give_up_at: Timestamp;
    created_at: Timestamp;
  };
  connection_requests: {
    app_id: string;
    id: string;
    chat_id: string | null;
    provider: string;
    status: string;
    body: Json;
    created_at: Timestamp;
    expires_at: Timestamp;
  };
  oauth_attempts: {
    app_id: string;
    /** SHA-256 of `state`. */
    state_hash: string;
    /** Who may come back with it: hash of the session, or `api-key`. */
    principal: string;
    provider: string;
    request_id: string;
    /** Ciphertext: code verifier, scopes asked, redirect URI. */
    secret: string;
    created_at: Timestamp;
    expires_at: Timestamp;
  };
  integrations: {
    app_id: string;
    id: string;
    /** Name, server, way to sign in, operations. */
    plan: Json;
    /** OpenAPI, as it was given. */
    document: string;
    /** Ciphertext of the OAuth client. */
    client: string | null;
    created_at: Timestamp;
  };
  secrets: {
    app_id: string;
    name: string;
    /** Ciphertext. */
    value: string;
    /** Hosts it may be sent to. */
    hosts: Json;
    updated_at: Timestamp;
  };
  functions: {
    app_id: string;
    id: string;
    /** What it is called now; of the functions that are not deleted, one has a name. */
    name: string;
    current_version: number;
    created_at: Timestamp;
    deleted_at: Timestamp | null;
    /** Of its current version: when it was made, and SHA-256 of what it needs. */
    changed_at: Generated<Timestamp | null>;
    needs_hash: Generated<string | null>;
    /** Id of the run that began last; empty before the first. */
    last_run: Generated<string>;
  };
  /** Words that a function is found by; triggers keep the index of it. */
  function_texts: { id: Generated<number>; app_id: string; function_id: string; text: string };
  /** A name that the function had before. */
  account_aliases: {
    app_id: string;
    provider: string;
    mode: string;
    user_id: string;
    alias: string;
    connection_id: string;
  };
  function_aliases: { app_id: string; alias: string; function_id: string };
  function_versions: {
    app_id: string;
    function_id: string;
    version: number;
    /** What made it, and by which way. */
    what: string;
    via: string;
    restored_from: number | null;
    origin: string;
    prompt: string | null;
    flow: Json | null;
    code: string;
    /** What the flow renders, where the code is another. */
    rendered: string | null;
    approvals: Json;
    permissions: Json;
    etag: string;
    created_at: Timestamp;
  };
  pages: {
    app_id: string;
    id: string;
    /** Its address now; of the pages that are not deleted, one has an address. */
    slug: string;
    current_version: number;
    /** SHA-256 of the key that an embedded page is looked at with; null while it is not embedded. */
    embed_key_hash: string | null;
    /** Of the sites that may frame it. */
    embed_origins: Json | null;
    embed_created_at: Timestamp | null;
    created_at: Timestamp;
    deleted_at: Timestamp | null;
  };
  /** An address that the page had before. */
  page_aliases: { app_id: string; alias: string; page_id: string };
  page_versions: {
    app_id: string;
    page_id: string;
    version: number;
    /** What made it, and by which way. */
    what: string;
    via: string;
    restored_from: number | null;
    prompt: string | null;
    spec: Json;
    etag: string;
    created_at: Timestamp;
  };
  runs: {
    app_id: string;
    id: string;
    function: string;
    version: number;
    status: string;
    trigger: string;
    started_at: Timestamp;
    ms: number | null;
    /** input, output, error, logs, calls, phases, and what is there of some only */
    body: Json;
    /** Of a run that something started by itself, with how often that start was tried. */
    automation_id: string | null;
    delivery_id: string | null;
    attempt: number | null;
    /** The process that runs it, or did. */
    owner: string | null;
    /** For whom it ran; empty where that is nobody. */
    user_id: string;
    /** 1 where it may hold what is that person's own. */
    personal: number;
  };
  automations: {
    app_id: string;
    id: string;
    function_id: string;
    /** `flow` where the function's flow says it, `own` where it was added beside it. */
    origin: string;
    /** As in a flow. */
    trigger: Json;
    /** `active`, `paused` */
    status: string;
    /** Overlap, misfire, attempts, alert. */
    settings: Json;
    /** Cursor of what was asked, and the open channel. */
    state: Json;
    /** Ciphertext: what signs calls of a webhook, or messages of a channel. */
    secret: string | null;
    /** When it starts next, or asks next; null where it waits to be told. */
    next_at: Timestamp | null;
    /** Deliveries in a row that were given up. */
    failures: number;
    alerted_at: Timestamp | null;
    created_at: Timestamp;
    updated_at: Timestamp;
  };
  /** Starts that are owed, and what became of them. */
  deliveries: {
    app_id: string;
    id: string;
    automation_id: string;
    /** The sender's own id of it, the scheduled time, or the id of what happened: a second one is dropped. */
    key: string;
    /** `waiting`, `running`, `succeeded`, `skipped`, `dead` */
    status: string;
    payload: Json;
    attempts: number;
    /** When it is tried; null once it is over. */
    next_at: Timestamp | null;
    error: string | null;
    /** Of its last run. */
    run_id: string | null;
    created_at: Timestamp;
    finished_at: Timestamp | null;
    /** The process that has it under way, or had. */
    owner: string | null;
    /** For whom it starts; empty where that is nobody. */
    user_id: string;
  };
  /** People of the app's own product. */
  app_users: {
    app_id: string;
    id: string;
    /** What that product calls them. */
    external_id: string;
    name: string | null;
    created_at: Timestamp;
  };
  /** Addresses that are good for one person and one purpose, for a short time. */
  connect_links: {
    app_id: string;
    /** SHA-256 of the part of the address that nobody can guess. */
    token_hash: string;
    user_id: string;
    /** `connect`, `manage` */
    kind: string;
    /** What is to be connected, and where to go then. */
    body: Json;
    /** `waiting`, `opened`, `connected`, `denied` */
    status: string;
    /** SHA-256 of the cookie of the browser that opened it; null before. */
    browser_hash: string | null;
    created_at: Timestamp;
    expires_at: Timestamp;
  };
  /** That a function may act for a person while they are away. */
  consents: {
    app_id: string;
    user_id: string;
    function_id: string;
    /** What it could do when they said so. */
    operations: Json;
    created_at: Timestamp;
  };
  /** Server processes that live; `seen_at` is by the clock of their machine. */
  processes: { id: string; started_at: Timestamp; seen_at: Timestamp };
  /** The last answer of a chat: who writes it, or that it is over. */
  chat_answers: {
    app_id: string;
    chat_id: string;
    /** Another one for each time that it is taken up: chunks are of one try. */
    id: string;
    owner: string;
    /** `running`, `stopping`, `over` */
    status: string;
    /** Processes that wrote at it. */
    tries: number;
    /** `builtin` where that was asked for. */
    model: string | null;
    /** Whom it is for. */
    user_id: string | null;
    begun_at: Timestamp;
  };
  /** What was sent of an answer, some chunks a row. */
  chat_chunks: { app_id: string; answer_id: string; position: number; body: Json };
  /** What rows of a page can be acted on, for minutes. */
  page_answers: {
    app_id: string;
    /** SHA-256 of what names it to whoever looks at it. */
    id_hash: string;
    body: Json;
    bytes: number;
    expires_at: Timestamp;
  };
  /** What was pressed on a page, so that nothing is done twice. */
  page_acts: {
    app_id: string;
    /** SHA-256 of what names it. */
    name_hash: string;
    owner: string;
    /** Null while it is under way. */
    outcome: Json | null;
    expires_at: Timestamp;
  };
  /** An archive that waits for a choice, some bytes a row in base64. */
  archive_parts: {
    app_id: string;
    upload_id: string;
    position: number;
    body: string;
    expires_at: Timestamp;
  };
  /** What signs the events of a provider that gives no secret with its client, and whether any reach this server. */
  webhook_secrets: {
    app_id: string;
    provider: string;
    /** Ciphertext; null until the provider sent it. */
    value: string | null;
    /** Until then the provider may send it. */
    open_until: Timestamp | null;
    /** When a message came that was really the provider's; null before the first. */
    heard_at: Timestamp | null;
    updated_at: Timestamp;
  };
  /** What is set on the page: `model`, and `provider:<id>` for the OAuth client of a provider. */
  settings: {
    app_id: string;
    name: string;
    value: Json;
    /** Ciphertext: keys and client secrets. */
    secret: string | null;
    updated_at: Timestamp;
  };
  api_keys: {
    app_id: string;
    id: string;
    name: string;
    /** SHA-256 of the key, which is never stored. */
    hash: string;
    created_at: Timestamp;
    last_used_at: Timestamp | null;
    /** Who made it; null where nobody signs in, or the operator did. */
    user_id: string | null;
    /** Rights; null for all. */
    scopes: Json | null;
    ends_at: Timestamp | null;
  };
}
