import type { RestRoute } from "../../../../sandbox/kit/rest/api.ts";
import type { LinkedinState } from "../state.ts";

/** https://learn.microsoft.com/en-us/linkedin/consumer/integrations/self-serve/sign-in-with-linkedin-v2 */
export const profileRoutes: readonly RestRoute<LinkedinState>[] = [
  {
    method: "GET",
    path: "/v2/userinfo",
    scopes: [["openid"], ["profile"], ["email"]],
    run({ user, token }) {
      const [given = "", family = ""] = user.name.split(" ");
      const profile = {
        name: user.name,
        given_name: given,
        family_name: family,
        picture: `https://media.example.com/${user.id}.jpg`,
        // An object, whatever OpenID Connect says.
        locale: { country: "US", language: "en" },
      };
      return {
        sub: user.id,
        ...(token.scopes.includes("profile") ? profile : {}),
        ...(token.scopes.includes("email") ? { email: user.email, email_verified: true } : {}),
      };
    },
  },
];
