import { pageOf, requiredText } from "../arguments.ts";
import { type Method, read } from "../method.ts";
import { refuse } from "../refusal.ts";
import { userView } from "../views.ts";
import { requiredUser } from "../workspace.ts";

export const usersMethods = {
  "users.list": read((call) => {
    const { items, nextCursor } = pageOf(call.state.users, call.args, {
      idOf: ({ id }) => id,
      defaultSize: 1000,
      maxSize: 1000,
    });
    return {
      members: items.map((user) => userView(call, user)),
      cache_ts: Math.floor(call.now / 1000),
      response_metadata: { next_cursor: nextCursor },
    };
  }),

  "users.info": read((call) => ({ user: userView(call, requiredUser(call)) })),

  "users.lookupByEmail": read((call) => {
    const email = requiredText(call.args, "email", "users_not_found").toLowerCase();
    const user = call.state.users.find((one) => one.email === email) ?? refuse("users_not_found");
    return { user: userView(call, user) };
  }),
} satisfies Record<string, Method>;
