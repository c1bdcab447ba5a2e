import { type Html, html } from "../../../sandbox/kit/html.ts";
import type { Channel, State } from "./state.ts";

/** Forms by which somebody acts as a member of the workspace. Work without JavaScript. */
export function actForms(state: State, channel: Channel): Html {
  const people = html`<label
    >as
    <select name="user">
      ${state.users
        .filter(({ email }) => email !== undefined)
        .map(({ id, real_name: name }) => html`<option value="${id}">${name}</option>`)}
    </select></label
  >`;
  const recent = channel.messages.slice(-10).toReversed();
  return html`<h2>Act as somebody</h2>
    ${act("post", channel, html`<input type="text" name="text" aria-label="Message" placeholder="Message" required /> ${people}<button>Write here</button>`)}
    ${
      recent.length > 0
        ? act(
            "react",
            channel,
            html`<input type="text" name="emoji" value="eyes" aria-label="Emoji" required />
              <select name="ts" aria-label="Message">
                ${recent.map(({ ts, text }) => html`<option value="${ts}">${text.slice(0, 40)}</option>`)}
              </select>
              ${people}<button>React</button>`,
          )
        : undefined
    }
    ${act("join", channel, html`${people}<button>Join this channel</button>`)}
    ${act("create", channel, html`<input type="text" name="name" aria-label="Name" placeholder="Name" required /> ${people}<button>Create a channel</button>`)}
    ${act("write", channel, html`<input type="text" name="text" aria-label="Message" placeholder="Message" required /> ${people}<button>Write to the app directly</button>`)}`;
}

function act(name: string, { id }: Channel, content: Html): Html {
  return html`<form method="post" action="/_sandbox/acts">
    <input type="hidden" name="act" value="${name}" />
    <input type="hidden" name="channel" value="${id}" />${content}
  </form> `;
}
