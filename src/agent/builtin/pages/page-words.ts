/**
 * How people speak of pages, in English, German, Spanish, French and Portuguese, folded: lower case
 * without accents. Nothing here knows a connector.
 */

export type Display = "page" | "table" | "bar" | "line" | "chart" | "figure" | "form" | "button";

/** What is looked at. `page` and `table` are things of some tools, too: only where they stand decides. */
export const displayWords: Readonly<
  Record<Exclude<Display, "page" | "form" | "button">, string>
> & {
  readonly [Kind in Display]: string;
} = {
  page: "dashboards?|control panels?|ubersichtsseite|tableaux? de bord|cuadros? de mando|tableros?|panel(?:es)?|paine(?:l|is)|cruscotto|web ?pages?|webseite|page|seite|pagina|ubersicht",
  table: "tables?|tabellen?|tablas?|tableaux?|tabelas?|tabella",
  bar: "bar (?:chart|graph|diagram)s?|column charts?|balkendiagramme?|saulendiagramme?|graficos? de barras|grafica de barras|diagramme a barres|graphiques? a barres|graphique en barres|graficos? de colunas",
  line: "line (?:chart|graph|diagram)s?|liniendiagramme?|kurvendiagramme?|graficos? de lineas|grafica de lineas|graphique en courbes?|courbes?|graphique lineaire|graficos? de linhas?",
  chart: "charts?|graphs?|diagramme?s?|diagrams?|graficos?|graficas?|graphiques?",
  figure:
    "figures?|big numbers?|kpis?|key figures?|kennzahl(?:en)?|kacheln?|indicador(?:es)?|chiffres? cles?|cifras?|score ?cards?|counters?",
  form: "forms?|formulare?|formularios?|formulaires?|formulario",
  button: "buttons?|knopfe?|schaltflachen?|buttons|boton(?:es)?|boutons?|botao|botoes",
};

/** Those that belong to no tool. */
export const strongPage =
  /^(?:dashboards?|control panels?|ubersichtsseite|tableaux? de bord|cuadros? de mando|tableros?|panel(?:es)?|paine(?:l|is)|cruscotto|web ?pages?|webseite)$/;

export const article =
  "(?:an?|the|my|our|one|this|another|new|simple|small|nice|live|single|ein|eine[nmr]?|der|die|das|dem|den|mein[en]*|unser[en]*|neue[nrs]?|un|una|uno|el|la|los|las|mi|mis|nuestro|nuestra|nuevo|nueva|le|les|mon|ma|mes|notre|une|nouveau|nouvelle|um|uma|o|os|as|meu|minha|nosso|nossa|novo|nova)";

/** `show me`, `make`, `zeig mir`: what is done with a page by who asks for one. */
export const makes =
  "(?:please |bitte |por favor |s'il te plait |can you |could you |i want |i would like |i'd like |i need |we need |give me |ich mochte |ich brauche |quiero |necesito |je veux |j'ai besoin d'|je voudrais |eu quero |quero |preciso de )*" +
  "(?:(?:to )?(?:show|display|see|view|list|make|build|create|generate|put|give|add|draw|plot|visuali[sz]e|design|set up|have|get|zeige?|erstelle?|baue?|mach[e]?|leg[e]?|muestra(?:me)?|mostrar|muestre|haz(?:me)?|crea(?:me)?|crear|ver|pon|montre(?:-moi)?|affiche(?:-moi)?|montrer|afficher|cree[rz]?|fais|faire|construis|mostr[ae](?:-me)?|mostrar|cri[ae]r?|faca|fazer|exib[ae]|coloque|coloca)(?: me| us| mir| uns| moi| nous| nos| -me)? )?";

/** Verbs that show what is there, rather than make a thing in a tool. */
export const shows =
  /^(?:please |bitte |por favor |can you |could you |i want to |i'd like to )*(?:show|display|see|view|list|get|give me|visuali[sz]e|plot|draw|chart|zeige?|muestra\w*|mostrar|ver|montre\S*|affiche\S*|mostr[ae]\S*|exib[ae])(?= )/;

/** Between a display and what it shows. */
export const showing =
  "(?:of|for|with|from|about|showing|that shows?|which shows?|to show|displaying|that displays?|listing|that lists?|on|von|mit|fur|aus|uber|das|die|der|zeigt|mit den|con|de|del|de los|de las|sobre|para|que muestre|que muestra|avec|des|du|pour|qui montre|qui affiche|qui liste|com|dos|das|do|da|que mostre|que mostra|:)";

/** Before a display at the end. */
export const into =
  "(?:in|as|into|on|onto|inside|within|als|auf|im|en|como|dans|sur|comme|sous forme d[e']|em|num|numa|no|na)";

/** Between a button or form and what it does. */
export const thatDoes =
  "(?:that|which|to|for|and|where i can|where people can|with which i can|der|die|das|zum|um|mit dem man|que|para|qui|pour|a)";

/** `refresh it every minute`, at the end of an order. */
export const every =
  /(?:(?: ,)? (?:and |und |y |et |e )?)(?:(?:that |which |die sich |que |qui )?(?:it )?(?:refresh(?:es|ed|ing)?|updat(?:es?|ed|ing)|reload(?:s|ed|ing)?|aktualisier\w*|actualiza\w*|actualise\w*|rafraichi\w*|atualiza\w*)(?: itself| sich| se| it)? )(?<every>(?:every|each|alle|jede|cada|chaque|toutes les|a cada) (?:(?<number>\d+) )?(?<unit>second|minute|hour|sekunde|minute|stunde|segundo|minuto|hora|seconde|heure)[sn]?|hourly|minutely)/;

const units: Readonly<Record<string, number>> = {
  second: 1,
  sekunde: 1,
  segundo: 1,
  seconde: 1,
  minute: 60,
  minuto: 60,
  hour: 3600,
  stunde: 3600,
  hora: 3600,
  heure: 3600,
};

/** Seconds of `every 5 minutes`; what is shorter than a page may be is the shortest. */
export function secondsOf(groups: Readonly<Record<string, string | undefined>>): number {
  if (groups["every"] === "hourly") return 3600;
  const number = Number(groups["number"] ?? "1");
  return Math.min(Math.max(number * (units[groups["unit"] ?? "minute"] ?? 60), 10), 86_400);
}

/** Members that things of many tools have, as their APIs call them. */
const members: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries({
    amount: "betrag summe wert importe monto montant valor quantia betrage",
    stage: "phase etapa etape fase stufe",
    status: "zustand estado statut etat",
    date: "datum fecha data",
    name: "namen nombre nom nome",
    title: "titel titulo titre",
    email: "e-mail mail correo courriel",
    phone: "telefon telefono telephone telefone",
    company: "firma unternehmen empresa entreprise societe",
    link: "verweis enlace lien",
    views: "aufrufe vistas vues visualizacoes",
    followers: "seguidores abonnes",
    start: "beginn inicio debut",
    end: "ende fin fim",
    place: "ort lugar lieu local",
    priority: "prioritat prioridad priorite prioridade",
    created: "erstellt creado cree criado",
  }).flatMap(([word, others]) => others.split(" ").map((other) => [other, word])),
);

/** `betrag` → amount. */
export const memberWord = (word: string): string => members[word] ?? word;
