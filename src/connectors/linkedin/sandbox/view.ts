import { type Html, html } from "../../../sandbox/kit/html.ts";
import { shownText } from "./little-text.ts";
import { people } from "./people.ts";
import type { LinkedinState, Post } from "./state.ts";

/** The feed, the newest first, with what each post shows, and the company page. */
export function viewLinkedin(data: LinkedinState): Html {
  return html`${data.organizations.map(
      ({ name, followers, website }) =>
        html`<section class="card">
          <h2>${name} <span class="quiet">company page</span></h2>
          <p>${followers} followers · ${website}</p>
        </section>`,
    )}
    ${data.posts
      .toSorted((one, other) => other.createdAt - one.createdAt)
      .map((post) => postCard(data, post))}
    <p class="quiet">The app ${data.isPartner ? "gets" : "gets no"} refresh tokens.</p>`;
}

function nameOf({ organizations }: LinkedinState, urn: string): string {
  const id = urn.split(":").at(-1);
  const person = people.find((one) => one.id === id)?.name;
  return person ?? organizations.find((one) => String(one.id) === id)?.name ?? urn;
}

function postCard(data: LinkedinState, post: Post): Html {
  const reactions = data.reactions.filter(({ root }) => root === post.id);
  const comments = data.comments.filter(({ thread }) => thread === post.id);
  return html`<section class="card">
    <h2>
      ${nameOf(data, post.author)}
      <span class="quiet">${new Date(post.createdAt).toISOString().slice(0, 10)}</span>
    </h2>
    <pre>${shownText(post.commentary)}</pre>
    ${post.content ? contentLine(post.content) : undefined}
    ${post.reshareOf === undefined ? undefined : html`<p class="quiet">Shares ${post.reshareOf}</p>`}
    <p class="quiet">
      ${post.visibility} ·
      ${reactions.map(({ type, actor }) => `${type} by ${nameOf(data, actor)}`).join(", ") || "no reactions"}
    </p>
    ${comments.map(({ actor, text }) => html`<p>💬 <strong>${nameOf(data, actor)}</strong> ${text}</p>`)}
  </section>`;
}

/** A card, pictures or a poll. */
function contentLine(content: Readonly<Record<string, unknown>>): Html {
  const [[kind = "", inner] = []] = Object.entries(content);
  const one = Object(inner);
  const text = ["title", "question", "id"].map((name) => Reflect.get(one, name)).find(Boolean);
  const count: unknown = Reflect.get(one, "images");
  const shown = Array.isArray(count) ? `${count.length} pictures` : String(text ?? "");
  return html`<p class="quiet">${kind}: ${shown}</p>`;
}
