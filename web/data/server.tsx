import { type ReactNode, createContext, use, useMemo } from "react";
import { connectorListShape } from "../../src/contract/catalog.ts";
import { statusShape } from "../../src/contract/chat.ts";
import type { z } from "zod";
import { useChats } from "./use-chats.ts";
import { type Loaded, useGet } from "./use-get.ts";

interface Server {
  readonly status: Loaded<z.output<typeof statusShape>>;
  readonly chats: ReturnType<typeof useChats>;
  readonly connectors: Loaded<z.output<typeof connectorListShape>>;
  readonly reloadStatus: () => void;
  readonly reloadChats: () => void;
  readonly reloadConnectors: () => void;
}

const ServerContext = createContext<Server | undefined>(undefined);

/** Loads once what several screens show. */
export function ServerProvider({ children }: { readonly children: ReactNode }) {
  const { loaded: status, reload: reloadStatus } = useGet(statusShape, "/api/status");
  const chats = useChats();
  const reloadChats = chats.reload;
  const { loaded: connectors, reload: reloadConnectors } = useGet(
    connectorListShape,
    "/api/connectors",
  );
  const server = useMemo(
    () => ({ status, chats, connectors, reloadStatus, reloadChats, reloadConnectors }),
    [status, chats, connectors, reloadStatus, reloadChats, reloadConnectors],
  );
  return <ServerContext value={server}>{children}</ServerContext>;
}

/** What `ServerProvider` loaded. */
export function useServer(): Server {
  const server = use(ServerContext);
  if (!server) throw new Error("useServer needs a ServerProvider around it");
  return server;
}
