import { type ReactNode, createContext, use, useEffect, useMemo } from "react";
import { appListShape } from "../../src/contract/app.ts";
import { connectorListShape } from "../../src/contract/catalog.ts";
import { type Me, meShape } from "../../src/contract/members.ts";
import { statusShape } from "../../src/contract/chat.ts";
import type { z } from "zod";
import { signedOutEvent } from "./reach.ts";
import { useChats } from "./use-chats.ts";
import { type Loaded, useGet } from "./use-get.ts";

interface Server {
  /** Who asks, and what they may do. */
  readonly me: Loaded<Me>;
  readonly reloadMe: () => void;
  readonly status: Loaded<z.output<typeof statusShape>>;
  readonly chats: ReturnType<typeof useChats>;
  readonly connectors: Loaded<z.output<typeof connectorListShape>>;
  readonly reloadStatus: () => void;
  readonly reloadChats: () => void;
  readonly reloadConnectors: () => void;
  /** The apps that one has a part in. */
  readonly apps: Loaded<z.output<typeof appListShape>>;
  readonly reloadApps: () => void;
}

const statusPath = "/api/status";

const ServerContext = createContext<Server | undefined>(undefined);

/** Loads once what several screens show. */
export function ServerProvider({ children }: { readonly children: ReactNode }) {
  const { loaded: status, reload: reloadStatus } = useGet(statusShape, statusPath);
  const { loaded: me, reload: reloadMe } = useGet(meShape, "/api/me");
  const chats = useChats();
  const reloadChats = chats.reload;
  const { loaded: connectors, reload: reloadConnectors } = useGet(
    connectorListShape,
    "/api/connectors",
  );
  const { loaded: apps, reload: reloadApps } = useGet(appListShape, "/api/apps");
  useEffect(() => {
    const hear = (event: Event) => {
      if (event instanceof CustomEvent && event.detail !== statusPath) reloadStatus();
    };
    addEventListener(signedOutEvent, hear);
    return () => removeEventListener(signedOutEvent, hear);
  }, [reloadStatus]);
  const server = useMemo(
    () => ({
      me,
      reloadMe,
      status,
      chats,
      connectors,
      reloadStatus,
      reloadChats,
      reloadConnectors,
      apps,
      reloadApps,
    }),
    [
      me,
      reloadMe,
      status,
      chats,
      connectors,
      reloadStatus,
      reloadChats,
      reloadConnectors,
      apps,
      reloadApps,
    ],
  );
  return <ServerContext value={server}>{children}</ServerContext>;
}

/** What `ServerProvider` loaded. */
export function useServer(): Server {
  const server = use(ServerContext);
  if (!server) throw new Error("useServer needs a ServerProvider around it");
  return server;
}
