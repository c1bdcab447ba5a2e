import { integerOf, objectOf, textOf } from "../arguments.ts";
import { type Method, read, write } from "../method.ts";
import { refuse } from "../refusal.ts";
import type { Profile } from "../state.ts";
import { profileView } from "../views.ts";
import { type Call, requiredUser } from "../workspace.ts";

const maxStatus = 100;
const texts = [
  "display_name",
  "title",
  "phone",
  "pronouns",
  "status_text",
  "status_emoji",
] as const;

export const profilesMethods = {
  "users.profile.get": read((call) => ({
    profile: profileView(call, call.args["user"] ? requiredUser(call) : self(call)),
  })),

  "users.profile.set": write((call) => {
    const { args, token } = call;
    const user = self(call);
    if (args["user"] && args["user"] !== token.user) refuse("not_admin");
    const name = textOf(args, "name");
    const given =
      name === undefined
        ? (objectOf(args, "profile", "invalid_profile") ?? refuse("invalid_profile"))
        : { [name]: args["value"] };
    user.profile = changed(user.profile, given);
    return { profile: profileView(call, user) };
  }),
} satisfies Record<string, Method>;

function self({ state, token }: Call) {
  return state.users.find(({ id }) => id === token.user) ?? refuse("user_not_found");
}

/** https://docs.slack.dev/reference/methods/users.profile.set */
function changed(profile: Profile, given: Readonly<Record<string, unknown>>): Profile {
  const next = { ...profile };
  for (const name of texts) {
    if (Object.hasOwn(given, name)) next[name] = textOf(given, name) ?? "";
  }
  const expiration = integerOf(given, "status_expiration", "invalid_profile");
  if (expiration !== undefined) next.status_expiration = expiration;
  if ([...next.status_text].length > maxStatus) refuse("too_long");
  if (!/^(?::[^:\s]+:)?$/.test(next.status_emoji))
    refuse("profile_status_set_failed_not_emoji_syntax");
  if (next.status_text === "" && next.status_emoji === "") return { ...next, status_expiration: 0 };
  return { ...next, status_emoji: next.status_emoji || ":speech_balloon:" };
}
