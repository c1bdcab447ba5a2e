/** Words for time in five languages, folded. */
export const weekdays: ReadonlyMap<string, number> = words({
  0: "sunday sundays sonntag sonntags domingo domingos dimanche dimanches",
  1: "monday mondays montag montags lunes lundi lundis segundas segunda-feira",
  2: "tuesday tuesdays tue tues dienstag dienstags martes mardi mardis tercas terca-feira",
  3: "wednesday wednesdays mittwoch mittwochs miercoles mercredi mercredis quartas quarta-feira",
  4: "thursday thursdays thu thurs donnerstag donnerstags jueves jeudi jeudis quintas quinta-feira",
  5: "friday fridays freitag freitags viernes vendredi vendredis sextas sexta-feira",
  6: "saturday saturdays samstag sonnabend samstags sabado sabados samedi samedis",
});

/** Short day names, and those that are other words as well; they count only beside other words for time. */
export const weakWeekdays: ReadonlyMap<string, number> = words({
  0: "sun dom dim so",
  1: "mon lun seg segunda mo",
  2: "mar ter terca di",
  3: "wed mie mer qua quarta mi",
  4: "jue jeu qui quinta do",
  5: "fri vie ven sex sexta fr",
  6: "sat sab sam sa",
});

export type Unit =
  | "second"
  | "minute"
  | "hour"
  | "day"
  | "weekday"
  | "weekend"
  | "week"
  | "month"
  | "quarter"
  | "year";

export const units: ReadonlyMap<string, Unit> = words<Unit>({
  second: "seconds secs sekunde sekunden segundos secondes",
  minute: "minute minutes min mins minuten minuto minutos",
  hour: "hour hours hr hrs stunde stunden hora horas heure heures",
  day: "day days tag tage tagen dia dias jour jours",
  weekday:
    "weekday weekdays workday workdays werktag werktags werktage werktagen wochentag wochentags wochentage wochentagen laborable laborables ouvre ouvres ouvrable ouvrables util uteis",
  weekend: "weekend weekends week-end week-ends wochenende wochenenden",
  week: "week weeks woche wochen semana semanas semaine semaines",
  month: "month months monat monats monate monaten mes meses mois",
  quarter: "quarter quarters quartal quartals quartale trimestre trimestres",
  year: "year years jahr jahre jahres ano anos ans annee annees",
});

/** One word for a whole rhythm. */
export const rhythms: ReadonlyMap<string, Unit> = words<Unit>({
  hour: "hourly stundlich",
  day: "daily everyday nightly taglich diario diaria diarios diarias diariamente quotidien quotidienne quotidiennement",
  week: "weekly wochentlich semanalmente semanal semanales semanais hebdomadaire hebdo",
  month:
    "monthly monatlich mensualmente mensual mensuales mensuel mensuelle mensalmente mensal mensais",
});

/** Rarer ones, which lie too close to other words to be what somebody misspelt: `actually`. */
export const longRhythms: ReadonlyMap<string, Unit> = words<Unit>({
  quarter:
    "quarterly vierteljahrlich quartalsweise trimestral trimestralmente trimestriel trimestrielle",
  year: "yearly annually annual jahrlich anual anualmente annuel annuellement",
});

/** Rhythms that five fields of cron cannot say. */
export const otherRhythms: ReadonlySet<string> = set(
  "biweekly bi-weekly fortnightly quincenal quinzenal zweiwochentlich vierzehntaglich bimensuel",
);

export const months: ReadonlyMap<string, number> = words({
  1: "january januar janner enero janvier janeiro jan",
  2: "february februar febrero fevrier fevereiro feb",
  3: "march marz marzo mars marco",
  4: "april abril avril apr",
  5: "may mai mayo maio",
  6: "june juni junio juin junho jun",
  7: "july juli julio juillet julho jul",
  8: "august agosto aout aug",
  9: "september septiembre septembre setembro sept sep",
  10: "october oktober octubre octobre outubro oct okt",
  11: "november noviembre novembre novembro nov",
  12: "december dezember diciembre decembre dezembro dec dez",
});

/** Hour of the day where only its part is named. */
export const partsOfDay: ReadonlyMap<string, number> = words({
  0: "midnight mitternacht medianoche minuit meia-noite",
  9: "morning mornings morgen morgens fruh manana mananas matin matins manha manhas",
  12: "noon midday mittag mittags mediodia midi meio-dia",
  15: "afternoon afternoons nachmittag nachmittags tarde tardes apres-midi",
  18: "evening evenings abend abends soir soirs",
  22: "night nights nightly nacht nachts noche noches nuit nuits noite noites",
});

export const numberWords: ReadonlyMap<string, number> = words({
  1: "one eins ein una un une uma",
  2: "two other second zwei zweite zweiten dos deux dois duas otro outro",
  3: "three third drei dritte dritten tres trois",
  4: "four vier cuatro quatre quatro",
  5: "five funf cinco cinq",
  6: "six sechs seis",
  7: "seven sieben siete sept sete",
  8: "eight acht ocho huit oito",
  9: "nine neun nueve neuf nove",
  10: "ten zehn diez dix dez",
  11: "eleven elf once onze",
  12: "twelve zwolf doce douze doze",
  15: "fifteen funfzehn quince quinze",
  20: "twenty zwanzig veinte vingt vinte",
  30: "thirty dreissig treinta trente trinta",
});

/** How often in a unit: `twice a day`. */
export const timesWords: ReadonlyMap<string, number> = words({
  1: "once einmal",
  2: "twice zweimal",
  3: "thrice dreimal",
  4: "viermal",
});

export const ordinalWords: ReadonlyMap<string, number> = words({
  1: "first ersten erste primer primero premier primeiro primeira",
  2: "second zweiten segundo deuxieme",
  3: "third dritten tercer tercero troisieme terceiro",
  4: "fourth vierten cuarto quatrieme quarto",
});

export const lastWords: ReadonlySet<string> = set(
  "last letzten letzter letzte ultimo ultima dernier derniere",
);

export const everyWords: ReadonlySet<string> = set(
  "every evry evrey each jeden jede jedes jeder jedem cada chaque tous toutes todos todas todo toda",
);

/** Fill words inside a phrase of time. */
export const timeFillers: ReadonlySet<string> = set(
  "at on the of in from von o'clock um uhr am an dem den der a las la los el les os as le du de do da das dos h heures hs time zeit hora zur im and und y et e al par por per pro au through between zwischen entre desde das ortszeit horario zona zone timezone to bis until - – , ( )",
);

/** Of the tables above, the words that are right as they are and yet no likely meaning of a misspelt one. */
export function isTimeWord(word: string): boolean {
  return (
    [numberWords, months, ordinalWords, longRhythms].some((table) => table.has(word)) ||
    [everyWords, lastWords, otherRhythms, timeFillers].some((list) => list.has(word)) ||
    /^(?:second|times|veces|fois|vezes|unter)$/.test(word)
  );
}

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
