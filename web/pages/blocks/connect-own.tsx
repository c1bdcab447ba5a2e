import { useEffect } from "react";
import type { Problem } from "../../data/problem.ts";
import { useComeBack } from "../../data/use-come-back.ts";
import { pageViewWords as words } from "../../words/page-view.ts";
import "./connect-own.css";

interface ConnectOwnProps {
  readonly problem: Problem;
  /** Goes on once the account is connected. */
  readonly connected: () => void;
}

/** Whether a problem is that the person has not connected an account of their own yet. */
export function isOwnMissing({ code, members }: Problem): boolean {
  return code === "connection/required" && typeof members["connectUrl"] === "string";
}

/** In place of what needs the person's own account: where they connect it. */
export function ConnectOwn({ problem: { members }, connected }: ConnectOwnProps) {
  const { connectUrl, tools } = members;
  const named = Array.isArray(tools) ? tools.map(String).join(" and ") : words.account;
  useComeBack(connected);
  useEffect(() => {
    const hear = ({ origin, data }: MessageEvent) => {
      const isOurs = origin === location.origin && Reflect.get(Object(data), "patchbay");
      if (isOurs === "connect") connected();
    };
    addEventListener("message", hear);
    return () => removeEventListener("message", hear);
  }, [connected]);
  if (typeof connectUrl !== "string") return null;
  return (
    <div className="connect-own" role="status">
      <p>{words.connectOwnMeans}</p>
      <a className="button button-primary" href={connectUrl} target="_blank" rel="opener">
        {words.connectOwn(named)}
      </a>
    </div>
  );
}
