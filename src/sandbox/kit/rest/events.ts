import type { OAuthState, Token } from "../oauth/state.ts";
import type { PushManners } from "../push.ts";
import type { Change } from "../watch.ts";

/** What happened in the data, and who is connected. */
export interface RestChange<Data> extends Change<Data> {
  /** Access tokens that work. */
  readonly tokens: readonly Token[];
  /** Ids of people whose access was taken back since. */
  readonly ended: readonly string[];
  readonly clientId: string;
}

/** The events of a stand-in. */
export interface RestEvents<Data, Event> {
  readonly manners: PushManners<Event>;
  /** What signs them, where that is not the client's secret; made of it. */
  readonly secretOf?: (clientSecret: string) => string;
  readonly happened: (change: RestChange<Data>) => readonly Event[];
  /** In how many milliseconds something will have happened by itself. */
  readonly later?: (data: Data, now: number) => number | undefined;
}

interface Kept<Data> {
  readonly oauth: OAuthState;
  readonly data: Data;
}

/** The part of a change that events are made of. */
export function restChange<Data>({
  before,
  after,
  since,
  now,
  by,
}: Change<Kept<Data>>): RestChange<Data> {
  const living = ({ oauth }: Kept<Data>) => oauth.tokens.filter(({ revoked }) => !revoked);
  const people = (kept: Kept<Data>) => [...new Set(living(kept).map(({ userId }) => userId))];
  const still = people(after);
  return {
    before: before.data,
    after: after.data,
    since,
    now,
    by,
    tokens: living(after),
    ended: people(before).filter((id) => !still.includes(id)),
    clientId: after.oauth.client.id,
  };
}
