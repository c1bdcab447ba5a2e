import { under } from "../base.ts";
import { useEffect, useState } from "react";
import type { z } from "zod";
import { type RunView, runEvents, runShape } from "../../src/contract/run.ts";
import { useGet } from "../data/use-get.ts";

/** A run as it goes on, up to its end. */
export function useRun(id: string) {
  const path = `/api/runs/${encodeURIComponent(id)}`;
  const { loaded, reload, set } = useGet(runShape, path);
  const isRunning = loaded.status === "ready" && loaded.value.status === "running";
  const [live, setLive] = useState<RunView>();

  useEffect(() => {
    if (!isRunning) return;
    const source = new EventSource(under(path));
    const hear = <Name extends keyof typeof runEvents>(
      name: Name,
      heard: (data: z.output<(typeof runEvents)[Name]>) => void,
    ) =>
      source.addEventListener(name, ({ data }) => {
        const told = runEvents[name].safeParse(JSON.parse(data));
        // One that this page does not understand is seen at the end, with the whole run.
        if (told.success) heard(told.data as z.output<(typeof runEvents)[Name]>);
      });
    hear("run", setLive);
    hear("phase", ({ phases }) => setLive((run) => run && { ...run, phases }));
    hear("log", (line) => setLive((run) => run && { ...run, logs: [...run.logs, line] }));
    hear("call", ({ index, call }) =>
      setLive(
        (run) =>
          run && {
            ...run,
            calls: [...run.calls.slice(0, index), call, ...run.calls.slice(index + 1)],
          },
      ),
    );
    hear("end", (run) => {
      source.close();
      set(run);
    });
    // It comes back by itself, unless the server has no more to say.
    source.addEventListener("error", () => {
      if (source.readyState === EventSource.CLOSED) reload();
    });
    return () => source.close();
  }, [isRunning, path, reload, set]);

  if (loaded.status !== "ready") return { loaded, reload, set };
  const shown = isRunning && live?.id === id ? live : loaded.value;
  return { loaded: { status: "ready", value: shown } as const, reload, set };
}
