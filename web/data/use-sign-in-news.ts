import { useEffect } from "react";
import { z } from "zod";

const news = z.looseObject({ request: z.string() });

/** Hears when a sign-in came back in another window; the page after a sign-in tells it. */
export function useSignInNews(hear: (request: string) => void): void {
  useEffect(() => {
    const channel = new BroadcastChannel("patchbay-connections");
    channel.addEventListener("message", (event) => {
      const told = news.safeParse(event.data);
      if (told.success) hear(told.data.request);
    });
    return () => channel.close();
  }, [hear]);
}
