import { type ComponentType, lazy, useState } from "react";

interface Later<Props> {
  /** Draws it; the nearest Suspense waits until it is loaded. */
  readonly Part: ComponentType<Props>;
  /** Loads it ahead of its use. */
  readonly load: () => Promise<void>;
}

/** A part of the page that is loaded when it is used, and drawn at once where it was loaded before. */
export function later<Props extends object>(
  get: () => Promise<{ readonly default: ComponentType<Props> }>,
): Later<Props> {
  let known: ComponentType<Props> | undefined;
  const load = async () => {
    const loaded = await get();
    known = loaded.default;
    return loaded;
  };
  const Waiting = lazy(load);
  // React's own `lazy` waits a moment even for what is there, and what was shown before would flicker.
  function Part(props: Props) {
    const [Shown] = useState<ComponentType<Props>>(() => known ?? Waiting);
    return <Shown {...props} />;
  }
  return {
    Part,
    // Where it fails, using it says so.
    load: () =>
      load().then(
        () => {},
        () => {},
      ),
  };
}
