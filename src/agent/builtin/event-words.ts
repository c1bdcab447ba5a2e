import { nounOf } from "./lexicon.ts";

export const whenWords: ReadonlySet<string> = new Set(
  "when whenever once wenn sobald falls immer-wenn cuando quand lorsque lorsqu'un lorsqu'une quando assim-que".split(
    " ",
  ),
);

/** They start an event only at the beginning of a sentence or after a clause. */
export const ifWords: ReadonlySet<string> = new Set(
  "if si se after upon despues apres nachdem".split(" "),
);

export const newWords: ReadonlySet<string> = new Set(
  "new newly incoming neu neue neuer neues neuen neuem eingehende eingehenden nuevo nueva nuevos nuevas entrante entrantes nouveau nouvelle nouveaux nouvelles entrants novo nova novos novas recebidos".split(
    " ",
  ),
);

export const eachWords: ReadonlySet<string> = new Set(
  "every each any a an the my jede jeder jedes jeden jedem ein eine einen einem cada un una une chaque um uma todo toda".split(
    " ",
  ),
);

export const messageWords =
  /^(?:tell|notify|post|posts|posted|write|writes|message|messages|joins?|reacts?|reaction|mentions?|comments?|schreibt|postet|escribe|escribe|publica|ecrit|poste|escreve)$/;

export const quoteLeads =
  /^(?:with|containing|contains|contain|named|called|titled|about|mentioning|mentions|label|labeled|labelled|tagged|subject|from|in|is|has|to|mit|con|avec|com|betreff|asunto|sujet|objet|assunto|label|stage|status|von|uber|sobre|de|folder|contiene|enthalt|contient|contem|word|says)$/;

export const watchWords: ReadonlySet<string> = new Set(
  "watch watches watching monitor monitors monitoring listen listens capture captures detect detects observe observes uberwache uberwacht beobachte beobachtet vigila vigile monitorea monitoriza surveille surveiller monitore monitora captura capture".split(
    " ",
  ),
);

export const arrows = /^(?:[→➔➜⟶➡]|[-=]+>)$/;

const appWords: ReadonlySet<string> = new Set(
  "app application aplicacion anwendung appli aplicativo aplicacao site website webapp backend shop store webshop tienda loja boutique laden".split(
    " ",
  ),
);

/** The caller's own program. */
export function isAppWord(word: string): boolean {
  return appWords.has(word);
}

/** Words of an event's own: without these nothing says that a thing is new. */
export function isNew(word: string): boolean {
  return newWords.has(word);
}

/** Whether a word names messages as such: `alerts for …`, `notifications about …`. */
export function isNotice(word: string): boolean {
  return (
    nounOf(word) === "message" ||
    /^(?:ping|pings|dm|dms|benachrichtigung|benachrichtigungen|notificacion|notificaciones|notificacao|notificacoes|alerte|alertes|alerta|alertas)$/.test(
      word,
    )
  );
}
