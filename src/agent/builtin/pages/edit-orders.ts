import { asksDryRun } from "../dry-run-words.ts";
import { type Folded, foldedOf } from "./folded.ts";
import * as say from "./page-words.ts";

/** One change of a page that is asked for. Words are the person's own, quoted ones without quotes. */
export type PageEdit =
  | { readonly kind: "title"; readonly to: string }
  | { readonly kind: "slug"; readonly to: string }
  | { readonly kind: "refresh"; readonly seconds: number | undefined }
  | { readonly kind: "chart"; readonly as: "bar" | "line" | "table" }
  | { readonly kind: "group"; readonly by: string }
  | { readonly kind: "sort"; readonly by: string; readonly down: boolean | undefined }
  | { readonly kind: "add-column"; readonly names: readonly string[] }
  | { readonly kind: "remove-column"; readonly names: readonly string[] }
  | { readonly kind: "rename-column"; readonly name: string; readonly to: string }
  | { readonly kind: "move-column"; readonly name: string; readonly first: boolean }
  | {
      readonly kind: "move-block";
      readonly what: string;
      readonly to: "top" | "bottom" | "before" | "after";
      readonly other: string;
    }
  | { readonly kind: "remove-block"; readonly what: string }
  | { readonly kind: "add-filter"; readonly by: string }
  | { readonly kind: "remove-filter"; readonly by: string }
  | { readonly kind: "label"; readonly of: string; readonly to: string }
  | { readonly kind: "caption"; readonly of: string; readonly to: string }
  | {
      readonly kind: "figure";
      readonly aggregate: "count" | "sum" | "average" | "min" | "max" | undefined;
      readonly of: string;
    }
  | { readonly kind: "rows"; readonly count: number }
  | { readonly kind: "text"; readonly text: string }
  | { readonly kind: "width"; readonly of: string; readonly width: "third" | "half" | "full" };

/** What is to become of a whole page. */
export type PageCommand =
  | { readonly kind: "undo" }
  | { readonly kind: "restore"; readonly version: number }
  | { readonly kind: "delete" };

const page = `(?:${say.displayWords.page})`;
const the = `(?:${say.article} )?`;
const add =
  "(?:add|also show|show|include|insert|put in|put|fuge|fueg|zeige?|erganze|anade|agrega|incluye|muestra|pon|ajoute|affiche|inclus|mets|adiciona|adicione|acrescenta|inclui|inclua|mostra|mostre)";
const remove =
  "(?:remove|delete|drop|hide|take out|take away|get rid of|entferne|losche|loesche|verstecke|streiche|quita|elimina|borra|oculta|supprime|enleve|retire|masque|remova|tira|tire|apaga|apague|exclui|exclua|esconda)";
const rename =
  "(?:rename|call|title|retitle|name|benenne|nenne|betitle|renombra|llama|titula|renomme|appelle|intitule|renomeie|renomeia|chame|chama)";
const change =
  "(?:make|change|set|turn|convert|switch|update|mach[e]?|andere|aendere|stelle?|setze?|wandle|cambia|pon|convierte|haz|haga|fais|change|mets|transforme|passe|mude|muda|faca|torne|transforma|altere|altera)";
const column = "(?:columns?|spalten?|columnas?|colonnes?|colunas?|fields?)";
const it = "(?:it|this|that|them|es|das|sie|lo|la|le|l'|esto|ca|cela|isso|o|a)";
const to = "(?:to|as|into|in|zu|auf|in|als|um|a|en|como|por|comme|sur|para|em)";
const by = "(?:by|on|after|nach|por|segun|par|selon)";
const down =
  "(?:descending|desc|largest first|biggest first|highest first|newest first|latest first|from (?:high|large|big|new)\\S* to (?:low|small|old)\\S*|absteigend|descendente|decroissant|de mayor a menor|do maior para o menor)";
const up =
  "(?:ascending|asc|smallest first|lowest first|oldest first|from (?:low|small|old)\\S* to (?:high|large|new)\\S*|alphabetically|aufsteigend|ascendente|croissant|de menor a mayor)";
const listed = "(?<names>.+?)";

type Groups = Readonly<Record<string, string>>;
interface Form {
  readonly form: RegExp;
  readonly edit: (words: (group: string) => string, groups: Groups) => PageEdit | undefined;
}

const form = (text: string, edit: Form["edit"]): Form => ({ form: new RegExp(`^${text}$`), edit });

const named = (words: string) =>
  words
    .split(/\s*(?:,|&|\band\b|\bund\b|\by\b|\bet\b|\be\b)\s*/i)
    .map((one) =>
      one.replace(/^(?:the|a|an|die|der|das|den|el|la|le|les|los|las|o|os|as|l')\s+/i, "").trim(),
    )
    .filter(Boolean);

const forms: readonly Form[] = [
  form(
    `${rename} ${the}(?:${page}|${it}|title|titel|titulo|titre)(?: title| titel)?(?: in| um)? (?:(?:to|into|in|zu|as|a|en|como|para|por) )?(?<to>.+?)(?: um)?`,
    (words) => ({ kind: "title", to: words("to") }),
  ),
  form(
    `${change} ${the}(?:(?:${page})(?:'s)? )?(?:title|titel|titulo|titre|heading|name)(?: (?:of|der|von|de la|del|da|do) ${the}${page})? ${to} (?<to>.+)`,
    (words) => ({ kind: "title", to: words("to") }),
  ),
  form(
    `${change} ${the}(?:(?:${page})(?:'s)? )?(?:slug|address|url|adresse|direccion|endereco|link)(?: (?:of|der|von|de) ${the}${page})? ${to} (?<to>\\S+)`,
    (words) => ({ kind: "slug", to: words("to") }),
  ),
  form(
    `(?:do not|don't|stop|nicht mehr|no|ne|nao) (?:refresh|refreshing|reload|reloading|update|aktualisieren|actualizar|actualices|actualise|atualize)(?:ing)?(?: ${it})?(?: plus| automatically| automatisch| by itself)*`,
    () => ({ kind: "refresh", seconds: undefined }),
  ),
  form(
    `(?:${change} ${it} )?(?:(?:refresh|reload|update|aktualisiere?|lade|actualiza\\S*|recarga|actualise\\S*|rafraichis|recharge|atualiz[ae]|recarregue) ?)(?:${the}${page}|${it}|the data|die daten|los datos|les donnees|os dados)? ?(?:neu )?(?<every>(?:every|each|alle|jede|cada|chaque|toutes les|a cada) (?:(?<number>\\d+) )?(?<unit>second|minute|hour|sekunde|stunde|segundo|minuto|hora|seconde|heure)[sn]?|hourly)(?: neu)?`,
    (_, groups) => ({ kind: "refresh", seconds: say.secondsOf(groups) }),
  ),
  form(
    `(?:${change}|show|zeige?|muestra|montre|affiche|mostra|mostre) (?:${it}|${the}(?:${say.displayWords.chart}|${say.displayWords.bar}|${say.displayWords.line}|${say.displayWords.table}))(?: (?:to|as|into|in|als|zu|en|como|comme|em))? ?${the}(?:(?<bar>${say.displayWords.bar}|bars?|balken|barras|barres|columns)|(?<line>${say.displayWords.line}|lines?|linien?|lineas?|linha)|(?<table>${say.displayWords.table}))(?: (?:instead|stattdessen|daraus))?`,
    (_, groups) => ({
      kind: "chart",
      as: groups["bar"] ? "bar" : groups["line"] ? "line" : "table",
    }),
  ),
  form(`(?:aus ${it} |mach[e]? daraus ${the})(?<bar>${say.displayWords.bar})`, () => ({
    kind: "chart",
    as: "bar",
  })),
  form(
    `(?:group|gruppiere?|agrupa|agrupe|groupe|regroupe) (?:${it}|${the}(?:${say.displayWords.chart}|rows|zeilen|filas|lignes|linhas) )?(?: )?${by} ${the}(?<by>.+)`,
    (words) => ({ kind: "group", by: words("by") }),
  ),
  form(
    `(?:sort|order|sortiere?|ordne|ordena|ordene|trie|tri|classe|classifique) (?:(?:${it}|${the}(?:${say.displayWords.table}|rows|zeilen|filas|lignes|linhas)) )?${by} ${the}(?<by>.+?)(?: (?:(?<down>${down})|(?<up>${up})))?`,
    (words, groups) => ({
      kind: "sort",
      by: words("by"),
      down: groups["down"] ? true : groups["up"] ? false : undefined,
    }),
  ),
  form(`${add} ${the}${listed} (?:as|als|como|comme) ${the}${column}(?: hinzu)?`, (words) => ({
    kind: "add-column",
    names: named(words("names")),
  })),
  form(
    `${add} ${the}(?:(?:new|another|neue|weitere|otra|autre|outra) )?${column} (?:for|with|of|called|named|fur|mit|para|con|de|pour|avec|com|da|do|de la|del|du|des) ${the}${listed}(?: (?:hinzu|ein|an))?`,
    (words) => ({ kind: "add-column", names: named(words("names")) }),
  ),
  form(`${add} ${the}${listed} ${column}(?: (?:hinzu|ein|an))?`, (words) => ({
    kind: "add-column",
    names: named(words("names")),
  })),
  form(`${add} ${the}${column} (?<names>«\\d+»|\\S+(?: \\S+)?)(?: (?:hinzu|ein|an))?`, (words) => ({
    kind: "add-column",
    names: named(words("names")),
  })),
  form(
    `${remove} ${the}${column} (?:for|with|of|called|named|fur|mit|para|con|de|pour|avec|com|da|do|de la|del|du|des)? ?${the}${listed}`,
    (words) => ({ kind: "remove-column", names: named(words("names")) }),
  ),
  form(`${remove} ${the}${listed} ${column}`, (words) => ({
    kind: "remove-column",
    names: named(words("names")),
  })),
  form(
    `${rename} ${the}${column} (?<name>.+?)(?: (?:to|into|in|as|zu|a|en|como|para|por))? (?<to>«\\d+»|\\S+)(?: um)?`,
    (words) => ({ kind: "rename-column", name: words("name"), to: words("to") }),
  ),
  form(
    `${rename} ${the}(?<name>.+?) ${column}(?: (?:to|into|in|as|zu|a|en|como|para|por))? (?<to>.+?)(?: um)?`,
    (words) => ({ kind: "rename-column", name: words("name"), to: words("to") }),
  ),
  form(
    `(?:put|move|show|make|set|stelle?|zeige?|pon|mueve|mets|deplace|coloque|mova) ${the}(?:${column} )?(?<name>.+?)(?: ${column})? (?<place>first|last|to the front|to the left|to the end|to the right|at the front|at the end|an den anfang|ans ende|nach vorne|nach hinten|primero|al principio|al final|en premier|en dernier|a la fin|au debut|primeiro|por ultimo|no inicio|no fim)`,
    (words, groups) => ({
      kind: "move-column",
      name: words("name"),
      first: /first|front|left|anfang|vorne|prim|princip|premier|debut|inicio/.test(
        groups["place"] ?? "",
      ),
    }),
  ),
  form(
    `(?:move|put|place|bring|verschiebe?|stelle?|setze?|mueve|pon|deplace|mets|mova|coloque) ${the}(?<what>.+?) (?:to |at |on |an |nach |ganz |a |al |en |tout |para |no |na |ao )*${the}(?<place>top|bottom|very top|end|oben|unten|arriba|abajo|principio|final|haut|bas|topo|fim)(?: of ${the}${page})?`,
    (words, groups) => ({
      kind: "move-block",
      what: words("what"),
      to: /top|oben|arriba|princip|haut|topo/.test(groups["place"] ?? "") ? "top" : "bottom",
      other: "",
    }),
  ),
  form(
    `(?:move|put|place|bring|verschiebe?|stelle?|setze?|mueve|pon|deplace|mets|mova|coloque) ${the}(?<what>.+?) (?<place>before|above|over|in front of|vor|uber|antes de|encima de|sobre|avant|au-dessus de|antes d[aeo]|acima d[aeo]|after|below|under|behind|nach|hinter|unter|despues de|debajo de|apres|sous|en dessous de|depois d[aeo]|abaixo d[aeo]) ${the}(?<other>.+)`,
    (words, groups) => ({
      kind: "move-block",
      what: words("what"),
      to: /^(?:before|above|over|in front|vor|uber|antes|encima|sobre|avant|au-dessus|acima)/.test(
        groups["place"] ?? "",
      )
        ? "before"
        : "after",
      other: words("other"),
    }),
  ),
  form(
    `${add} ${the}(?:(?:search|choice|text|drop-?down|auswahl) )?(?:filters?|search(?: field| box)?|suche?|suchfeld|filtros?|filtres?|recherche|busca|busqueda)(?: (?:for|by|on|fur|nach|auf|por|para|de|pour|par|sur|da|do))? ${the}(?<by>.+?)(?: (?:hinzu|ein))?`,
    (words) => ({ kind: "add-filter", by: words("by") }),
  ),
  form(
    `(?:let (?:me|people|us|everyone) filter|make it filterable|filter|filtere?|filtra|filtre) (?:${it} |${the}(?:${say.displayWords.table}) )?${by} ${the}(?<by>.+)`,
    (words) => ({ kind: "add-filter", by: words("by") }),
  ),
  form(
    `${remove} ${the}(?:filter|filtro|filtre|suche?)(?: (?:for|by|on|fur|nach|por|de|par|sur|da|do))? ?${the}(?<by>.*)`,
    (words) => ({ kind: "remove-filter", by: words("by") }),
  ),
  form(`${remove} ${the}(?<by>\\S+) (?:filter|filtro|filtre)`, (words) => ({
    kind: "remove-filter",
    by: words("by"),
  })),
  form(
    `(?:label|relabel|beschrifte|rotula|etiqueta) ${the}(?<of>.+?) (?:as |with |mit |con |avec |com |como )?(?<to>«\\d+»)`,
    (words) => ({ kind: "label", of: words("of"), to: words("to") }),
  ),
  form(
    `${rename} ${the}(?<of>(?:\\S+ )*?(?:${say.displayWords.button}|${say.displayWords.table}|${say.displayWords.chart}|${say.displayWords.form}|${say.displayWords.figure}))(?: in| um)? (?:(?:to|into|in|as|zu|a|en|como|para|por) )?(?<to>.+?)(?: um)?`,
    (words) => ({ kind: "label", of: words("of"), to: words("to") }),
  ),
  form(
    `${change} ${the}(?:label|text|caption|name|beschriftung|etiqueta|libelle|texte|texto|rotulo|title|titel|titulo|titre) (?:of|on|der|des|vom|von|auf|del|de la|de|du|sur|do|da) ${the}(?<of>.+?) ${to} (?<to>.+)`,
    (words) => ({ kind: "label", of: words("of"), to: words("to") }),
  ),
  form(
    `${change} ${the}(?<of>.*?)(?:${say.displayWords.button})(?:'s)? (?:label|text|name|title) ${to} (?<to>.+)`,
    (words) => ({ kind: "label", of: `${words("of")} button`, to: words("to") }),
  ),
  form(
    `${add} ${the}(?:caption|bildunterschrift|unterschrift|leyenda|legende|legenda) (?<to>«\\d+») (?:to|under|below|zu|unter|a|bajo|sous|sob|ao) ${the}(?<of>.+)`,
    (words) => ({ kind: "caption", of: words("of"), to: words("to") }),
  ),
  form(
    `${add} ${the}(?:caption|bildunterschrift|leyenda|legende|legenda) (?<to>«\\d+»)`,
    (words) => ({ kind: "caption", of: "", to: words("to") }),
  ),
  form(
    `${add} ${the}(?:(?:${say.displayWords.figure}) (?:for|of|with|fur|mit|de|para|con|pour|avec|com|da|do) ${the})?(?:(?<count>number|count|anzahl|numero|cantidad|nombre|quantidade)|(?<sum>sum|total|summe|gesamt\\w*|suma|somme)|(?<average>average|mean|durchschnitt|promedio|media|moyenne)|(?<max>maximum|highest|hochste|maximo)|(?<min>minimum|lowest|niedrigste|minimo)) (?:of |der |des |von |de |del |de la |des |du |dos |das |do |da )*${the}(?<of>.+?)(?: (?:hinzu|ein))?`,
    (words, groups) => ({
      kind: "figure",
      aggregate: (["count", "sum", "average", "min", "max"] as const).find((one) => groups[one]),
      of: words("of"),
    }),
  ),
  form(
    `${add} ${the}(?:${say.displayWords.figure}) (?:for|of|with|showing|fur|mit|de|para|con|pour|avec|com|da|do) ${the}(?<of>.+?)(?: (?:hinzu|ein))?`,
    (words) => ({ kind: "figure", aggregate: undefined, of: words("of") }),
  ),
  form(
    `(?:show|zeige?|muestra|affiche|mostre) (?<count>\\d+) (?:rows|lines|entries|zeilen|filas|lignes|linhas)(?: (?:per page|at once|at a time|pro seite|por pagina|par page))?`,
    (_, groups) => ({ kind: "rows", count: Number(groups["count"]) }),
  ),
  form(
    `${add} ${the}(?:text|note|heading|intro(?:duction)?|notiz|uberschrift|nota|texto|texte|titre)(?: (?:saying|that says|with|mit|que diga|qui dit|que diz))? (?<text>«\\d+»)(?: (?:at|to|on|hinzu|ein|oben|arriba|en haut).*)?`,
    (words) => ({ kind: "text", text: words("text") }),
  ),
  form(
    `${change} ${the}(?<of>.+?) (?:(?<full>full[- ]width|wide(?:r)?|breiter|mas ancho|plus large|mais largo)|(?<half>half[- ]width|half as wide|halb so breit|half)|(?<third>narrow(?:er)?|a third|small(?:er)?|schmaler|mas estrecho|plus petit|menor))`,
    (words, groups) => ({
      kind: "width",
      of: words("of"),
      width: groups["full"] ? "full" : groups["half"] ? "half" : "third",
    }),
  ),
  form(`${remove} ${the}(?<what>.+)`, (words) => ({ kind: "remove-block", what: words("what") })),
];

const polite =
  /^(?:please|pls|bitte|por favor|s'il te plait|s'il vous plait|now|ok|okay|and|also|then|can you|could you|jetzt|ahora|maintenant|agora|,) /;
const politeEnd =
  / (?:please|pls|bitte|por favor|s'il te plait|s'il vous plait|too|as well|again|wieder|any ?more|mehr|,)$/;
/** Where: it is the page at hand anyway. */
const where = new RegExp(
  ` (?:on|in|to|from|of|for|auf|in|von|zu|zur|der|en|de|del|a|sur|dans|a|na|no|da|do) (?:${say.article} |der |diese[rns]? )(?:${say.displayWords.page}|${say.displayWords.table})$`,
);

const undo =
  /^(?:undo(?: (?:that|it|this|the last (?:change|one|edit)|last change))?|revert(?: (?:that|it|this|the last change))?|take (?:that|it) back|mach (?:das|es)(?: wieder)? ruckgangig|ruckgangig(?: machen)?|deshaz(?: (?:eso|esto|lo))?|deshazlo|deshacer|annule(?:r)?(?: (?:ca|cela))?|desfaz(?:er)?(?: isso)?|desfaca(?: isso)?)$/;
const restore =
  /^(?:go back|back|revert|restore|return|roll back|rollback|zuruck|geh zuruck|vuelve|reviens|volta|volte)\b.*\b(?:version|v|versao)\s*(\d+)$/;
const drop = new RegExp(
  `^${remove} (?:${it}|${the}(?:whole |ganze |entire )?(?:${page})(?: .+)?)$`,
);

/** Reads an order about a whole page. */
export function pageCommandIn(prompt: string): PageCommand | undefined {
  const text = trimmed(foldedOf(prompt).text);
  if (undo.test(text)) return { kind: "undo" };
  const version = restore.exec(text)?.[1];
  if (version !== undefined) return { kind: "restore", version: Number(version) };
  return drop.test(text) ? { kind: "delete" } : undefined;
}

/** Reads the changes that a sentence asks for; undefined where one part of it is none. */
export function pageEditsIn(prompt: string): readonly PageEdit[] | undefined {
  if (prompt.length > 400 || asksDryRun(prompt)) return undefined;
  const parts = prompt
    .split(/\s*(?:,|;|\.|\band\b|\bund\b|\bthen\b|\bdann\b|\by\b|\bet\b|\be\b)\s+/i)
    .filter((part) => part.trim() !== "");
  const edits = parts.length > 1 && parts.length <= 5 ? parts.map(editIn) : [];
  if (edits.length > 0 && edits.every((edit) => edit !== undefined)) return edits;
  const whole = editIn(prompt);
  return whole && [whole];
}

function editIn(prompt: string): PageEdit | undefined {
  const folded = foldedOf(prompt);
  const text = trimmed(folded.text);
  const shift = folded.text.indexOf(text);
  for (const candidate of [text, text.replace(where, "")]) {
    for (const { form: shape, edit } of forms) {
      const match = new RegExp(shape, "d").exec(candidate);
      if (!match) continue;
      const groups: Record<string, string> = { ...match.groups };
      const found = edit((group) => wordsOf(folded, match, group, shift), groups);
      if (found) return found;
    }
  }
  return undefined;
}

function wordsOf(folded: Folded, match: RegExpExecArray, group: string, shift: number): string {
  const text = match.groups?.[group] ?? "";
  if (/^«\d+»$/.test(text)) return folded.quoted(text);
  const [from, end] = match.indices?.groups?.[group] ?? [0, 0];
  return from === end ? "" : folded.raw(from + shift, end + shift).replace(/[ ,]+$/, "");
}

function trimmed(text: string): string {
  let left = text.replaceAll(/(?<= |^)([ld])'(?=\w)/g, "$1'");
  while (polite.test(left)) left = left.replace(polite, "");
  while (politeEnd.test(left)) left = left.replace(politeEnd, "");
  return left.replace(/ ,$/, "").trim();
}
