import { isKnownNoun, nounOf } from "./lexicon.ts";
import { timePhrases } from "./time-phrases.ts";
import type { Token } from "./tokens.ts";

/** What a message asks for besides making or changing a function. */
export type SideIntent =
  | { readonly kind: "undo" }
  | { readonly kind: "restore"; readonly version: number }
  | {
      readonly kind: "run";
      readonly input: Readonly<Record<string, string>>;
      readonly text: string | undefined;
    }
  | { readonly kind: "list-functions" }
  | { readonly kind: "show-function" }
  | { readonly kind: "runs" }
  | { readonly kind: "connections" }
  | { readonly kind: "tools" }
  | { readonly kind: "permissions-needed" }
  | { readonly kind: "rename" }
  | { readonly kind: "say"; readonly text: string };

const undo =
  /^(?:please |ok |no |nein |pls |and |hm+ )*(?:undo(?: (?:that|it|this|the last (?:change|one|edit)|last change|everything))?|revert(?: (?:that|it|this|the last change))?|take (?:that|it) back|mach (?:das|es) ruckgangig|ruckgangig(?: machen)?|deshaz(?: (?:eso|esto))?|deshacer|annule(?:r)?(?: (?:ca|cela))?|desfaz(?:er)?(?: isso)?|desfaca(?: isso)?)(?: (?:please|pls|again|bitte|por favor))*$/;
const restore =
  /\b(?:go back|back|revert|restore|return|roll back|rollback|zuruck|vuelve|reviens|volta|volte)\b.*\b(?:version|v|versao)\s*(\d+)\b/;
const run =
  /^(?:please |now |ok |pls |can you |and )*(?:run|test|try|execute|start|fuhre|ejecuta|lance|execute|roda|starte|teste|prueba|essaie)\b/;
const runs =
  /\b(?:did (?:it|that) (?:run|work)|(?:last|latest|recent|failed|my|show|list|the) (?:\w+ )?runs?\b|why did (?:it|that|\w+) fail|run history|what went wrong|letzte laufe)/;
const ask =
  /^(?:what|which|who|why|how|(?:can|could|does|do|did|is|are) (?:i|you|we|they|it|my|the|a|this|that|any|there)|show|list|tell me|hi|hello|hey|que|cual\w*|quels?|quelles?|was|welche\w*|quais|qual|puedo|kann|peux|est-ce|posso|zeig\w*|muestra\w*|montre\w*|mostr\w*)\b/;
const connectable =
  /\b(?:tools?|apps|services?|connectors?|integrations?|hook up|connect|werkzeuge|herramientas|outils|ferramentas|verbinden|conectar|connecter)\b/;
const access =
  /\b(?:access|permissions?|scopes?|connected|connections?|allowed|berechtigungen|zugriff|rechte|permisos?|acceso|conexiones|autorisations?|acces|permissoes|permissao|acesso)\b/;
const needed =
  /\b(?:need(?:ed|s)?|necessary|require[ds]?|braucht|brauche|notig|necesit\w*|necesari\w*|faut|besoin|necessari[ao]s?|precis\w*)\b/;

/** Reads undo, run, look-ups and questions; undefined where the message is about making something. */
export function sideIntent(
  tokens: readonly Token[],
  knowsFunction: boolean,
): SideIntent | undefined {
  const words = tokens
    .filter(({ kind }) => kind !== "quote" && kind !== "mark" && kind !== "break")
    .map(({ norm }) => norm);
  const said = words.join(" ").trim();
  const version = restore.exec(said)?.[1];
  if (version) return { kind: "restore", version: Number(version) };
  if (undo.test(said)) return { kind: "undo" };
  const question = ask.test(said) || tokens.at(-1)?.norm === "?";
  const about = (noun: string) => words.some((word) => isKnownNoun(word) && nounOf(word) === noun);
  if (runs.test(said)) return { kind: "runs" };
  if (
    run.test(said) &&
    !starts(tokens, said) &&
    !about("channel") &&
    words.length <= 12 &&
    (knowsFunction || about("function") || /^(?:\S+ )*(?:it|that)\b/.test(said))
  ) {
    const text = tokens.find(({ kind }) => kind === "quote")?.value;
    return { kind: "run", input: namedValues(tokens), text };
  }
  if (
    /^(?:please )?(?:rename|umbenennen|benenne|renombra|renomme|renomeia) (?:it\b|(?:the |this |my |die |la |a )?(?:function|funktion|funcion|fonction|funcao)\b)/.test(
      said,
    )
  )
    return { kind: "rename" };
  if (/^(?:hi|hello|hey|hallo|hola|bonjour|ola|good morning)(?: there)?$/.test(said))
    return { kind: "tools" };
  if (/^(?:thanks|thank you|thx|danke|gracias|merci|obrigad[oa])(?: .{0,20})?$/.test(said))
    return { kind: "say", text: "You are welcome." };
  if (!question) return undefined;
  if (tokens.some(({ kind }) => kind === "channel" || kind === "id" || kind === "timestamp"))
    return undefined;
  if (/\boffline\b|\blaptop\b|\bcomputer (?:is )?off\b/.test(said)) {
    return {
      kind: "say",
      text: "Functions run on the server that runs Patchbay, so your own computer may be off as long as that server is on.",
    };
  }
  if (/\b(?:several|multiple|more than one|many) (?:tools|apps|connectors|accounts)\b/.test(said)) {
    return {
      kind: "say",
      text: "Several: one app can hold connections to as many tools as the catalog has, and one function can use more than one of them.",
    };
  }
  if (access.test(said))
    return needed.test(said) ? { kind: "permissions-needed" } : { kind: "connections" };
  if (
    connectable.test(said) ||
    /\bwhat can (?:you|i|it) do\b|\bhow does (?:this|it) work\b|^help$|\bwhat is patchbay\b/.test(
      said,
    )
  )
    return { kind: "tools" };
  if (
    about("function") &&
    /\b(?:what|which|list|show|welche|que|cuales|quelles|quais|zeig|mis|my|meine)\b/.test(said) &&
    !/\b(?:code|source)\b/.test(said)
  )
    return { kind: "list-functions" };
  if (
    /\b(?:code|source|quelltext|codigo)\b/.test(said) ||
    /^(?:show|what does) (?:it|that|this)\b/.test(said)
  )
    return { kind: "show-function" };
  return undefined;
}

/** `run it every day`, `start it with :wave:`: about the function, not a wish to run it now. */
function starts(tokens: readonly Token[], said: string): boolean {
  return (
    timePhrases(tokens).length > 0 ||
    /\b(?:when|whenever|wenn|cuando|quand|quando)\b/.test(said) ||
    /^start \w+ with\b/.test(said)
  );
}

/** `text "hi"`, `channel #general`: what stands after the name of an input. */
function namedValues(tokens: readonly Token[]): Readonly<Record<string, string>> {
  return Object.fromEntries(
    tokens.flatMap((token, index): [string, string][] => {
      const value =
        tokens[index + 1]?.norm === ":" || tokens[index + 1]?.norm === "="
          ? tokens[index + 2]
          : tokens[index + 1];
      const takes =
        value?.kind === "quote" ||
        value?.kind === "channel" ||
        value?.kind === "email" ||
        value?.kind === "number";
      return token.kind === "word" && value && takes ? [[token.raw, value.value]] : [];
    }),
  );
}
