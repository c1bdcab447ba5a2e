import { fold } from "./text.ts";

/**
 * Everyday words in English, German, Spanish, French and Portuguese, by what they mean. Nothing
 * here knows a connector: operations bring their own words, and meet these through the same table.
 */
const verbTable: Readonly<Record<string, string>> = {
  send:
    "forward forwards deliver delivers emails mails congratulate weiterleiten leite verschicke verschicken reenvia reenviar transfere transferer transfers encaminha encaminhar encaminhe send sends sending post posts posting tell notify notifies ping message dm announce share alert inform broadcast publish say write reply remind " +
    "schicke schick schicken sende senden poste posten melde melden benachrichtige benachrichtigen informiere schreib schreibe teile sag " +
    "envia enviar envie enviame manda mandar mande mandame avisa avisar avise notifica notificar publica publicar escribe comparte " +
    "envoie envoyer envoyez poster publie publier previens prevenir avertis notifie ecris partage " +
    "notifique publique escreva escreve compartilhe avisem email mail",
  create:
    "draft drafts generate generates generating produce produces compose composes book books reserve prepare prepares generiere generieren genera generar generer genere gera gerar gere buche buchen reserva reservar reserve bereite create creates creating make open build start erstelle erstellen erstell anlegen lege crea crear cree creer creez cria criar crie abre",
  read:
    "check checks process processes handle handles parse parses ingest surface surfaces collect collects gather gathers aggregate aggregates capture captures view loads pulls take takes prufe prufen schau schaue abrufen consulta consultar revisa revisar verifie verifier consulte consulter verifica verificar confira recolhe recoge get gets fetch list show read pull retrieve load give display grab count lies lesen hole holen zeig zeige liste auflisten obten " +
    "muestra mostrar lista listar lee leer dame trae lis lire recupere recuperer montre affiche donne mostra mostre leia pegue busque",
  search:
    "query queries searches finds search find look lookup suche suchen finde finden busca buscar encuentra cherche chercher trouve recherche procura procure pesquisa pesquise",
  update:
    "refresh refreshes enrich enriches update edit modify correct replace ersetze ersetzen reemplaza reemplazar remplace remplacer substitua substituir substitui troca trocar change bearbeite aktualisiere andere cambia edita actualiza modifie modifier change muda altera edite atualiza atualize",
  delete:
    "delete deletes erase trash losche loschen borra borrar elimina eliminar supprime supprimer efface apaga apagar apague exclui exclua",
  remove:
    "remove drop kick entferne entfernen quita quitar saca enleve enlever retire retirer tira tirar tire remova",
  save: "save saves store speichere speichern guarda guardar enregistre enregistrer salva salvar",
  copy: "copy copies duplicate kopiere kopieren copia copiar copie copier",
  move: "moving move moves verschiebe verschieben mueve mover deplace deplacer",
  clear: "clear clears empty leere leeren vacia vaciar vide vider limpa limpar",
  export: "export exports exportiere exportieren exporta exportar exporte exporter",
  complete: "complete completes finish erledige completa completar termine",
  mark: "tag tags tagging categorize categorizes categorise categorises categorized kategorisiere kategorisieren categoriza categorizar etiqueta etiquetar categorise categoriser etiquete classificar classifica star mark marks markiere markieren marca marcar marque",
  add: "log logs put puts insert inserts record enter trage eintragen trag registra registrar registre inscris inscrire insere inserir insira inserta insertar pone add adds adding append attach fuge hinzufugen erganze anade anadir agrega agregar ajoute ajouter adiciona adicionar adicione acrescenta",
  rename: "rename umbenennen benenne renombra renombrar renomme renommer renomeia renomear",
  archive:
    "archive archives archiviere archivieren archiva archivar archiver arquiva arquivar arquive",
  invite: "invite invites inviting einladen lade invita invitar inviter convida convidar convide",
  upload:
    "upload uploads uploading hochladen sube subir televerse televerser charge carrega carregar carregue",
  schedule:
    "schedule schedules plane planen programa programar planifie planifier agenda agendar agende",
  pin: "pin pins fija fijar epingle epingler fixa fixar anheften hefte",
  unpin: "unpin",
  react: "like likes react reacts reagiere reagieren reacciona reaccionar reagis reagir reage",
  set: "set setze setzen pon poner mets mettre define definir defina",
  join: "join beitreten tritt unete rejoins entra",
  leave: "leave verlasse sal quitte sai",
  import: "import imports importiere importieren importa importar importe importer",
  sync: "sync syncs synchronize synchronise synchronizes synchronisiere synchronisieren sincroniza sincronizar synchroniser sincronize mirror mirrors map maps",
  convert:
    "convert converts transform transforms turn turns konvertiere wandle umwandeln convierte convertir convertis transforme transforma transformar converte converter",
  think:
    "summarize summarizes summarise summarises summarizing analyze analyzes analyse analyses analyzing extract extracts extracting classify classifies translate translates score scores " +
    "compare compares identify identifies rewrite rewrites rank ranks prioritize prioritizes detect detects evaluate evaluates personalize personalizes brainstorm " +
    "zusammenfassen fasse analysiere analysieren extrahiere extrahieren klassifiziere ubersetze ubersetzen vergleiche resume resumir resumen analiza analizar extrae extraer clasifica clasificar traduce traducir compara " +
    "resumer analyser extrais extraire traduis traduire compare classe analise analisar extraia extrair traduza traduzir resuma",
  run: "run execute launch trigger ejecuta fuhre ausfuhren lance execute executa rode",
};

const nounTable: Readonly<Record<string, string>> = {
  message:
    "message messages msg msgs nachricht nachrichten mensaje mensajes mensagem mensagens notification notifications alert alerts meldung aviso avisos",
  channel:
    "channel channels chan room rooms conversation conversations kanal kanale kanalen canal canales canaux canais",
  person:
    "person people user users member members colleague teammate teammates someone person leute nutzer benutzer mitglied mitglieder usuario usuarios " +
    "persona personas miembro miembros utilisateur utilisateurs personne personnes membre membres pessoa pessoas usuarios membro membros",
  email: "email emails e-mail e-mails mail mails correo correos courriel",
  file: "file files attachment datei dateien archivo archivos fichier fichiers arquivo arquivos",
  reaction: "reaction reactions reaktion reaktionen reaccion reacciones reacao reacoes",
  emoji: "emoji emojis emoticon smiley",
  subject: "subject betreff asunto objet sujet assunto",
  row: "row rows zeile zeilen fila filas ligne lignes linha linhas",
  cell: "cell cells zelle zellen celda celdas cellule cellules celula celulas",
  event:
    "evenement evenements veranstaltung veranstaltungen besprechung besprechungen reunioes compromisso compromissos cita citas event events meeting meetings appointment termin termine evento eventos rendez-vous reuniao reunion reunión",
  database: "database databases db dbs datenbank datenbanken bbdd base-de-datos base-de-dados",
  folder: "folder folders ordner carpeta carpetas dossier dossiers pasta pastas",
  label: "label labels etiqueta etiquetas libelle",
  topic: "topic thema tema sujet topico",
  purpose: "purpose zweck proposito",
  thread: "thread threads hilo faden fil",
  name: "name namen nombre nom nome",
  text: "text texto texte wording content contents inhalt contenido contenu conteudo",
  function:
    "function functions funktion funktionen funcion funciones fonction fonctions funcao funcoes",
  permission:
    "permission permissions scope scopes berechtigung berechtigungen recht rechte permiso permisos autorisation autorisations permissao permissoes access zugriff acceso acces acesso",
  direct: "dm dms direct direkt direkte directo direct privado prive privee direto",
};

/** Words that say nothing about which operation is meant. */
const stopTable =
  "a an the was were one this that these those it its my our your me us them him her i we you to in into on onto of for from with by at as is are be am was " +
  "and or then also too please pls plz kindly some any all new want need would like can could should will just so up out via using " +
  "ein eine einen einem einer der die das den dem des und auch bitte mir mich uns in im an am auf zu zum zur mit von fur ich " +
  "un una unos unas el la los las lo de del en y e o al a por favor con para que mi me nos se su " +
  "une le les des du au aux et ou dans sur avec pour par moi me nous svp stp s'il te plait mon ma mes " +
  "um uma os as do da dos das no na nos nas ao com para meu minha";

function invert(table: Readonly<Record<string, string>>): ReadonlyMap<string, string> {
  return new Map(
    Object.entries(table).flatMap(([meaning, words]) =>
      [meaning, ...words.split(" ")].map((word) => [word, meaning] as const),
    ),
  );
}

const verbs = invert(verbTable);
const nouns = invert(nounTable);
const stops: ReadonlySet<string> = new Set(stopTable.split(" "));

/** What a folded word does, where it is an everyday verb: `schicke` → `send`. */
export function verbOf(word: string): string | undefined {
  const known = verbs.get(word);
  if (known !== undefined || nouns.has(word)) return known;
  // the third person, "something that tells #ops", and "by sharing"
  const third = /[a-z]s$/.test(word) ? verbs.get(word.slice(0, -1)) : undefined;
  if (third !== undefined) return third;
  // "mándale", "envie-me", "dis-leur": whom to stands at its end
  const alone =
    /^([a-z]{3,}?)(?:-?(?:me|te|le|les|nos|lhe|lhes|lo|la|los|las|moi|lui|leur)|-[oa]s?)$/.exec(
      word,
    )?.[1];
  if (alone !== undefined && verbs.has(alone)) return verbs.get(alone);
  const base = /^([a-z]{3,})ing$/.exec(word)?.[1];
  return base === undefined
    ? undefined
    : (verbs.get(base) ?? verbs.get(`${base}e`) ?? verbs.get(base.slice(0, -1)));
}

/** `archiva` of `archivalos`. */
export function withoutObject(word: string): string {
  return /^([a-z]{3,}?)(?:l[oa]s?|-l?[eoa]s?)$/.exec(word)?.[1] ?? word;
}

/** Whether a verb has at its end what it is done to: `archivalos`, `supprime-les`, `arquive-os`. */
export function pointsBack(word: string): boolean {
  return verbs.has(withoutObject(word)) && !verbs.has(word);
}

/** Words that name a thing as often as they say what to do with it: `records`, `a sheet update`. */
const doubleWords: ReadonlySet<string> = new Set(
  (
    "record records map maps draft drafts turn turns tag tags star view views score scores rank book books reserve query queries log logs take surface import imports export exports " +
    "like likes sync mail mails emails message messages share shares list lists update updates change changes forward copy copies store report load display count alert alerts notice track archive archives " +
    "post posts reply replies answer answers schedule schedules plan run start search find transfer capture check checks compare label set sets open insert " +
    "liste lista registro registros registre copia copie busca cambio cambios mudanca resumo resume plane plan compara classe"
  ).split(" "),
);

/** Things that any tool or app has: alone they say nothing about which tool is meant. */
const plainThings: ReadonlySet<string> = new Set(
  "table record row list data item entry report dashboard detail information info content text name app thing result value field number update change summary digest recap alert date time day".split(
    " ",
  ),
);

/** Whether a meaning is a thing that many tools have. */
export function isPlainThing(noun: string): boolean {
  return plainThings.has(noun);
}

/** Whether a word may be a thing although it is in the table of verbs. */
export function isDoubleWord(word: string): boolean {
  return doubleWords.has(word);
}

/**
 * Things of the tools in other languages, as the catalog has them in English. They are no words of
 * the model's own: what they mean is up to the catalog.
 */
const translations = invert({
  calendar: "kalender calendario calendarios calendrier",
  document: "dokument dokumente documento documentos",
  sheet:
    "tabelle tabellen tabellenblatt hoja hojas planilla planillas feuille feuilles tableur planilha planilhas tabela",
  presentation:
    "prasentation prasentationen presentacion presentaciones apresentacao apresentacoes folien diapositivas",
  slide: "folie diapositiva diapositive diapositives slide",
  task: "aufgabe aufgaben tarea tareas tache taches tarefa tarefas",
  contact: "kontakt kontakte contacto contactos contato contatos",
  deal: "geschaft geschafte abschluss negocio negocios affaire affaires transaction negociacao",
  company: "firma firmen unternehmen empresa empresas entreprise entreprises societe",
  form: "formular formulare formulario formularios formulaire formulaires umfrage encuesta sondage",
  response: "antwort antworten respuesta respuestas reponse reponses resposta respostas",
  post: "beitrag beitrage publicacion publicaciones publication publications publicacao publicacoes",
  page: "seite seiten pagina paginas",
  comment: "kommentar kommentare comentario comentarios commentaire commentaires",
  note: "notiz notizen nota notas",
  attachment: "anhang anhange adjunto adjuntos piece-jointe anexo anexos",
  reminder: "erinnerung erinnerungen recordatorio recordatorios rappel rappels lembrete lembretes",
  ticket: "tickets vorfall incidencia incidencias chamado chamados",
  customer: "kunde kunden cliente clientes client clients",
  link: "verknupfung enlace enlaces lien liens",
  picture: "bild bilder imagen imagenes photo photos imagem foto fotos",
  follower: "seguidor seguidores abonne abonnes follower",
  stage: "phase etapa etapas etape etapes fase",
  draft: "entwurf entwurfe borrador borradores brouillon brouillons rascunho rascunhos",
  template: "vorlage vorlagen plantilla plantillas modele modeles modelo",
  lead: "interessent interessenten prospecto prospectos",
  opportunity:
    "verkaufschance chance oportunidad oportunidades opportunite opportunites oportunidade",
  list: "liste listen lista listas",
  address: "adresse adressen direccion direcciones endereco",
  tab: "reiter pestana onglet aba",
});

/** What a folded word names; an unknown word names itself, without its plural. */
export function nounOf(word: string): string {
  return nouns.get(word) ?? translations.get(word) ?? stem(word);
}

export function isKnownNoun(word: string): boolean {
  return nouns.has(word);
}

export function isStopWord(word: string): boolean {
  return stops.has(word);
}

/** Every word of the tables, for telling a typo from a name. */
export const everydayWords: readonly string[] = [...verbs.keys(), ...nouns.keys()];

const determiners: ReadonlySet<string> = new Set(
  (
    "a an the this that these those my our your his her their some any each every new latest last another other " +
    "ein eine einen einem einer der die das den dem mein meine unser unsere neue neuer neues jede jeden jeder " +
    "un una el la los las mi mis su nuevo nueva cada otro otra une le les mon ma mes notre nouveau nouvelle chaque um uma o os as meu minha novo nova outro outra"
  ).split(" "),
);

/** Whether the next word is a thing rather than something to do: `a new post`. */
export function isDeterminer(word: string): boolean {
  return determiners.has(word);
}

function stem(word: string): string {
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  return word.length > 3 && word.endsWith("s") && !word.endsWith("ss") ? word.slice(0, -1) : word;
}

/** Splits `files.getUploadURLExternal` or a title into folded words. */
export function wordsIn(text: string): readonly string[] {
  return text
    .replace(/(\p{Ll})(\p{Lu})/gu, "$1 $2")
    .split(/[^\p{L}\p{N}'’-]+/u)
    .map(fold)
    .filter(Boolean);
}

/** Whether a folded word is what things are gathered in: `a summary of`, `a list of`. */
export function isDigest(word: string): boolean {
  return /^(?:summary|digest|report|list|overview|recap|roundup|rundown|zusammenfassung|ubersicht|liste|bericht|resumen|lista|listado|informe|resume|rapport|recapitulatif|resumo|relatorio)$/.test(
    word,
  );
}
