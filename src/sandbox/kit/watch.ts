import type { Clock } from "../../core/clock.ts";
import type { StateFile } from "./state-file.ts";

/** Who changed something: an app by a call, or a person on the stand-in's own page. */
export type Actor = "app" | "person";

/** Two looks at the state. */
export interface Change<State> {
  readonly before: State;
  readonly after: State;
  /** Milliseconds since 1970, of each look. */
  readonly since: number;
  readonly now: number;
  readonly by: Actor;
}

interface WatchOptions<State, Event> {
  readonly state: StateFile<State>;
  readonly clock: Clock;
  /** Whether anybody is told; otherwise nothing is compared. */
  readonly isHeard: () => boolean;
  /** What happened between two looks. */
  readonly happened: (change: Change<State>) => readonly Event[];
  /** In how many milliseconds something will have happened by itself; undefined where nothing will. */
  readonly later?: ((state: State, now: number) => number | undefined) | undefined;
  readonly push: (events: readonly Event[]) => void;
}

/** Tells of what changed in a stand-in's state, whenever it is saved, by comparing it with what it was. */
export function watchState<State, Event>({
  state,
  clock,
  isHeard,
  happened,
  later,
  push,
}: WatchOptions<State, Event>) {
  /** Absent while nobody listens. */
  let before: State | undefined = isHeard() ? structuredClone(state.current) : undefined;
  let since = clock.now();
  let timer: NodeJS.Timeout | undefined;

  function wait(): void {
    clearTimeout(timer);
    const ms = later?.(state.current, clock.now());
    timer = ms === undefined ? undefined : setTimeout(() => push(look("app")), ms).unref();
  }

  /** What happened since the last look. */
  function look(by: Actor): readonly Event[] {
    if (!isHeard()) {
      before = undefined;
      return [];
    }
    const [after, now] = [structuredClone(state.current), clock.now()];
    const events = before === undefined ? [] : happened({ before, after, since, now, by });
    [before, since] = [after, now];
    wait();
    return events;
  }

  wait();
  return {
    /** The same state, for a part of the stand-in through which this one acts. */
    as: (by: Actor): StateFile<State> => ({
      get current() {
        return state.current;
      },
      replace(next) {
        state.replace(next);
        // Nothing happened: it is another start.
        before = isHeard() ? structuredClone(next) : undefined;
      },
      async save() {
        // At once: while it is written somebody else may change something.
        const events = look(by);
        await state.save();
        push(events);
      },
    }),
    close: () => clearTimeout(timer),
  };
}
