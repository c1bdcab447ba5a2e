/**
 * Every error a person can meet, in one table. The code decides status and title (RFC 9457);
 * the detail of each throw says what to do.
 */
export const errorCodes = {
  "request/invalid": { status: 400, title: "The request is not what this address takes" },
  "request/not-json": { status: 400, title: "The body is not JSON" },
  "request/too-large": { status: 413, title: "The request is too large" },
  "request/unsupported-type": {
    status: 415,
    title: "The body has a type this address does not take",
  },
  "request/not-found": { status: 404, title: "There is nothing at this address" },
  "request/method-not-allowed": { status: 405, title: "This address does not take that method" },
  "request/foreign-host": { status: 403, title: "The request came under a foreign host name" },
  "request/foreign-origin": { status: 403, title: "The request came from another site" },
  "request/not-signed-in": { status: 401, title: "This needs a session or the API key" },
  "access/wrong": { status: 401, title: "That sign-in is not right" },
  "access/too-many": { status: 429, title: "Too many tries" },
  "access/again": { status: 403, title: "This needs a fresh sign-in" },
  "access/not-allowed": { status: 403, title: "This needs a right that is missing" },
  "access/person-needed": { status: 403, title: "Only a person may do this" },
  "access/link": { status: 404, title: "The link is no longer good" },
  "access/taken": { status: 409, title: "There is an account already" },
  "access/other-account": { status: 409, title: "The invitation is for somebody else" },
  "access/not-invited": { status: 403, title: "Nobody invited this account" },
  "access/oidc-refused": { status: 502, title: "Single sign-on did not work" },
  "access/password": { status: 422, title: "The password cannot be like this" },
  "access/last-owner": { status: 409, title: "A workspace keeps an owner" },
  "access/not-found": {
    status: 404,
    title: "There is no such member, invitation, session or passkey",
  },
  "access/not-in-use": { status: 409, title: "Nobody signs in to this server" },
  "request/bad-signature": { status: 401, title: "The call is not signed as it must be" },
  "request/replayed": { status: 409, title: "The call was taken already" },
  "request/too-many": { status: 429, title: "Too many requests" },
  "server/fault": { status: 500, title: "Something went wrong inside Patchbay" },
  "server/not-ready": { status: 503, title: "The server is not ready" },
  "server/port-in-use": { status: 500, title: "The port is in use" },
  "settings/invalid": { status: 500, title: "A setting is not valid" },
  "settings/set-elsewhere": { status: 409, title: "The environment decides this" },
  "settings/private-network": { status: 409, title: "That address is of a private network" },
  "settings/incomplete": { status: 422, title: "A setting is missing its other half" },
  "settings/key-needed": { status: 403, title: "Keys are managed by a person" },
  "key/not-found": { status: 404, title: "There is no such key" },
  "data/read-only": { status: 500, title: "The data folder cannot be written" },
  "data/unreachable": { status: 503, title: "The database cannot be used" },
  "data/not-empty": { status: 409, title: "The database is not empty" },
  "data/not-copied": { status: 500, title: "Not all of the data was copied" },
  "data/in-use": { status: 409, title: "A server uses the data folder" },
  "data/newer": { status: 500, title: "The data folder belongs to a newer version" },
  "backup/nothing": { status: 404, title: "There is nothing to back up" },
  "backup/elsewhere": { status: 409, title: "The data is not in the data folder" },
  "backup/damaged": { status: 422, title: "The back-up cannot be read" },
  "backup/not-empty": { status: 409, title: "The data folder is not empty" },
  "backup/key-needed": { status: 422, title: "The back-up needs its encryption key" },
  "chat/not-found": { status: 404, title: "There is no such chat" },
  "chat/empty-prompt": { status: 400, title: "The prompt is empty" },
  "chat/prompt-too-long": { status: 413, title: "The prompt is too long" },
  "chat/busy": { status: 409, title: "This chat is still answering" },
  "chat/forged": { status: 409, title: "The message does not continue this chat" },
  "evals/invalid": { status: 422, title: "A file of labelled prompts cannot be read" },
  "model/failed": { status: 502, title: "The model did not answer" },
  "catalog/unknown-connector": { status: 404, title: "There is no such connector" },
  "function/not-found": { status: 404, title: "There is no such function" },
  "function/version-not-found": { status: 404, title: "The function has no such version" },
  "function/refused": { status: 422, title: "The code did not pass its checks" },
  "function/name-taken": { status: 409, title: "Another function has that name" },
  "function/changed": { status: 412, title: "The function was changed in between" },
  "function/no-condition": { status: 428, title: "The change must say what it was made from" },
  "function/conflict": { status: 409, title: "Two changes meet in the same lines" },
  "function/name": { status: 422, title: "The function cannot have that name" },
  "function/account": { status: 422, title: "The account cannot be chosen like this" },
  "function/not-exportable": { status: 422, title: "The function cannot be taken there" },
  "archive/invalid": { status: 422, title: "The archive cannot be read" },
  "archive/not-found": { status: 404, title: "There is no such upload" },
  "import/invalid": { status: 422, title: "The files cannot be imported" },
  "files/outside": { status: 400, title: "A file would stand outside of its folder" },
  "files/exists": { status: 409, title: "A file is already there" },
  "files/unreadable": { status: 400, title: "A file cannot be read" },
  "template/invalid": { status: 500, title: "A template was given less than it needs" },
  "connection/name": { status: 422, title: "An account cannot be called so" },
  "connection/name-taken": { status: 409, title: "Another account is called so" },
  "connection/not-found": { status: 404, title: "There is no such connection" },
  "connection/nothing-to-give-back": {
    status: 409,
    title: "The connection does not have this permission",
  },
  "connection/none": { status: 409, title: "The tool is not connected" },
  "connection/request-not-found": { status: 404, title: "There is no such connection request" },
  "connection/request-closed": { status: 409, title: "The connection request is already settled" },
  "connection/required": { status: 409, title: "Your own account is not connected yet" },
  "connection/person-needed": { status: 409, title: "Nobody is named whom the function acts for" },
  "app-user/not-found": { status: 404, title: "There is no such app user" },
  "oauth/state": { status: 400, title: "The sign-in did not start in this browser" },
  "oauth/refused": { status: 502, title: "The provider refused the sign-in" },
  "oauth/unexpected-answer": { status: 502, title: "The provider answered something unexpected" },
  "vault/key": { status: 500, title: "The encryption key does not fit the stored data" },
  "outbound/refused": { status: 502, title: "An outbound request was refused" },
  "outbound/failed": { status: 502, title: "An outbound request failed" },
  "outbound/too-large": { status: 502, title: "The answer is too large" },
  "integration/not-found": { status: 404, title: "There is no such integration" },
  "integration/document": { status: 422, title: "The document cannot be used" },
  "integration/invalid": { status: 422, title: "The integration cannot be added like this" },
  "secret/not-found": { status: 404, title: "There is no such secret" },
  "run/not-found": { status: 404, title: "There is no such run" },
  "run/changed": { status: 409, title: "The function was changed before it ran" },
  "run/not-replayable": { status: 409, title: "The run cannot be repeated" },
  "run/over": { status: 409, title: "The run is over" },
  "run/input": { status: 400, title: "The input does not fit the function" },
  "run/too-many": { status: 508, title: "Functions call each other without end" },
  "automation/not-found": { status: 404, title: "There is no such automation" },
  "automation/invalid": { status: 422, title: "The automation cannot be like this" },
  "automation/not-active": { status: 409, title: "The automation is paused" },
  "delivery/not-found": { status: 404, title: "There is no such delivery" },
  "delivery/running": { status: 409, title: "The delivery is under way" },
  "hook/not-found": { status: 404, title: "There is nothing at this address" },
  "hook/refused": { status: 401, title: "The call is not signed as this address wants it" },
  "hook/full": { status: 429, title: "Too many calls wait already" },
  "page/not-found": { status: 404, title: "There is no such page" },
  "page/version-not-found": { status: 404, title: "The page has no such version" },
  "page/block-not-found": { status: 404, title: "The page has no such block" },
  "page/refused": { status: 422, title: "The page cannot be like this" },
  "page/slug-taken": { status: 409, title: "Another page has that address" },
  "page/changed": { status: 412, title: "The page was changed in between" },
  "page/no-condition": { status: 428, title: "The change must say what it was made from" },
  "page/snapshot-gone": { status: 409, title: "What was looked at is no longer at hand" },
  "page/values": { status: 422, title: "The form is not filled in as it must be" },
  "page/source-failed": { status: 424, title: "The data of the page could not be loaded" },
  "page/action-failed": { status: 424, title: "What the page started did not succeed" },
  "page/busy": { status: 429, title: "Too much is asked of this page at once" },
  "app/not-found": { status: 404, title: "There is no such app" },
  "app/slug-taken": { status: 409, title: "Another app has that slug" },
  "app/first": { status: 409, title: "The first app stays" },
  "app/owners-only": { status: 403, title: "Apps are managed by owners" },
  "app/not-open": { status: 503, title: "The app could not be opened" },
  "workspace/not-found": { status: 404, title: "There is no such workspace" },
  "base44/missing": { status: 501, title: "Patchbay does not have this part of Base44" },
  "base44/token": { status: 403, title: "Access tokens are never given out" },
  "ai/no-model": { status: 503, title: "No model is set up" },
  "ai/too-large": { status: 413, title: "The material is too large" },
  "ai/used-up": { status: 403, title: "The run has used what it may of the model" },
  "ai/unusable": { status: 502, title: "The model's answer does not fit" },
  "ai/busy": { status: 429, title: "The model's server is over its limit" },
  "ai/failed": { status: 502, title: "The model could not be asked" },
  "sandbox/unknown-provider": { status: 404, title: "There is no sandbox for this provider" },
  "sandbox/not-in-use": { status: 409, title: "This provider is connected for real" },
} as const satisfies Record<`${string}/${string}`, { status: number; title: string }>;

export type ErrorCode = keyof typeof errorCodes;

interface ErrorDetails {
  /** What in the input is meant: a field path, or step and field. */
  readonly where?: string;
  readonly cause?: unknown;
  /** Further members of the problem details; never a secret. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

/** A fault with a code of the table. The message says what was wrong and what to do. */
export class PatchbayError extends Error {
  readonly code: ErrorCode;
  readonly where: string | undefined;
  readonly extra: Readonly<Record<string, unknown>>;

  constructor(code: ErrorCode, message: string, details: ErrorDetails = {}) {
    super(message, { cause: details.cause });
    this.name = "PatchbayError";
    this.code = code;
    this.where = details.where;
    this.extra = details.extra ?? {};
  }
}
