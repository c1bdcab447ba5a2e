import { people } from "./people.ts";
import type { LinkedinState } from "./state.ts";

const [maya = "", sam = ""] = people.map(({ id }) => `urn:li:person:${id}`);
const dayMs = 86_400_000;
const page = "urn:li:organization:2414183";
const pagePost = "urn:li:share:7100000000000000001";

/** Two members and a company page, which one of them manages and the other writes for. */
export function seedLinkedin(now: number): LinkedinState {
  const post = (id: string, author: string, commentary: string, daysAgo: number) => ({
    id,
    author,
    commentary,
    visibility: "PUBLIC",
    createdAt: now - daysAgo * dayMs,
    modifiedAt: now - daysAgo * dayMs,
  });
  return {
    organizations: [
      {
        id: 2_414_183,
        name: "Acme Lab",
        vanityName: "acme-lab",
        website: "https://www.example.com",
        followers: 4821,
      },
    ],
    roles: [
      { member: maya, organization: 2_414_183, role: "ADMINISTRATOR" },
      { member: sam, organization: 2_414_183, role: "CONTENT_ADMIN" },
    ],
    posts: [
      post(pagePost, page, "Our new lab is open \\(at last\\) #opening", 9),
      post("urn:li:share:7100000000000000002", page, "Five things we learned this year", 4),
      post("urn:li:share:7100000000000000003", maya, "Notes from a week of pairing", 2),
    ],
    images: [],
    comments: [
      {
        id: "7100000000000000101",
        thread: pagePost,
        actor: sam,
        text: "Congratulations to everybody!",
        createdAt: now - 8 * dayMs,
      },
      {
        id: "7100000000000000102",
        thread: pagePost,
        actor: maya,
        text: "Come and visit us.",
        createdAt: now - 7 * dayMs,
      },
    ],
    reactions: [
      { actor: sam, root: pagePost, type: "PRAISE", createdAt: now - 8 * dayMs },
      { actor: maya, root: pagePost, type: "LIKE", createdAt: now - 8 * dayMs },
    ],
    isPartner: false,
  };
}
