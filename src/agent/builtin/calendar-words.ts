/** Words for time in five languages, folded. */
export const weekdays: ReadonlyMap<string, number> = words({
  0: "sunday sundays sun sonntag sonntags domingo domingos dimanche dimanches",
  1: "monday mondays mon montag montags lunes lundi lundis segunda segundas segunda-feira",
  2: "tuesday tuesdays tue tues dienstag dienstags martes mardi mardis terca tercas terca-feira",
  3: "wednesday wednesdays wed mittwoch mittwochs miercoles mercredi mercredis quarta quartas quarta-feira",
  4: "thursday thursdays thu thurs donnerstag donnerstags jueves jeudi jeudis quinta quintas quinta-feira",
  5: "friday fridays fri freitag freitags viernes vendredi vendredis sexta sextas sexta-feira",
  6: "saturday saturdays sat samstag samstags sabado sabados samedi samedis",
});

/** Day names that are other words as well; they count only beside other words for time. */
export const weakWeekdays: ReadonlySet<string> = new Set([
  "mon",
  "sun",
  "sat",
  "wed",
  "segunda",
  "quarta",
  "quinta",
  "sexta",
  "terca",
]);

export type Unit = "minute" | "hour" | "day" | "weekday" | "weekend" | "week" | "month";

export const units: ReadonlyMap<string, Unit> = words<Unit>({
  minute: "minute minutes min mins minuten minuto minutos",
  hour: "hour hours hr hrs stunde stunden hora horas heure heures",
  day: "day days tag tage dia dias jour jours",
  weekday:
    "weekday weekdays workday workdays werktag werktags werktage wochentag wochentags laborable laborables ouvre ouvres ouvrable ouvrables util uteis",
  weekend: "weekend weekends wochenende wochenenden",
  week: "week weeks woche wochen semana semanas semaine semaines",
  month: "month months monat monats monate mes meses mois",
});

/** One word for a whole rhythm. */
export const rhythms: ReadonlyMap<string, Unit> = words<Unit>({
  hour: "hourly stundlich",
  day: "daily taglich diario diariamente quotidien quotidiennement",
  week: "weekly wochentlich semanalmente semanal hebdomadaire",
  month: "monthly monatlich mensualmente mensual mensuel mensalmente mensal",
});

/** Hour of the day where only its part is named. */
export const partsOfDay: ReadonlyMap<string, number> = words({
  0: "midnight mitternacht medianoche minuit meia-noite",
  9: "morning mornings morgen morgens manana matin matins manha",
  12: "noon midday mittag mittags mediodia midi meio-dia",
  15: "afternoon afternoons nachmittag nachmittags tarde apres-midi",
  18: "evening evenings abend abends soir soirs",
  22: "night nights nacht nachts noche noches nuit noite",
});

export const everyWords: ReadonlySet<string> = set(
  "every each jeden jede jedes jeder cada chaque tous toutes todos todas todo toda",
);

/** Fill words inside a phrase of time. */
export const timeFillers: ReadonlySet<string> = set(
  "at on the of in from von o'clock um uhr am an dem den der a las la los el les os as le du de do da das dos h heures time zeit hora and und y et e through to bis until - – , ( )",
);

export const tomorrowWords: ReadonlySet<string> = set("tomorrow amanha demain");
export const todayWords: ReadonlySet<string> = set("today heute hoy aujourd'hui hoje tonight");

function set(text: string): ReadonlySet<string> {
  return new Set(text.split(" "));
}

function words<Meaning extends string | number>(
  table: Readonly<Partial<Record<Meaning, string>>>,
): ReadonlyMap<string, Meaning> {
  const entries: readonly (readonly [string, unknown])[] = Object.entries(table);
  return new Map(
    entries.flatMap(([key, text]) => {
      // An object's keys are text; the number keys go back to numbers.
      const meaning = (/^\d+$/.test(key) ? Number(key) : key) as Meaning;
      return String(text)
        .split(" ")
        .map((word) => [word, meaning] as const);
    }),
  );
}
