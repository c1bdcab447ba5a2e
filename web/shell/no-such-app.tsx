import { useEffect, useState } from "react";
import { type AppView, appListShape } from "../../src/contract/app.ts";
import { strings } from "../words/strings.ts";
import "../access/access.css";
import "../settings/section.css";

const words = strings.noApp;

/** Said in place of an app that there is not, or that is somebody else's, with the way to one's own. */
export default function NoSuchApp() {
  const [apps, setApps] = useState<readonly AppView[]>([]);
  useEffect(() => {
    document.title = `${words.title} – ${strings.product}`;
    const leave = new AbortController();
    // Of the server as a whole: under this address nothing answers.
    fetch("/api/apps", { signal: leave.signal })
      .then((response) => response.json())
      .then(
        (answer: unknown) => setApps(appListShape.safeParse(answer).data?.apps ?? []),
        // The way back is there without them.
        () => {},
      );
    return () => leave.abort();
  }, []);
  return (
    <main className="access">
      <div className="access-card">
        <p className="access-brand">
          <img src="/favicon.svg" alt="" width={26} height={26} />
          {strings.product}
        </p>
        <h1>{words.title}</h1>
        <p>{words.lead}</p>
        {apps.length > 0 ? (
          <nav className="settings-rows" aria-label={words.yours}>
            {apps.map(({ slug, name, base }) => (
              <a key={slug} className="settings-row" href={`${base}/`}>
                <span className="settings-name">{name}</span>
              </a>
            ))}
          </nav>
        ) : (
          <a className="button button-plain" href="/">
            {words.first}
          </a>
        )}
      </div>
    </main>
  );
}
