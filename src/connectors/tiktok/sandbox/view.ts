import { type Html, html } from "../../../sandbox/kit/html.ts";
import { people } from "./people.ts";
import type { TiktokState } from "./state.ts";

/** Each account with its numbers, its videos, and the drafts in its inbox. */
export function viewTiktok(data: TiktokState): Html {
  return html`${data.accounts.map((account) => {
      const own = data.videos.filter(({ owner }) => owner === account.openId);
      const drafts = data.publishes.filter(
        ({ owner, mode, cancelled }) => owner === account.openId && mode === "draft" && !cancelled,
      );
      return html`<section class="card">
        <h2>
          ${people.find(({ id }) => id === account.openId)?.name}
          <span class="quiet"
            >@${account.username} ${account.isPrivate ? "· private account" : ""}</span
          >
        </h2>
        <p>
          ${account.followers} followers · ${account.following} following · ${account.likes} likes ·
          ${own.length} videos
        </p>
        ${
          own.length > 0
            ? html`<div class="scroll">
                <table>
                  <tr>
                    <th>Video</th>
                    <th>Views</th>
                    <th>Likes</th>
                    <th>Comments</th>
                    <th>Shares</th>
                    <th>Seen by</th>
                  </tr>
                  ${own
                    .toSorted((one, other) => other.createTime - one.createTime)
                    .map(
                      (video) =>
                        html`<tr>
                          <td>${video.description}</td>
                          <td>${video.views}</td>
                          <td>${video.likes}</td>
                          <td>${video.comments}</td>
                          <td>${video.shares}</td>
                          <td>${video.privacy}</td>
                        </tr>`,
                    )}
                </table>
              </div>`
            : undefined
        }
        <p class="quiet">Drafts in the inbox: ${drafts.length}</p>
      </section>`;
    })}
    <p class="quiet">The app ${data.audited ? "is audited" : "is not audited"}.</p>`;
}
