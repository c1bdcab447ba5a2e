import { z } from "zod";
import { connectionShape } from "../../src/contract/connection.ts";
import { useGet } from "../data/use-get.ts";
import { useSignInNews } from "../data/use-sign-in-news.ts";
import { Link } from "../router.tsx";
import { paths } from "../routes.ts";
import { strings } from "../words/strings.ts";
import { Page } from "../ui/page.tsx";
import { Empty, Failure, Loading } from "../ui/states.tsx";
import { useState } from "react";
import { Account } from "./account.tsx";
import "./connections-screen.css";

const words = strings.connections;
const listShape = z.object({ connections: z.array(connectionShape) });

/** All connected accounts. */
export function ConnectionsScreen() {
  const { loaded, reload } = useGet(listShape, "/api/connections");
  const [note, setNote] = useState("");
  useSignInNews(reload);
  function changed(what: string) {
    setNote(what);
    reload();
  }
  return (
    <Page title={words.title} lead={words.lead}>
      <p role="status" className="connections-note">
        {note}
      </p>
      {loaded.status === "loading" && <Loading lines={4} />}
      {loaded.status === "failed" && (
        <Failure detail={loaded.problem.message} way={{ label: strings.retry, go: reload }} />
      )}
      {loaded.status === "ready" && loaded.value.connections.length === 0 && (
        <Empty icon="plug" title={words.emptyTitle}>
          <p>{words.emptyLead}</p>
          <Link className="button button-primary" href={paths.newChat}>
            {strings.functions.startChat}
          </Link>
        </Empty>
      )}
      {loaded.status === "ready" &&
        loaded.value.connections.map((connection) => (
          <Account key={connection.id} connection={connection} changed={changed} />
        ))}
    </Page>
  );
}
