import type { ScopesByToken, ScopesWhen } from "../../catalog/operation.ts";

/**
 * Slack splits each right by the kind of conversation: `channels:*` is public, `groups:*` private,
 * `im:*` direct, `mpim:*` a direct conversation of several.
 * https://docs.slack.dev/reference/scopes
 */
export const eitherToken = (...scopes: readonly string[]): ScopesByToken => {
  const alternatives = scopes.map((scope) => [scope]);
  return { bot: alternatives, user: alternatives };
};

/** The right to manage public channels has two names: the app's and the person's. */
export const publicChannels = {
  manage: { bot: [["channels:manage"]], user: [["channels:write"]] },
  /** Newer scopes of one right each stand before it. */
  orNarrower: (scope: string): ScopesByToken => ({
    bot: [[scope], ["channels:manage"]],
    user: [[scope], ["channels:write"]],
  }),
} as const;

/** A direct conversation by its id. */
export const direct = (scopes: ScopesByToken): ScopesWhen => ({
  input: "channel",
  matches: "^D[A-Z0-9]{6,}$",
  scopes,
});

/** A private channel of old or a direct conversation of several; newer ones have ids like public channels. */
export const privateOrGroup = (scopes: ScopesByToken): ScopesWhen => ({
  input: "channel",
  matches: "^G[A-Z0-9]{6,}$",
  scopes,
});

/** For a call that reads in the conversation that its `channel` names; a name is a public channel's. */
export const inConversation = (right: "read" | "history") => ({
  scopes: eitherToken(`channels:${right}`),
  scopesWhen: [
    direct(eitherToken(`im:${right}`)),
    privateOrGroup(eitherToken(`groups:${right}`, `mpim:${right}`)),
  ],
});

/** For a list of conversations of the kind that its `types` names. */
export const ofListedType = {
  scopes: eitherToken("channels:read"),
  scopesWhen: [
    { input: "types", matches: "private_channel", scopes: eitherToken("groups:read") },
    { input: "types", matches: "mpim", scopes: eitherToken("mpim:read") },
    { input: "types", matches: "^im$", scopes: eitherToken("im:read") },
  ],
} as const;

/** For a change of what stands at the top of a conversation. */
export const aboutConversation = {
  scopes: publicChannels.orNarrower("channels:write.topic"),
  scopesWhen: [
    direct(eitherToken("im:write.topic", "im:write")),
    privateOrGroup(
      eitherToken("groups:write.topic", "mpim:write.topic", "groups:write", "mpim:write"),
    ),
  ],
};
