import { after, before } from "./function-order.ts";
import { fold } from "./text.ts";
import type { Token } from "./tokens.ts";

/** What is to become of what starts functions by itself. */
export interface AutomationOrder {
  /** `unschedule`: nothing starts it by itself any more. */
  readonly kind: "pause" | "resume" | "unschedule";
  /** The functions that are named; several that fit one description where `fits` says so. */
  readonly of: readonly string[];
  /** Whether one of `of` is meant, and nobody said which. */
  readonly fits: boolean;
  /** Everything there is, without those of `of`. */
  readonly all: boolean;
  /** How long, in the person's words: nothing ends a pause by itself. */
  readonly until: string | undefined;
  /** `start it again`: a wish to run it where it is not paused. */
  readonly orRun: boolean;
}

/**
 * A wording. `loose` ones mean nothing else, so that what they are about may be described
 * (`pause the stand-up`); the others need a name or a word for it (`stop it`, `stop the schedule`).
 */
interface Form {
  readonly kind: AutomationOrder["kind"];
  readonly form: RegExp;
  readonly loose: boolean;
  readonly orRun: boolean;
}

const obj = "(?<obj>.+?)";
const automatic =
  "(?:automatically|automatic|by itself|by themselves|on its own|on their own|on (?:a|the|its) schedule|on schedule|every (?:day|week|hour|morning|month)|daily|weekly)";
const more = "(?: any ?more| any longer| again| please)*";

const nouns =
  "(?:automations?|schedul(?:e|es|er|ing)|triggers?|timers?|cron(?: jobs?)?|automatic (?:runs?|start)|automatisierung(?:en)?|automation(?:en)?|zeitplan|zeitplane|ausloser|automatizacion(?:es)?|programacion(?:es)?|horarios?|disparador(?:es)?|automatisations?|planifications?|declencheurs?|automacao|automacoes|agendamentos?|programacao|gatilhos?)";
const articles =
  "(?:l'|d'|the|this|that|my|our|its|all|of|for|from|on|den|die|das|der|dem|diese[nrs]?|meine[nrs]?|von|fur|el|la|los|las|un|una|esta|este|mi|mis|del|de|le|les|cette|ce|mon|ma|mes|du|des|pour|o|a|os|as|do|da|dos|das|essa|esse|meu|minha|para)";
const deletes =
  "(?:delete|remove|cancel|drop|discard|clear|kill|get rid of|end|losche|loesche|losch|entferne|beende|elimina|eliminar|borra|borrar|quita|quitar|cancela|cancelar|supprime|supprimer|enleve|enlever|annule|annuler|apaga|apague|apagar|exclui|exclua|excluir|remova|remove|remover|cancele|tira|tire)";

const written: readonly (readonly [
  AutomationOrder["kind"],
  "loose" | "plain" | "again",
  string,
])[] = [
  [
    "pause",
    "loose",
    `(?:pause|suspend|put on hold|pausiere|pausier|pausa|pausar|pon en pausa|mets en pause|mettre en pause|mettez en pause|suspends|suspendre|suspenda|coloca em pausa|coloque em pausa|deaktiviere|deactivate|unterbrich) ${obj}`,
  ],
  [
    "pause",
    "plain",
    `(?:stop|halt|disable|freeze|turn off|switch off|shut off|stoppe|stopp|deten|detener|desactiva|desactivar|suspende|suspender|desactive|desactiver|arrete|arreter|desative|desativa|desativar|interrompa|interrompe|pare|para|desliga|desligue) ${obj}`,
  ],
  ["pause", "loose", `(?:put|place) ${obj} on (?:hold|pause)`],
  ["pause", "plain", `(?:turn|switch|shut) ${obj} off`],
  ["pause", "plain", `(?:schalte?|stelle?) ${obj} (?:aus|ab)`],
  ["pause", "plain", `(?:halte?) ${obj} an`],
  ["pause", "plain", `(?:setze?) ${obj} aus`],
  ["pause", "loose", `(?:mets|met|mettez|mettre) ${obj} en pause`],
  ["pause", "loose", `(?:pon|poner|deja) ${obj} en pausa`],
  ["pause", "loose", `(?:coloque|coloca|ponha|bota|deixa|deixe) ${obj} em pausa`],
  ["pause", "loose", `${obj} pausieren`],
  ["pause", "plain", `${obj} (?:anhalten|stoppen|deaktivieren|ausschalten|aussetzen)`],
  [
    "resume",
    "loose",
    `(?:resume|unpause|reactivate|re-activate|re-enable|reenable|reaktiviere|reanuda|reanudar|reactiva|reactivar|vuelve a activar|reprends|reprendre|reactive|reactiver|retoma|retome|retomar|reativa|reative|reativar|volta a ativar) ${obj}`,
  ],
  [
    "resume",
    "plain",
    `(?:continue|enable|activate|turn on|switch on|turn back on|switch back on|aktiviere|activa|activar|continua|active|activer|relance|remets en marche|ativa|ative|ativar|religa|religue) ${obj}`,
  ],
  ["resume", "plain", `(?:turn|switch) ${obj} (?:back )?on(?: again)?`],
  ["resume", "plain", `(?:setze?) ${obj} (?:wieder )?fort`],
  ["resume", "plain", `(?:nimm) ${obj} wieder auf`],
  ["resume", "plain", `(?:schalte?|stelle?) ${obj} (?:wieder )?(?:ein|an)`],
  ["resume", "plain", `(?:lass) ${obj} wieder laufen`],
  ["resume", "again", `(?:start|restart) ${obj} (?:up )?again`],
  ["resume", "again", `(?:starte?) ${obj} wieder`],
  ["resume", "again", `(?:vuelve a iniciar|demarre a nouveau|inicia de novo) ${obj}`],
  ["resume", "plain", `let ${obj} run again`],
  ["resume", "plain", `${obj} (?:wieder )?(?:fortsetzen|aktivieren|einschalten)`],
  ["unschedule", "plain", `${deletes} (?<obj>(?:${articles} )*${nouns}(?: .+)?)`],
  ["unschedule", "plain", `${deletes} (?<obj>\\S+)'s ${nouns}`],
  ["unschedule", "loose", `unschedule ${obj}`],
  [
    "unschedule",
    "plain",
    `(?:do not|don't|dont|never) (?:run|start|trigger|execute|fire|launch) ${obj} ${automatic}${more}`,
  ],
  [
    "unschedule",
    "plain",
    `(?:stop|no longer) (?:running|starting|triggering|executing|firing|run|start) ${obj} ${automatic}${more}`,
  ],
  [
    "unschedule",
    "plain",
    `${obj} (?:should|must|shall) (?:not|no longer) (?:run|start|be run|be started) ${automatic}${more}`,
  ],
  ["unschedule", "plain", `make ${obj} (?:only )?manual(?: again| only)*`],
  ["unschedule", "plain", `take ${obj} off (?:the |its )?schedule`],
  [
    "unschedule",
    "plain",
    `(?:fuhre|starte|lass|fuhr|start) ${obj} nicht (?:mehr|langer) (?:automatisch|von selbst|von allein|von alleine)(?: aus| laufen| starten)?`,
  ],
  ["unschedule", "plain", `(?:mach|mache|stell|stelle) ${obj} (?:wieder )?(?:auf )?manuell`],
  [
    "unschedule",
    "plain",
    `(?:ne )?(?:lance|execute|demarre) (?:plus|pas) ${obj} (?:automatiquement|tout seul|toute seule)`,
  ],
  [
    "unschedule",
    "plain",
    `ne (?<obj>la|le|l'|les)(?: |')?(?:lance|execute|demarre) plus (?:automatiquement|tout seul|toute seule)`,
  ],
  ["unschedule", "plain", `rends ${obj} manuel(?:le)?`],
  [
    "unschedule",
    "plain",
    `(?:ya )?no (?:ejecutes|inicies|lances|corras) (?:mas )?${obj} (?:mas )?(?:automaticamente|de forma automatica|solo)(?: mas)?`,
  ],
  [
    "unschedule",
    "plain",
    `(?:ya )?no (?<obj>lo|la) (?:ejecutes|inicies|lances|corras) (?:mas )?(?:automaticamente|de forma automatica)(?: mas)?`,
  ],
  ["unschedule", "plain", `(?:haz|pon) ${obj} manual`],
  [
    "unschedule",
    "plain",
    `nao (?:rode|execute|inicie|roda) (?:mais )?${obj} (?:mais )?automaticamente(?: mais)?`,
  ],
  ["unschedule", "plain", `nao (?<obj>o|a) (?:rode|execute|inicie|roda) mais automaticamente`],
  ["unschedule", "plain", `(?:torne|torna|deixe|deixa) ${obj} manual`],
];
const forms: readonly Form[] = written.map(([kind, how, text]) => ({
  kind,
  form: new RegExp(`^${text}$`),
  loose: how === "loose",
  orRun: how === "again",
}));

/** What only says that it is not for ever is no end, and politeness nothing at all. */
const vague =
  / (?:for now|for the moment|for the time being|for a while|temporarily|until further notice|right now|immediately|bitte|mal|vorerst|erst ?mal|fur den moment|bis auf weiteres|sofort|por ahora|por el momento|temporalmente|por favor|pour l' ?instant|pour le moment|temporairement|s' ?il te plait|s' ?il vous plait|por enquanto|por ora|temporariamente)(?= |$)/g;
/** How long. */
const ending =
  / (?<until>(?:until|till|til|bis|hasta|jusqu'a|jusqu'au|ate) \S+(?: \S+){0,4}|(?:for|over|during|fur|uber|por|pendant|durante) (?:(?:the|a|an|this|next|die|das|eine|la|las|el|una|le|les|une|o|a|um|uma|os|as) )?(?:\d+ )?(?:\S+ )?(?:day|days|week|weeks|weekend|month|months|hour|hours|holidays|vacation|tag|tage|woche|wochen|wochenende|feiertage|ferien|dia|dias|semana|semanas|mes|vacaciones|jour|jours|semaine|semaines|vacances|ferias))$/;

const pronouns =
  /^(?:it|this|that|them|these|sie|es|das|ihn|diese|dies|lo|la|eso|esto|le|ca|cela|elle|l'|isso|isto|ela|ele|o|a)$/;
const functionNouns =
  /^(?:functions?|workflows?|bots?|jobs?|scripts?|tasks?|webhooks?|funktion(?:en)?|funcion(?:es)?|fonctions?|funcao|funcoes)$/;
const allWords =
  /^(?:everything|all|every|each|alles|alle|allen|saemtliche|todo|todos|todas|tout|toute|tous|toutes|tudo)$/;
const exceptWords = /^(?:except|but|besides|apart|ausser|bis|excepto|menos|salvo|sauf|exceto)$/;
const joiners = /^(?:and|und|y|et|e|as|well|also|,|both)$/;
const article = new RegExp(`^${articles}$`);
const automationNoun = new RegExp(`^${nouns}$`);
/** They describe no function. */
const lightWords =
  /^(?:daily|weekly|hourly|monthly|automatic|scheduled|running|post|posts|posting|message|messages|reminder|reminders|report|reports|thing|one|ones|to|in|at|into|every|day|week|morning|taglich\w*|wochentlich\w*|nachricht\w*|erinnerung\w*|bericht\w*|mensaj\w*|recordatorio\w*|informe\w*|rappel\w*|rapport\w*|lembrete\w*|relatorio\w*|mensagem\w*)$/;

/** `mets-la`, `ponla`, `pause-o`. */
const attached =
  /(?<= |^)(?<verb>mets|mettez|suspends|desactive|reactive|active|reprends|relance|remets|arrete|pause|retome|reative|desative|interrompa|pon|pausa|desactiva|deten|suspende|reanuda|reactiva|activa|haz)-?(?<it>la|le|les|lo|los|las|l|o|a|os|as)(?= |$)/;
/** Without a word that it is for now, it is wanted no more. */
const stopsSchedule = new RegExp(
  `^stop(?:pe)? (?:${articles} )*(?:schedule|timer|cron|zeitplan)\\b`,
);
const negated = /^(?:no|nein|non|nao|ne|not|nicht) /;

const maxWords = 20;

/** Reads `pause postDeals`, `turn it back on`, `don't run it automatically any more`; undefined for anything else. */
export function automationOrderIn(
  tokens: readonly Token[],
  functions: readonly string[],
): AutomationOrder | undefined {
  const said = tokens.filter(
    ({ kind, raw }) => (kind !== "mark" && kind !== "break" && kind !== "emoji") || raw === ",",
  );
  if (said.length === 0 || said.length > maxWords) return undefined;
  if (tokens.at(-1)?.norm === "?" && !before.test(wordsOf(said, ({ norm }) => norm)))
    return undefined;
  // A name is no misspelt word.
  return (
    orderOf(
      wordsOf(said, ({ norm }) => norm),
      functions,
    ) ??
    orderOf(
      wordsOf(said, ({ raw }) => fold(raw)),
      functions,
    )
  );
}

const wordsOf = (tokens: readonly Token[], word: (token: Token) => string): string =>
  tokens
    .map(word)
    .join(" ")
    .replaceAll(/ (?=,)/g, "");

function orderOf(words: string, functions: readonly string[]): AutomationOrder | undefined {
  const isForNow = words.search(vague) >= 0;
  let text = words
    .replaceAll(/(?<= |^)([ld])'(?=\w)/g, "$1' ")
    .replace(attached, "$<verb> $<it>")
    .replaceAll(vague, "");
  // "no pausar X" forbids it, "no, pause X" does not
  if (!negated.test(text)) text = text.replace(/^(?:no|nein|non|nao), /, "").replace(before, "");
  while (after.test(text)) text = text.replace(after, "");
  const until = ending.exec(text)?.groups?.["until"];
  const lasting = until === undefined ? text : text.slice(0, -until.length - 1);
  for (const { kind, form, loose, orRun } of forms) {
    const found = form.exec(lasting)?.groups?.["obj"];
    const about = found === undefined ? undefined : aboutOf(found, functions, loose);
    if (kind === "pause" && !isForNow && stopsSchedule.test(lasting)) continue;
    if (about) return { kind, ...about, orRun, until: kind === "pause" ? until : undefined };
  }
  return undefined;
}

type About = Pick<AutomationOrder, "of" | "fits" | "all">;

/** What an order is about; undefined where it is nothing that starts by itself. */
function aboutOf(text: string, functions: readonly string[], loose: boolean): About | undefined {
  const words = text.replaceAll(",", " ,").split(" ").filter(Boolean);
  const exception = words.findIndex((word, index) => index > 0 && exceptWords.test(word));
  const main = exception < 0 ? words : words.slice(0, exception);
  const all = main.some((word) => allWords.test(word));
  const names = namesIn(main, functions);
  if (all) {
    const rest = names.left.filter((word) => !allWords.test(word));
    const kept = exception < 0 ? undefined : namesIn(words.slice(exception + 1), functions);
    if (rest.length > 0 || names.of.length > 0) return undefined;
    // "all but the reports": who is kept has to be known
    if (kept && (kept.of.length === 0 || kept.left.length > 0)) return undefined;
    return { of: kept?.of ?? [], fits: false, all };
  }
  if (exception >= 0) return undefined;
  if (names.left.length === 0) return { of: names.of, fits: false, all };
  if (!loose || names.of.length > 0) return undefined;
  const fitting = describedBy(names.left, functions);
  return fitting.length > 0 ? { of: fitting, fits: fitting.length > 1, all } : undefined;
}

/** The functions with the most of these words in their names, and with all that say something. */
function describedBy(words: readonly string[], functions: readonly string[]): readonly string[] {
  const telling = words.filter((word) => !lightWords.test(word));
  const counted = functions
    .filter((name) => telling.every((word) => isIn(word, name)))
    .map((name) => ({ name, count: words.filter((word) => isIn(word, name)).length }));
  const most = Math.max(1, ...counted.map(({ count }) => count));
  return counted.filter(({ count }) => count === most).map(({ name }) => name);
}

/** The functions that are named, and the words that are neither names nor words for such things. */
function namesIn(words: readonly string[], functions: readonly string[]) {
  const of: string[] = [];
  const left: string[] = [];
  for (const word of words) {
    const bare = word.replace(/'s$/, "");
    const name = functions.find((one) => fold(one) === bare);
    if (name !== undefined) of.push(name);
    else if (
      ![article, pronouns, functionNouns, automationNoun, joiners].some((known) => known.test(bare))
    )
      left.push(bare);
  }
  return { of: [...new Set(of)], left };
}

/** Whether a word stands in the name of a function: `deals` in `postDealsToSales`. */
function isIn(word: string, name: string): boolean {
  const parts = name
    .replaceAll(/([a-z\d])([A-Z])/g, "$1 $2")
    .split(/[\s_-]+/)
    .map(fold);
  const plain = word.replaceAll(/[^a-z\d]/g, "");
  return parts.includes(plain) || (plain.length > 4 && parts.join("").includes(plain));
}
