import type { ReactNode } from "react";
import type { Right } from "../../src/contract/access.ts";
import { useMay } from "../data/rights.ts";
import { useServer } from "../data/server.tsx";
import { accessWords } from "../words/access.ts";
import "./allowed.css";

interface AllowedProps {
  readonly right: Right;
  readonly children: ReactNode;
}

/** What can be done with a right, and nothing for who lacks it. */
export function Allowed({ right, children }: AllowedProps) {
  return useMay(right) ? children : null;
}

/** Said to who lacks a right, in place of what they are not offered: what it would be good for, and who can give it. */
export function Lacking({ right }: { readonly right: keyof typeof accessWords.lacking }) {
  const may = useMay(right);
  const { me } = useServer();
  if (may) return null;
  const role = me.status === "ready" ? me.value.role : undefined;
  return (
    <p className="lacking" role="note">
      {accessWords.lacking[right]} {accessWords.whoGives(role)}
    </p>
  );
}
