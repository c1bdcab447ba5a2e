import { randomInt } from "node:crypto";
import type { PersonAct } from "../../../sandbox/kit/rest/acts.ts";
import { people } from "./people.ts";
import type { TiktokState } from "./state.ts";

export const acts: readonly PersonAct<TiktokState>[] = [
  {
    name: "publish",
    label: "Publish a video in the app",
    fields: () => [
      { name: "caption", label: "Caption" },
      {
        name: "person",
        label: "as",
        options: people.map(({ id, name }) => ({ value: id, label: name })),
      },
    ],
    run(data, { caption = "", person = "" }, now) {
      data.videos.push({
        id: `76${Array.from({ length: 17 }, () => randomInt(10)).join("")}`,
        owner: person,
        title: "",
        description: caption,
        createTime: Math.floor(now / 1000),
        duration: 20,
        views: 0,
        likes: 0,
        comments: 0,
        shares: 0,
        privacy: "PUBLIC_TO_EVERYONE",
      });
      return undefined;
    },
  },
];
