/** JSON text in the database; the stores parse and print it. */
type Json = string;
/** ISO 8601, UTC. */
type Timestamp = string;

/** Who signs in and what they may do, what was done, and what signs and seals. */
export interface AccessTables {
  /** The five that begin with `auth_` are written by better-auth as well; its columns for what is not used here stay null. */
  auth_users: {
    id: string;
    name: string;
    /** In lower case. */
    email: string;
    email_verified: number;
    image: string | null;
    created_at: Timestamp;
    updated_at: Timestamp;
  };
  auth_sessions: {
    id: string;
    /** Half of the cookie; the other half is its signature. */
    token: string;
    user_id: string;
    ip_address: string | null;
    user_agent: string | null;
    expires_at: Timestamp;
    created_at: Timestamp;
    updated_at: Timestamp;
  };
  auth_accounts: {
    id: string;
    user_id: string;
    /** `credential` for a password, `oidc` for single sign-on. */
    provider_id: string;
    /** The user's id, or issuer and subject. */
    account_id: string;
    /** Its hash. */
    password: string | null;
    access_token: string | null;
    refresh_token: string | null;
    id_token: string | null;
    access_token_expires_at: Timestamp | null;
    refresh_token_expires_at: Timestamp | null;
    scope: string | null;
    created_at: Timestamp;
    updated_at: Timestamp;
  };
  auth_verifications: {
    id: string;
    identifier: string;
    value: string;
    expires_at: Timestamp;
    created_at: Timestamp;
    updated_at: Timestamp;
  };
  auth_passkeys: {
    id: string;
    user_id: string;
    name: string | null;
    credential_id: string;
    public_key: string;
    counter: number;
    device_type: string;
    backed_up: number;
    transports: string | null;
    aaguid: string | null;
    created_at: Timestamp | null;
  };
  /** How often somebody tried to sign in, by address and by account; on Postgres also what all its servers limit. */
  rate_counts: { key_hash: string; count: number; ends_at: Timestamp };
  members: { workspace_id: string; user_id: string; role: string; created_at: Timestamp };
  /** Addresses that are good once: invitations, and new passwords. */
  access_links: {
    id: string;
    /** `invitation`, `password`, and `first`, the one account that nobody invited */
    kind: string;
    workspace_id: string;
    /** SHA-256 of the code in the address, which is never stored. */
    code_hash: string;
    email: string;
    /** That an invitation gives. */
    role: string | null;
    /** A user; null where the operator made it. */
    made_by: string | null;
    created_at: Timestamp;
    expires_at: Timestamp;
    used_at: Timestamp | null;
  };
  /** `api-key` and `approval-key` of the servers that share a Postgres; ciphertext. */
  server_secrets: { name: string; value: string; updated_at: Timestamp };
  /** What was done that matters to who answers for the app; triggers refuse every change. */
  audit_log: {
    app_id: string;
    /** 1, 2, 3 … without a gap. */
    position: number;
    id: string;
    at: Timestamp;
    act: string;
    /** How it was proved who does it: `session:…`, `api-key:…`; never a secret. */
    actor: string;
    user_id: string | null;
    /** What it was done to. */
    subject: string | null;
    /** `done`, `refused`, `failed` */
    outcome: string;
    /** Shortened: of what network, not of which machine. */
    address: string | null;
    agent: string | null;
    detail: Json;
    /** Of the entry before it. */
    previous_hash: string;
    /** SHA-256 over all of the above. */
    hash: string;
  };
  /** What signs calls of a function in place of a key. */
  signing_secrets: {
    app_id: string;
    function_id: string;
    /** Ciphertext. */
    secret: string;
    /** Ciphertext of the one before, until it ends. */
    previous: string | null;
    previous_until: Timestamp | null;
    created_at: Timestamp;
  };
  /** Ids of signed calls that were taken, as SHA-256. */
  signed_calls: { app_id: string; id_hash: string; expires_at: Timestamp };
}
