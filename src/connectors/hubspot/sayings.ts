/** Folded words by which people narrow a list of records. */
const wordsOf = (text: string): readonly string[] => text.split(", ");

export const openWords = wordsOf(
  "open, still open, not closed, ongoing, offen, offene, offenen, laufende, laufenden, abierto, abierta, abiertos, abiertas, ouvert, ouverte, ouverts, ouvertes, aberto, aberta, abertos, abertas, em aberto",
);
export const closedWords = wordsOf(
  "closed, geschlossen, geschlossene, geschlossenen, abgeschlossene, abgeschlossenen, cerrado, cerrada, cerrados, cerradas, ferme, fermee, fermes, fermees, clos, fechado, fechada, fechados, fechadas",
);
export const wonWords = wordsOf(
  "won, closed won, closed-won, gewonnene, gewonnenen, ganado, ganados, ganadas, gagne, gagnes, gagnees, ganho, ganhos, ganhas",
);
export const lostWords = wordsOf(
  "lost, closed lost, closed-lost, verlorene, verlorenen, perdido, perdidos, perdidas, perdu, perdus, perdues",
);
export const doneWords = wordsOf(
  "done, completed, finished, erledigt, erledigte, erledigten, hechas, completadas, terminadas, faites, terminees, concluidas, feitas",
);
