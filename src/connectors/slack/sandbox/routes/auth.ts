import { isTrue } from "../arguments.ts";
import { type Method, read } from "../method.ts";

export const authMethods = {
  "auth.test": {
    ...read(({ state, token, origin }) => ({
      url: `${origin}/`,
      team: state.team.name,
      user: state.users.find(({ id }) => id === token.user)?.name,
      team_id: state.team.id,
      user_id: token.user,
      ...(token.kind === "bot" ? { bot_id: state.app.botId } : {}),
      is_enterprise_install: false,
    })),
    takesJson: true,
  },
  /** The refresh token ends with its access token. */
  "auth.revoke": {
    ...read(({ token, args }) => {
      if (isTrue(args["test"])) return { revoked: false };
      token.revoked = true;
      return { revoked: true };
    }),
    changes: true,
  },
} satisfies Record<string, Method>;
