import type { Right } from "../../src/contract/access.ts";
import { useServer } from "./server.tsx";

/** Whether one may do something here; until that is known, the server would say so. */
export function useMay(right: Right): boolean {
  const { me } = useServer();
  return me.status !== "ready" || me.value.rights.includes(right);
}
