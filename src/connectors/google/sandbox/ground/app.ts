import type { z } from "zod";
import type { Html } from "../../../../sandbox/kit/html.ts";
import type { DriveFile, Files } from "./files.ts";
import type { GoogleUser } from "./people.ts";

/** One call of a method, judged as far as every Google API judges it: token, scopes, names of parameters. */
export interface Call<State> {
  /** The app's own state; a method that `changes` may change it in place. */
  readonly state: State;
  /** Whose account the token is for. */
  readonly user: GoogleUser;
  /** Path parameters, decoded. */
  readonly params: Readonly<Record<string, string>>;
  readonly query: URLSearchParams;
  /** The JSON body, checked against the method's `body`; `{}` where there is none. */
  readonly body: Readonly<Record<string, unknown>>;
  /** The content of an upload. */
  readonly media: { readonly bytes: Uint8Array; readonly type: string } | undefined;
  /** Drive files as far as this token reaches. */
  readonly files: Files;
  /** Kinds of documents that other apps keep, for Drive to create, copy and export. */
  readonly documents: readonly BoundDocumentKind[];
  /** Milliseconds since 1970. */
  readonly now: number;
  /** Origin of the stand-in, for links. */
  readonly origin: string;
  /** Full scope addresses that were granted. */
  has(scope: string): boolean;
}

/** One method of an API, as its discovery document has it. */
export interface Method<State> {
  /** `users.messages.send`: the method's id without the API's name. */
  readonly id: string;
  readonly http: "GET" | "POST" | "PUT" | "PATCH" | "DELETE";
  /** `/v4/spreadsheets/{spreadsheetId}/values/{range}:append`; `{+name}` takes slashes. */
  readonly path: string;
  /** Any one suffices. Those that reach only files of the app count by themselves, see `files.ts`. */
  readonly scopes: readonly string[];
  /** Query parameters besides the standard ones (`fields`, `alt`, …); any other is refused. */
  readonly query?: readonly string[];
  /** Strict: an unknown member is refused, as Google does. */
  readonly body?: z.ZodType<Readonly<Record<string, unknown>>>;
  /** Whether content may be uploaded at `/upload` + path. */
  readonly takesMedia?: boolean;
  readonly changes?: boolean;
  /** The answer: JSON, nothing (`204`), or a response of its own. Throws a refusal. */
  run(call: Call<State>): unknown;
}

/** One of Google's apps: its API and what a person would see of it. */
export interface GoogleApp<State> {
  /** The connector's id. */
  readonly id: string;
  readonly name: string;
  /** `www.googleapis.com` and so on; only named in error details. */
  readonly service: string;
  /** Drive, Calendar and Gmail fill `errors[].reason`; newer APIs fill `status` and `details`. */
  readonly errorStyle: "reasons" | "status";
  readonly shape: z.ZodType<State>;
  readonly seed: (now: number) => State;
  /** Drive files that are there from the start; the app's `seed` has their content under the same ids. */
  readonly seedFiles?: (now: number) => readonly DriveFile[];
  readonly methods: readonly Method<State>[];
  /** Tells whoever watches; called after every change in any app, for files are everywhere. */
  changed?(change: Change<State>): void;
  /**
   * What people do in the app that its API has no method for: to answer a form, to hold a meeting.
   * The forms of `view` post it to `/_sandbox/act/` and the app's id; answers what is wrong with it.
   */
  act?(deed: Deed<State>): string | undefined;
  /** The app as its user would see it; `query` is that of the inspector's address. */
  view(look: Look<State>): Html;
  /** Content of a Drive file of the app's own kind: to export, and to copy with its file. */
  readonly documents?: DocumentKind<State>;
}

export interface Change<State> {
  readonly state: State;
  readonly now: number;
  /** All files that a person may see. */
  filesOf(userId: string): Files;
}

export interface Deed<State> {
  readonly state: State;
  readonly user: GoogleUser;
  readonly fields: Readonly<Record<string, string>>;
  readonly now: number;
}

export interface Look<State> {
  readonly state: State;
  readonly user: GoogleUser;
  readonly files: Files;
  readonly query: URLSearchParams;
  readonly now: number;
}

/** Drive files whose content lives in another app. */
export interface DocumentKind<State> {
  /** `application/vnd.google-apps.document`. */
  readonly mimeType: string;
  /** Makes the content of a new file. */
  create(state: State, fileId: string, title: string): void;
  copy(state: State, fromId: string, toId: string): void;
  /** The content in another type; undefined where the app does not export to it. */
  exportAs(state: State, fileId: string, mimeType: string): Uint8Array | undefined;
}

/** The same with the state of its app at hand. */
export interface BoundDocumentKind {
  readonly mimeType: string;
  create(fileId: string, title: string): void;
  copy(fromId: string, toId: string): void;
  exportAs(fileId: string, mimeType: string): Uint8Array | undefined;
}

/** Keeps the method's types, and gives an app its state's. */
export function defineGoogleApp<State>(app: GoogleApp<State>): GoogleApp<State> {
  return app;
}
