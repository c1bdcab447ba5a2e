import type { ActField, PersonAct } from "../../../sandbox/kit/rest/acts.ts";
import { shownText } from "./little-text.ts";
import { people } from "./people.ts";
import type { LinkedinState } from "./state.ts";

const who: ActField = {
  name: "person",
  label: "as",
  options: people.map(({ id, name }) => ({ value: `urn:li:person:${id}`, label: name })),
};

const postField = ({ posts }: LinkedinState): ActField => ({
  name: "post",
  label: "Post",
  options: posts.map(({ id, commentary }) => ({
    value: id,
    label: shownText(commentary).slice(0, 40),
  })),
});

export const acts: readonly PersonAct<LinkedinState>[] = [
  {
    name: "comment",
    label: "Comment on a post",
    fields: (data) => [postField(data), { name: "text", label: "Text" }, who],
    run(data, { post = "", text = "", person = "" }, now) {
      const id = `72${now}${data.comments.length}`;
      data.comments.push({ id, thread: post, actor: person, text, createdAt: now });
      return undefined;
    },
  },
  {
    name: "react",
    label: "React to a post",
    fields: (data) => [postField(data), who],
    run(data, { post = "", person = "" }, now) {
      if (data.reactions.some(({ actor, root }) => actor === person && root === post))
        return "They have reacted to it already.";
      data.reactions.push({ actor: person, root: post, type: "LIKE", createdAt: now });
      return undefined;
    },
  },
];
