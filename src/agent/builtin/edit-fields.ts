import { isStopWord, nounOf } from "./lexicon.ts";
import { editDistance } from "./text.ts";
import type { SlotKind } from "./slot-kinds.ts";
import type { Token } from "./tokens.ts";
import type { Field, KnownOperation } from "./vocabulary.ts";

/** A field as people name it: by these words, where its name or its kind fits. */
interface Naming {
  readonly meaning: string;
  readonly words: string;
  readonly name?: RegExp;
  readonly kinds?: readonly SlotKind[];
}

/** Everyday names of fields that providers name otherwise; those that keep the provider's need no line. */
const namings: readonly Naming[] = [
  { meaning: "subject", words: "subject betreff asunto objet assunto", name: /^subject$/i },
  {
    meaning: "recipient",
    words:
      "recipient recipients receiver addressee address addresses empfanger empfangerin adresse destinatario destinataria destinatarios destinataire direccion endereco",
    name: /^(to|emailAddress|attendees|email)$/,
    kinds: ["channel"],
  },
  { meaning: "cc", words: "cc kopie", name: /^cc$/ },
  { meaning: "bcc", words: "bcc cco cci blindkopie", name: /^bcc$/ },
  {
    meaning: "text",
    words:
      "text body content contents message wording words msg inhalt nachricht texto mensaje cuerpo contenido texte contenu corps mensagem corpo conteudo paragraph absatz parrafo paragraphe paragrafo caption",
    name: /^(text|body|content|markdown|commentary|message|notes|description)$/,
  },
  {
    meaning: "title",
    words: "title heading headline titel uberschrift titulo titre",
    name: /^(title|summary|name|dealname|Name|question|subject)$/,
  },
  {
    meaning: "name",
    words: "name nombre nom nome namen",
    name: /^(title|summary|name|dealname|Name|question)$/,
  },
  {
    meaning: "description",
    words: "description desc beschreibung descripcion descricao",
    name: /^(description|purpose|notes|body)$/,
  },
  {
    meaning: "note",
    words: "note notes notiz notizen nota notas",
    name: /^(notes|description|body)$/,
  },
  {
    meaning: "location",
    words: "location place venue ort raum lugar sala ubicacion lieu salle local endereco",
    name: /^location$/,
  },
  {
    meaning: "attendee",
    words:
      "guest guests attendee attendees invitee invitees participant participants gast gaste teilnehmer teilnehmerin invitado invitada invitados asistente asistentes invite invites participante participantes convidado convidada convidados",
    name: /^(attendees|addAttendees)$/,
  },
  {
    meaning: "due",
    words:
      "due deadline fallig falligkeit frist vence vencimiento echeance prazo vencimento limite",
    name: /^(closedate|closeDate|CloseDate|ActivityDate)$/,
    kinds: ["due"],
  },
  {
    meaning: "start",
    words: "start begin beginn inicio debut time uhrzeit hora heure horario",
    kinds: ["start", "time"],
  },
  { meaning: "end", words: "end ende fin fim", kinds: ["end"] },
  {
    meaning: "duration",
    words: "duration length dauer duracion duree duracao",
    kinds: ["duration"],
  },
  {
    meaning: "priority",
    words: "priority prio prioritat prioridad priorite prioridade",
    name: /priority$/i,
  },
  { meaning: "stage", words: "stage phase etapa etape fase", name: /stage(name)?$/i },
  { meaning: "status", words: "status state estado statut", name: /status$/i },
  {
    meaning: "amount",
    words: "amount betrag importe monto montant valor sum price preis precio prix preco",
    name: /amount$/i,
  },
  {
    meaning: "limit",
    words: "limit count max maximum anzahl limite maximo cantidad quantidade",
    kinds: ["count"],
  },
  { meaning: "channel", words: "channel", kinds: ["channel"] },
  { meaning: "folder", words: "folder", name: /^(parents?|folderId|addParents)$/ },
  {
    meaning: "calendar",
    words: "calendar kalender calendario calendrier agenda",
    name: /^calendarId$/,
  },
  {
    meaning: "sheet",
    words: "sheet spreadsheet tabelle hoja planilla feuille planilha tableur",
    name: /^spreadsheetId$/,
  },
  { meaning: "document", words: "doc document dokument documento", name: /^documentId$/ },
  {
    meaning: "presentation",
    words: "deck slides presentation prasentation presentacion apresentacao",
    name: /^presentationId$/,
  },
  { meaning: "list", words: "list tasklist liste lista", name: /^tasklist$/ },
  { meaning: "page", words: "page seite pagina", name: /^(page_id|block_id)$/ },
  { meaning: "database", words: "database", name: /^(database_id|data_source_id)$/ },
  { meaning: "file", words: "file", name: /^(fileId|filename|file)$/ },
  {
    meaning: "range",
    words: "range cells bereich rango plage intervalo zellen celdas",
    kinds: ["range"],
  },
  { meaning: "thread", words: "thread", name: /^(thread_ts|threadId)$/ },
  { meaning: "link", words: "link url lien enlace", kinds: ["url"] },
  { meaning: "emoji", words: "emoji reaction", kinds: ["emoji"] },
  { meaning: "label", words: "label", name: /label/i },
  {
    meaning: "query",
    words: "query search suche suchbegriff busqueda recherche pesquisa",
    kinds: ["query"],
  },
  {
    meaning: "owner",
    words: "owner besitzer inhaber propietario proprietaire proprietario",
    name: /owner/i,
  },
  {
    meaning: "phone",
    words: "phone telefon telefono telephone telefone tel number",
    name: /phone/i,
  },
  { meaning: "company", words: "company firma empresa entreprise societe", name: /^company$/i },
  { meaning: "file name", words: "filename dateiname", kinds: ["file"] },
  { meaning: "first name", words: "firstname vorname prenom", kinds: ["given-name"] },
  {
    meaning: "last name",
    words: "lastname surname nachname apellido sobrenome",
    kinds: ["family-name"],
  },
];

const byWord: ReadonlyMap<string, readonly Naming[]> = new Map(
  Array.from(
    Map.groupBy(
      namings.flatMap((naming) => naming.words.split(" ").map((word) => ({ word, naming }))),
      ({ word }) => word,
    ),
    ([word, found]) => [word, found.map(({ naming }) => naming)] as const,
  ),
);

const longWords = [...byWord.keys()].filter((word) => word.length > 4);

/** The name of a field that a word of no other meaning lacks a letter of, or has one too many; another letter makes another word. */
export function misspeltName(word: string): string | undefined {
  if (word.length < 5 || byWord.has(word)) return undefined;
  return longWords.find(
    (name) =>
      name[0] === word[0] && name.length !== word.length && editDistance(word, name, 1) <= 1,
  );
}

/** The fields that a word names, the closest first. */
export function fieldsNamed(token: Token, operation: KnownOperation): readonly Field[] {
  if (token.kind !== "word") return [];
  const word = token.norm;
  const noun = nounOf(word);
  const known = [...(byWord.get(word) ?? []), ...(byWord.get(noun) ?? [])];
  const scored = operation.fields.flatMap((field) => {
    const score = closeness(word, noun, known, field);
    return score > 0 ? [{ field, score }] : [];
  });
  return scored.toSorted((one, other) => other.score - one.score).map(({ field }) => field);
}

function closeness(word: string, noun: string, known: readonly Naming[], field: Field): number {
  const name = field.name.toLowerCase();
  if (name === word || name === noun) return 4;
  if (isStopWord(word)) return 0;
  if (known.some((naming) => naming.name?.test(field.name))) {
    const [first] = known;
    // The text of an email is its body, whatever else would hold text.
    return first?.meaning === "text" ? 3 - textRank(field) / 10 : 3;
  }
  const kind = field.kind;
  if (kind !== undefined && known.some(({ kinds }) => kinds?.includes(kind))) return 2;
  if (field.kind === "ref" && (field.idOf === noun || field.idOf === word)) return 2;
  // `address` of a recipient, not of a member that happens to end so
  if (known.length === 0 && (field.names.has(noun) || (word.length > 3 && name.endsWith(word))))
    return 1;
  return 0;
}

const textOrder = ["text", "body", "message", "content", "commentary", "markdown", "notes"];

function textRank({ name }: Field): number {
  const rank = textOrder.indexOf(name);
  return rank < 0 ? textOrder.length : rank;
}

/** The field that holds what an operation says: a message's text, an email's body. */
export function mainText({ fields }: KnownOperation): Field | undefined {
  return fields
    .filter(({ name, kind }) => textOrder.includes(name) && kind !== "email")
    .toSorted((one, other) => textRank(one) - textRank(other))[0];
}

/** Whether a field takes several of its kind: a list, or text with commas. */
export function takesSeveral(field: Field): boolean {
  return field.type === "array" || /comma/i.test(field.description);
}
