import type { ReactNode } from "react";
import type { ChatAbout } from "../../src/contract/chat.ts";
import { Allowed } from "../access/allowed.tsx";
import { besideWords as words } from "../words/chat.ts";
import { strings } from "../words/strings.ts";
import { Button } from "../ui/button.tsx";

interface BesideStartProps {
  readonly about: ChatAbout;
  readonly choose: (prompt: string) => void;
  /** The composer. */
  readonly children: ReactNode;
}

/** What stands beside something where nothing was said about it yet. */
export function BesideStart({ about: { kind }, choose, children }: BesideStartProps) {
  return (
    <div className="beside-start">
      <p>{words.lead[kind]}</p>
      <Allowed right="build">
        <ul role="list" aria-label={strings.chat.examples}>
          {words.examples[kind].map((example) => (
            <li key={example}>
              <Button onClick={() => choose(example)}>{example}</Button>
            </li>
          ))}
        </ul>
      </Allowed>
      {children}
    </div>
  );
}
