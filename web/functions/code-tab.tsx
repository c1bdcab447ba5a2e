import { useState } from "react";
import type { FunctionView } from "../../src/contract/function.ts";
import { strings } from "../strings.ts";
import { Button } from "../ui/button.tsx";
import { Code } from "./code.tsx";
import "./code-tab.css";

const words = strings.functions;

/** The current code, and what it may do. */
export function CodeTab({ current }: { readonly current: FunctionView }) {
  const { name, code, prompt, operations, permissions } = current;
  const scopes = permissions.flatMap((permission) => permission.scopes);
  return (
    <div className="code-tab">
      <div className="code-frame">
        {"clipboard" in navigator && <Copy text={code} />}
        <Code code={code} label={words.codeOf(name)} />
      </div>
      <dl className="facts">
        {prompt && <Fact name={words.prompt} values={[`“${prompt}”`]} />}
        {operations.length > 0 && <Fact name={words.operations} values={operations} code />}
        {scopes.length > 0 && <Fact name={words.permissions} values={scopes} code />}
      </dl>
    </div>
  );
}

interface FactProps {
  readonly name: string;
  readonly values: readonly string[];
  readonly code?: boolean;
}

function Fact({ name, values, code = false }: FactProps) {
  return (
    <div>
      <dt>{name}</dt>
      {values.map((value) => (
        <dd key={value}>{code ? <code>{value}</code> : value}</dd>
      ))}
    </div>
  );
}

function Copy({ text }: { readonly text: string }) {
  const [copied, setCopied] = useState("");
  async function copy() {
    await navigator.clipboard.writeText(text);
    setCopied(text);
  }
  return (
    <Button className="code-copy" look="quiet" onClick={() => void copy()}>
      {copied === text ? words.copied : words.copy}
    </Button>
  );
}
