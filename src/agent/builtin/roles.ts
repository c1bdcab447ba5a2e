/**
 * Words that say which input a value belongs to, in English, German, Spanish, French and
 * Portuguese. Nothing here knows a connector: an input has the role that its own name ends with
 * (`dealstage`, `StageName`), and a thing is what its name or description says (`spreadsheetId`).
 */
import { isStopWord, nounOf, wordsIn } from "./lexicon.ts";
import type { Token } from "./tokens.ts";
import type { Field } from "./vocabulary.ts";

/** Written as the names of inputs are, without spaces. */
const roleTable: Readonly<Record<string, string>> = {
  subject: "subject subjects betreff asunto objet sujet assunto",
  text: "text body content contents texto cuerpo corpo corps texte inhalt contenido contenu conteudo wortlaut",
  title: "title titel titulo titre heading headline caption uberschrift legende legenda leyenda",
  name: "name namen nombre nom nome",
  description: "description beschreibung descripcion descricao",
  notes: "notes note notiz notizen nota notas",
  location: "location venue place ort lugar lieu local ubicacion endroit",
  company:
    "company firma unternehmen empresa societe entreprise compania organisation organization",
  phone: "phone telephone tel telefon telefonnummer telefono telefone celular mobile handy movil",
  amount: "amount betrag importe montant monto valor worth value wert valeur summe",
  stage: "stage etapa phase etape fase estagio",
  status: "status estado etat statut",
  priority: "priority prioritat prioridad priorite prioridade",
  firstname:
    "firstname first-name given-name vorname prenom nombre-de-pila givenname nombre-de-pila",
  lastname:
    "lastname last-name surname nachname familienname apellido apellidos sobrenome nom-de-famille family-name",
  jobtitle: "jobtitle job-title position puesto cargo",
  domain: "domain dominio domaine website",
  city: "city stadt ciudad ville cidade",
  industry: "industry branche industria secteur",
  closedate: "closedate close-date closing-date abschlussdatum",
  due: "due fallig faellig due-date deadline frist vencimiento echeance prazo",
  question: "question frage pregunta pergunta",
  topic: "topic thema tema topico",
  purpose: "purpose zweck proposito",
  pipeline: "pipeline",
};

const thingTable: Readonly<Record<string, string>> = {
  spreadsheet:
    "spreadsheet spreadsheets sheet sheets gsheet google-tabelle tabelle tabellen hoja hojas planilla planilha planilhas feuille classeur tableur",
  document: "document documents doc docs gdoc dokument dokumente documento documentos",
  presentation:
    "presentation presentations deck slides slidedeck prasentation google-prasentation presentacion apresentacao",
  slide: "slide folie diapositiva diapositive",
  folder: "folder folders ordner carpeta carpetas dossier dossiers pasta pastas",
  file: "file files datei dateien archivo archivos fichier fichiers arquivo arquivos",
  calendar: "calendar calendars kalender calendario calendrier",
  list: "list lists liste lista tasklist aufgabenliste",
  form: "form forms formular formulario formulaire",
  task: "task tasks todo to-do aufgabe aufgaben salesforce-aufgabe tarea tareas tache taches tarefa tarefas",
  label: "label labels etiqueta etiquetas libelle",
  tab: "tab tabs blatt reiter pestana onglet aba",
  cell: "cell cells zelle zellen celda celdas cellule cellules celula celulas",
  page: "page pages seite seiten notion-seite pagina paginas",
  table: "table",
  database: "database databases db dbs datenbank bbdd base",
  deal: "deal deals hubspot-deal negocio negocios",
  opportunity: "opportunity opportunities opp oportunidad oportunidades opportunite oportunidade",
  account: "account accounts compte cuenta conta konto accountkonto",
  contact: "contact contacts kontakt kontakte hubspot-kontakt contacto contactos contato contatos",
  lead: "lead leads prospecto interessent",
  case: "case cases fall caso",
  ticket: "ticket tickets",
  firm: "companies",
  person: "person people user users",
  event: "event events termin termine evento eventos evenement meeting appointment",
  email: "email emails mail mails e-mail correo courriel",
  conversation: "thread threads konversation hilo fil",
  draft: "draft drafts entwurf borrador brouillon rascunho",
  line: "line paragraph absatz parrafo paragraphe paragrafo",
  report: "report bericht informe rapport relatorio",
};

/** Their values go on over commas and small words. */
export const longRoles: ReadonlySet<string> = new Set(
  "subject text description notes topic purpose".split(" "),
);

/** What follows is a name, even of several words. */
export const namingWords: ReadonlySet<string> = new Set(
  "called named titled entitled namens genannt llamado llamada titulado titulada appele appelee nomme nommee intitule intitulee chamado chamada intitulado intitulada".split(
    " ",
  ),
);

/** What follows is said. */
export const sayingWords: ReadonlySet<string> = new Set(
  "saying says diciendo dice diga disant dit dizendo diz dizend lautet sagt".split(" "),
);

const roles = invert(roleTable);
const things = invert(thingTable);

function invert(table: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(table).flatMap(([meaning, words]) =>
      words.split(" ").map((word) => [word, meaning] as const),
    ),
  );
}

/** The role that the word at a place says, `first name` in two, `nom de famille` in three. */
export function roleAt(tokens: readonly Token[], index: number): Role | undefined {
  if (tokens[index]?.kind !== "word") return undefined;
  for (const length of [3, 2]) {
    const role = roles.get(joined(tokens, index - length + 1, index));
    if (role !== undefined) return { role, from: index - length + 1 };
    // the first word of several is none by itself
    if (roles.has(joined(tokens, index, index + length - 1))) return undefined;
  }
  const role = roles.get(tokens[index]?.norm ?? "");
  return role === undefined ? undefined : { role, from: index };
}

/** The role whose first word stands at a place. */
export function roleFrom(tokens: readonly Token[], index: number): Role | undefined {
  return [index, index + 1, index + 2]
    .map((at) => roleAt(tokens, at))
    .find((said) => said?.from === index);
}

function joined(tokens: readonly Token[], from: number, to: number): string {
  if (from < 0 || to >= tokens.length) return "";
  return tokens
    .slice(from, to + 1)
    .map(({ kind, norm }) => (kind === "word" ? norm : " "))
    .join("-");
}

export interface Role {
  readonly role: string;
  /** Position of its first word. */
  readonly from: number;
}

/** What a folded word names, across languages and short forms: `doc`, `documento` → `document`. */
export function thingOf(word: string): string {
  return things.get(word) ?? things.get(nounOf(word)) ?? nounOf(word);
}

/** Every word of the tables, for telling a typo from a name. */
export const roleWords: readonly string[] = [
  ...roles.keys(),
  ...things.keys(),
  ...namingWords,
].filter((word) => !word.includes("-"));

export function isThing(word: string): boolean {
  return things.has(word);
}

/** Whether an input is what the role says: its name is it, or ends with it. */
export function hasRole(field: Field, role: string): boolean {
  if (kindRoles[role] !== undefined && field.kind === kindRoles[role]) return true;
  const name = compact(field.name);
  if (role === "description" && name === "purpose") return true;
  // French has one word for both.
  if (role === "subject" && name === "topic") return true;
  return name === role || name.endsWith(role) || name === `${role}name` || name === `${role}text`;
}

const kindRoles: Readonly<Partial<Record<string, Field["kind"]>>> = {
  firstname: "given-name",
  lastname: "family-name",
  due: "due",
  name: "name",
  title: "name",
  text: "text",
  subject: "subject",
};

/** Things that an input is the id or name of, by its name and the first words of its description. */
export function thingsOf(field: Field): ReadonlySet<string> {
  const known = thingsByField.get(field);
  if (known) return known;
  const words = wordsIn(field.name.replaceAll("_", " ")).filter(
    (word) => word !== "id" && !isStopWord(word),
  );
  const described =
    field.lookups.length > 0
      ? /^(?:Task (list)|([A-Za-z]+))/.exec(field.description)?.slice(1)
      : /^Name of an? (\w+)/.exec(field.description)?.slice(1);
  const found = new Set(
    [...words, ...(described ?? []), field.idOf]
      .filter((word) => word !== undefined)
      .map((word) => thingOf(word.toLowerCase())),
  );
  thingsByField.set(field, found);
  return found;
}

const thingsByField = new WeakMap<Field, ReadonlySet<string>>();

function compact(name: string): string {
  return name.replaceAll("_", "").toLowerCase();
}
