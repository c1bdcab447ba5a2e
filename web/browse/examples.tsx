import { Link } from "../router.tsx";
import { paths } from "../routes.ts";
import { connectorWords as words } from "../words/browse.ts";

/** Sentences to start from; Use puts one into a new chat, where it can be changed before it is sent. */
export function Examples({ prompts }: { readonly prompts: readonly string[] }) {
  if (prompts.length === 0) return null;
  return (
    <section className="connector-section" aria-labelledby="connector-examples">
      <h2 id="connector-examples">{words.examples}</h2>
      <ul role="list" className="connector-examples">
        {prompts.map((prompt) => (
          <li key={prompt}>
            <p>{prompt}</p>
            <Link
              className="button button-plain"
              href={paths.prompt(prompt)}
              aria-label={words.useExample(prompt)}
            >
              {words.use}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
