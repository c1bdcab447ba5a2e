/**
 * Whether a message asks to run a function without changing anything; words folded, in lower case.
 * Anchored at its start: inside of a sentence they may be part of what a function is to do.
 */
export function asksDryRun(said: string): boolean {
  const words = said.replaceAll(/[-'’]/g, " ").replaceAll(/ {2,}/g, " ");
  return isNamed.test(words) || asksOutcome.test(words) || triesWithout.test(words);
}

const polite =
  "(?:(?:please|pls|now|ok|okay|just|and|first|bitte|mal|kannst du|por favor|puedes|podrias|peux tu|s il te plait|voce pode|pode|can you|could you|let s|lets|i want to|i d like to) )*";
const doing =
  "(?:(?:do|make|start|give me|show me|mach|mache|machen|starte|fuhre|haz|hacer|fais|faire|faca|fazer|faz|as|als|a|an|one|me|einen|ein|un|una|une|um|uma) )*";

/** `dry run it`, `do a dry run`, `simulate it`, `Probelauf`. */
const isNamed = new RegExp(
  `^${polite}${doing}(?:dry ?run\\b|(?:run|test|try|execute) (?:\\S+ )?(?:as a |in )?dry|simulate (?:it|that|this|the (?:function|run)|a run|[a-z]+[A-Z])|simulation\\b|rehearse (?:it|that|this|the (?:function|run))|probelauf\\b|trockenlauf\\b|simulier\\w* (?:es|das|die funktion|den lauf)|simula(?:lo|la|r)? ?(?:eso|esto|isso|isto|a funcao|la funcion|la ejecucion|a execucao)?$|simule(?:z)? ?(?:le|la|ca|cela|isso|isto|la fonction|a funcao)?$|(?:ejecucion|prueba|ensayo) (?:en seco|simulada)|(?:execucao|teste|ensaio) (?:simulad[ao]|a seco)|(?:essai|execution|test) a (?:blanc|vide|sec))`,
);

/** `what would happen if I ran it`, `was würde passieren, wenn ich es laufen lasse`. */
const asksOutcome = new RegExp(
  `^${polite}(?:what would (?:happen|it (?:do|send|post|change|write))|what will (?:happen|it do) (?:if|when) (?:i|we|you) (?:run|ran|start)|was wurde (?:passieren|es tun|geschehen)|que pasaria|que haria|que se passerait il|qu est ce qui se passerait|que ferait (?:elle|il)|o que aconteceria|o que (?:ela|ele) faria)\\b`,
);

/** `try it without sending anything`, `teste es, ohne etwas zu senden`. */
const triesWithout = new RegExp(
  `^${polite}(?:run|test|try|execute|start|teste|probier\\w*|fuhre|starte|lass\\w*|ejecuta\\w*|prueba\\w*|lance\\w*|execute\\w*|essaie\\w*|teste\\w*|roda\\w*|rode) (?:\\S+ ){0,4}?(?:without (?:really |actually )?(?:sending|posting|writing|changing|saving|doing)|but (?:don t|do not) (?:really |actually )?(?:send|post|write|change|save)|ohne (?:\\S+ )?(?:etwas |was )?(?:wirklich )?(?:zu (?:senden|schicken|andern|schreiben|posten)|abzuschicken|senden)|sin (?:enviar|mandar|cambiar|publicar)|sans (?:rien )?(?:envoyer|changer|publier|modifier)|sem (?:enviar|mandar|mudar|publicar))`,
);
