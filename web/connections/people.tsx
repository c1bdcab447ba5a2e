import { peopleShape } from "../../src/contract/app-user.ts";
import { under } from "../base.ts";
import { useGet } from "../data/use-get.ts";
import { connectionWords } from "../words/connections.ts";
import "./people.css";

const words = connectionWords.people;

/** How many people connected accounts of their own; never whose. Left out while nothing acts for anybody. */
export function People() {
  const { loaded } = useGet(peopleShape, "/api/people");
  if (loaded.status !== "ready") return null;
  const { providers, functions } = loaded.value;
  if (providers.length + functions.length === 0) return null;
  return (
    <section className="people" aria-labelledby="people">
      <h2 id="people">{words.title}</h2>
      <p>{words.lead}</p>
      {providers.length > 0 ? (
        <ul>
          {providers.map(({ provider, providerName, people, ended }) => (
            <li key={provider}>
              {words.count(providerName, people)}
              {ended > 0 && ` ${words.ended(ended)}`}
            </li>
          ))}
        </ul>
      ) : (
        <p>{words.none}</p>
      )}
      {functions.length > 0 && <p>{words.functions(functions)}</p>}
      <p>
        <a href={under("/account/connections")}>{words.own}</a>
      </p>
    </section>
  );
}
