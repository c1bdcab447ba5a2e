/**
 * What can happen to a thing, by the words that people and events' own titles say it with: English,
 * German, Spanish, French and Portuguese, folded.
 */
export type Happening =
  | "created"
  | "changed"
  | "deleted"
  | "removed"
  | "starting"
  | "ended"
  | "completed"
  | "failed"
  | "commented"
  | "mentioned"
  | "reacted"
  | "shared"
  | "joined"
  | "linked"
  | "labelled";

const table: Readonly<Record<Happening, string>> = {
  created:
    "new newly shares shared create creates created creating creation add adds added adding arrive arrives arrived arrival come comes coming came get gets got receive receives received receiving incoming " +
    "submit submits submitted submission submissions post posts posted publish publishes published open opens opened register registers registered log logs logged fill fills filled answer answers answered " +
    "respond responds responded responses replies replied upload uploads uploaded appear appears land lands write writes signup enter enters entered insert inserted append appended rsvp rsvps response " +
    "neu neue neuer neues neuen neuem erstellt angelegt erscheint hinzugefugt hinzukommt kommt eintrifft eingeht ankommt reinkommt erhalte erhalt bekomme bekommt ausfullt ausgefullt beantwortet antwortet hochgeladen schreibt postet gepostet " +
    "nuevo nueva nuevos nuevas cree creen crea creado creada llega llegan llegue lleguen entra entre reciba recibo recibe recibimos agregue agrega agregan anade anada anaden sube suba suben responda responde responden rellena rellene envia envie publica publique escribe escriba contesta conteste " +
    "nouveau nouvelle nouveaux nouvelles creee creees arrive arrivent arrivera recois recoit recevons ajoute ajoutee repond repondent remplit tombe depose ecrit " +
    "novo nova novos novas criado criada criam cria chega chegam chegar recebo receber recebe recebemos adicionado adicionada adiciona responder preenche preencher entrar subir enviado enviada escrever",
  changed:
    "change changes changed changing update updates updated updating edit edits edited modify modified modifies move moves moved close closes closed closing win wins won lose loses lost advance advances advanced reach reaches reached become becomes go goes approved stage status complete completes completed done finished erledigt completada completado concluida terminee turn turns enters " +
    "andert geandert aktualisiert verschoben geschlossen gewonnen verloren abgeschlossen wechselt bearbeitet schliesst gewinnt " +
    "cambia cambie cambian actualiza actualice actualizado modifica modifique mueve mueva cierra cierre gana gane ganado pierde pierda pasa pase " +
    "modifie modifiee passe gagne gagnee perdu perdue ferme fermee conclue conclu mis " +
    "muda mudar altera alterar alterado atualiza atualizado atualizada fecha fechar fechado ganho ganha ganhar perdido passa passar",
  deleted:
    "delete deletes deleted trash trashed erase erased geloscht loscht borra borre borrado elimina elimine eliminado supprime supprimee apaga apagar apagado exclui excluido archived",
  removed:
    "remove removes removed takes unlinked entfernt quita quite retire retiree remove removido",
  starting:
    "before vor antes avant start starts starting begin begins beginnt anfangt startet losgeht empieza empiece comienza comience commence debute comeca comecar inicia iniciar inicie",
  ended:
    "end ends ended finish finishes finished over endet beendet vorbei termina termine terminar acaba acabe acabar terminee",
  completed:
    "complete completes completed done ticked checked erledigt abgehakt completa complete completada completado hecha terminee cochee concluida concluir concluo",
  failed: "fail fails failed fehlschlagt scheitert falla falle echoue falha falhar",
  commented:
    "comment comments commented kommentar kommentare kommentiert comenta comente comentario comentarios commente commentaire commentaires comentar",
  mentioned:
    "mention mentions mentioned tag tags tagged erwahnt erwahnung menciona mencione mencion mentionne menciona mencionar",
  reacted:
    "react reacts reacted reaction reactions like likes liked reagiert reaktion reacciona reaccione reaccion reagit reage reagir curte curtir",
  shared: "share shares shared teilt geteilt comparte comparta partage compartilha compartilhar",
  joined:
    "join joins joined beitritt eintritt une unirse una rejoint rejoindre entra entrar ingressa",
  linked: "linked associated verknupft vinculado",
  labelled:
    "label labels labeled labelled star stars starred marked etiqueta etiquete etiquetado markiert marque",
};

const happenings: ReadonlyMap<string, readonly Happening[]> = invert();

/** What they say for sure: words with one meaning only. */
export function sureHappeningsIn(words: readonly string[]): ReadonlySet<Happening> {
  return new Set(
    words.flatMap((word) => {
      const [first, ...others] = happenings.get(word) ?? [];
      return first !== undefined && others.length === 0 ? [first] : [];
    }),
  );
}

/** Everything that these folded words say happens. */
export function happeningsIn(words: readonly string[]): ReadonlySet<Happening> {
  return new Set(words.flatMap((word) => happenings.get(word) ?? []));
}

function invert(): ReadonlyMap<string, readonly Happening[]> {
  const found = new Map<string, Happening[]>();
  for (const [happening, words] of Object.entries(table)) {
    for (const word of words.split(" "))
      // The table's keys are the happenings.
      found.set(word, [...(found.get(word) ?? []), happening as Happening]);
  }
  return found;
}
