import { Allowed } from "../access/allowed.tsx";
import type { SecretUse } from "../../src/contract/secret.ts";
import { Link } from "../router.tsx";
import { paths } from "../routes.ts";
import { Button } from "../ui/button.tsx";
import { CopyField } from "../ui/copy-field.tsx";
import { IconButton } from "../ui/icon-button.tsx";
import { ago, moment } from "../ui/time.ts";
import { secretWords } from "../words/secrets.ts";
import "./secret-card.css";

const words = secretWords;

interface SecretCardProps {
  readonly secret: SecretUse;
  readonly replace: () => void;
  readonly discard: () => void;
}

/** What may be known of a secret. */
export function SecretCard({ secret, replace, discard }: SecretCardProps) {
  const { name, hosts, placeholder, functions, updatedAt } = secret;
  return (
    <section className="secret" aria-labelledby={`secret-${name}`}>
      <header>
        <div>
          <h2 id={`secret-${name}`}>{name}</h2>
          <p className="secret-note" title={moment(updatedAt)}>
            {words.updated(ago(updatedAt, Date.now()))}
          </p>
        </div>
        <Allowed right="connect">
          <Button onClick={replace} aria-label={words.replaceOf(name)}>
            {words.replace}
          </Button>
          <IconButton icon="trash" label={words.removeOf(name)} onClick={discard} />
        </Allowed>
      </header>
      <CopyField label={words.placeholder(name)} text={placeholder} />
      <dl>
        <dt>{words.hosts}</dt>
        <dd>
          {hosts.map((host) => (
            <code key={host}>{host}</code>
          ))}
        </dd>
        <dt>{words.usedBy}</dt>
        <dd>
          {functions.length === 0 && <span className="secret-note">{words.unused}</span>}
          {functions.map((one) => (
            <Link key={one} href={paths.function(one)}>
              {one}
            </Link>
          ))}
        </dd>
      </dl>
    </section>
  );
}
