/** JSON text in the database; the stores parse and print it. */
type Json = string;
/** ISO 8601, UTC. */
type Timestamp = string;

/** Every table but `apps` and `sessions` carries `app_id`, and every query names it. */
export interface Tables {
  apps: { id: string; name: string; created_at: Timestamp };
  /** `id_hash` is SHA-256 of the cookie's value, which is never stored. */
  sessions: { id_hash: string; created_at: Timestamp; expires_at: Timestamp };
  chats: {
    app_id: string;
    id: string;
    title: string;
    created_at: Timestamp;
    updated_at: Timestamp;
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
  proposals: { app_id: string; id: string; chat_id: string; body: Json; created_at: Timestamp };
  connections: {
    app_id: string;
    id: string;
    provider: string;
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
    created_at: Timestamp;
    /** The last sign-in. */
    updated_at: Timestamp;
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
  };
  /** A name that the function had before. */
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
  runs: {
    app_id: string;
    id: string;
    function: string;
    version: number;
    status: string;
    trigger: string;
    started_at: Timestamp;
    ms: number | null;
    /** input, output, error, logs, calls, phases */
    body: Json;
  };
}
