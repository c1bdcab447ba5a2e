import { isTrue } from "../arguments.ts";
import { type Method, read } from "../method.ts";

export const teamMethods = {
  "team.info": read(({ state, origin }) => ({
    team: { ...state.team, url: `${origin}/`, email_domain: "example.com" },
  })),

  "usergroups.list": read(({ state, args }) => ({
    usergroups: state.userGroups.map(({ users, ...group }) => ({
      ...group,
      team_id: state.team.id,
      is_usergroup: true,
      ...(isTrue(args["include_users"]) ? { users } : {}),
      ...(isTrue(args["include_count"]) ? { user_count: users.length } : {}),
    })),
  })),
} satisfies Record<string, Method>;
