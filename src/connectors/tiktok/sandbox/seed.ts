import { people } from "./people.ts";
import type { TiktokState } from "./state.ts";

const [maya = "", sam = ""] = people.map(({ id }) => id);
const daySeconds = 86_400;

/** Two accounts, of which the second is private; the first has some videos. */
export function seedTiktok(now: number): TiktokState {
  const seconds = Math.floor(now / 1000);
  const captions = [
    ["How we pack an order", 48_211],
    ["Five desk plants that survive", 12_904],
    ["Behind the scenes of the new drop", 30_412],
    ["Answering your questions", 8_120],
    ["A day in the workshop", 22_530],
    ["Tiny shelf, big difference", 5_377],
    ["We broke it again", 61_008],
  ] as const;
  return {
    accounts: [
      {
        openId: maya,
        username: "maya.makes",
        bio: "Small things, made slowly",
        followers: 12_840,
        following: 218,
        likes: 301_222,
        isPrivate: false,
      },
      {
        openId: sam,
        username: "sam.rivera",
        bio: "",
        followers: 41,
        following: 96,
        likes: 310,
        isPrivate: true,
      },
    ],
    videos: captions.map(([caption, views], index) => ({
      id: `74${String(10_000_000_000_000_000n + BigInt(index) * 7_777_777n)}`,
      owner: maya,
      title: "",
      description: caption,
      createTime: seconds - (index + 1) * 3 * daySeconds,
      duration: 21 + index,
      views,
      likes: Math.floor(views / 11),
      comments: Math.floor(views / 240),
      shares: Math.floor(views / 410),
      privacy: "PUBLIC_TO_EVERYONE",
    })),
    publishes: [],
    audited: true,
  };
}
