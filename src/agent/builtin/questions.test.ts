import { describe, expect, test } from "vitest";
import { createCatalog } from "../../catalog/catalog.ts";
import { connectors, providers } from "../../connectors/index.ts";
import { questionOf, type Question } from "./questions.ts";
import type { QuestionKind } from "./question-rules.ts";
import { create } from "./test-support.ts";
import { tokenize } from "./tokens.ts";
import { correctTypos } from "./typos.ts";
import { understand } from "./understand.ts";
import { vocabularyOf } from "./vocabulary.ts";

const vocabulary = vocabularyOf(createCatalog(connectors, providers));
const functions = ["postToGeneral"];

function read(prompt: string): Question | undefined {
  const tokens = correctTypos(tokenize(prompt), vocabulary);
  return questionOf(tokens, { vocabulary, functions, knowsFunction: false });
}

/** A wording, what it asks, and the fact or the names in it. */
type Row = readonly [prompt: string, kind: QuestionKind, more?: Partial<Question>];

const questions: readonly Row[] = [
  // What there is to connect
  ["hi", "tools"],
  ["help", "tools"],
  ["what can you do?", "tools"],
  ["what tools do you have", "tools"],
  ["Which integrations are available?", "tools"],
  ["hey, list all the apps i can hook up pls", "tools"],
  ["how many connectors are there?", "tools"],
  ["¿qué herramientas puedo conectar?", "tools"],
  ["Welche Tools kann ich verbinden?", "tools"],
  ["quels outils puis-je connecter ?", "tools"],
  ["quais ferramentas posso conectar?", "tools"],
  ["do you support slack?", "tool", { tools: ["slack"] }],
  ["can i connect my notion", "tool", { tools: ["notion"] }],
  ["does this work with google docs?", "tool", { tools: ["googledocs"] }],
  ["is there a hubspot integration", "tool", { tools: ["hubspot"] }],
  ["do you suport slakc?", "tool", { tools: ["slack"] }],
  ["what can you do with salesforce?", "tool", { tools: ["salesforce"] }],
  ["was kann ich mit Notion machen?", "tool", { tools: ["notion"] }],
  ["¿puedo conectar gmail?", "tool", { tools: ["gmail"] }],
  ["est-ce que ça marche avec HubSpot ?", "tool", { tools: ["hubspot"] }],
  ["dá pra conectar o tiktok?", "tool", { tools: ["tiktok"] }],
  ["do you support trello?", "tool", { missing: ["trello"] }],
  ["can I connect WhatsApp?", "tool", { missing: ["whatsapp"] }],
  ["do you support Frobnicator?", "tool", { missing: ["Frobnicator"] }],
  ["unterstützt ihr Jira?", "tool", { missing: ["jira"] }],
  ["which slack events can start a function?", "events", { tools: ["slack"] }],
  ["what triggers does notion support?", "events", { tools: ["notion"] }],
  ["welche Ereignisse von Slack können eine Funktion starten?", "events", { tools: ["slack"] }],
  // What starts by itself
  ["which automations are there?", "automations"],
  ["what runs by itself?", "automations"],
  ["what is scheduled", "automations"],
  ["is anything running by itself at the moment?", "automations"],
  ["show my automations", "automations"],
  ["list everything that runs automatically", "automations"],
  ["welche Automatisierungen gibt es?", "automations"],
  ["was läuft automatisch?", "automations"],
  ["quelles automatisations y a-t-il ?", "automations"],
  ["¿qué se ejecuta automáticamente?", "automations"],
  ["o que roda sozinho?", "automations"],
  ["is it paused?", "standing"],
  ["is postToGeneral paused?", "standing"],
  ["which automations are paused?", "standing"],
  ["is postToGeneral still active?", "standing"],
  ["ist postToGeneral pausiert?", "standing"],
  ["postToGeneral está pausado?", "standing"],
  ["est-ce que postToGeneral est en pause ?", "standing"],
  ["why did postToGeneral not run?", "not-run"],
  ["why didn't it run this morning?", "not-run"],
  ["why is it not running?", "not-run"],
  ["warum ist postToGeneral nicht gelaufen?", "not-run"],
  ["¿por qué no se ejecutó postToGeneral?", "not-run"],
  ["pourquoi postToGeneral n'a pas tourné ?", "not-run"],
  ["por que postToGeneral não rodou?", "not-run"],
  // What is connected, and what it allows
  ["what can my app access?", "access"],
  ["show all the permissions the app has", "access"],
  ["what permissions did i give slack", "access", { tools: ["slack"] }],
  ["slack permissions", "access", { tools: ["slack"] }],
  ["does it have access to my emails?", "access"],
  ["what can this app do in gmail?", "access", { tools: ["gmail"] }],
  ["what is the app able to do in my google drive", "access", { tools: ["googledrive"] }],
  ["was darf die App in Notion?", "access", { tools: ["notion"] }],
  ["¿qué puede hacer la app en HubSpot?", "access", { tools: ["hubspot"] }],
  ["que peut faire l’app dans Salesforce ?", "access", { tools: ["salesforce"] }],
  ["o que o app pode fazer no LinkedIn?", "access", { tools: ["linkedin"] }],
  ["list my connections", "access"],
  ["wat permisions does my app hav", "access"],
  ["¿a qué tiene acceso mi app?", "access"],
  ["worauf hat die App Zugriff?", "access"],
  ["à quoi mon app a-t-elle accès ?", "access"],
  ["quais permissões meu app tem?", "access"],
  ["which account is connected?", "account"],
  ["whose account is it", "account"],
  ["which google account does it use?", "account", { tools: ["google"] }],
  ["wessen Konto ist das?", "account"],
  ["¿de quién es la cuenta?", "account"],
  ["is slack connected?", "connected", { tools: ["slack"] }],
  ["is my calendar connected", "connected", { tools: ["googlecalendar"] }],
  ["is notion conected", "connected", { tools: ["notion"] }],
  ["is the hubspot connection still working?", "connected", { tools: ["hubspot"] }],
  ["ist Slack verbunden?", "connected", { tools: ["slack"] }],
  ["slack está conectado?", "connected", { tools: ["slack"] }],
  ["est-ce que gmail est connecté ?", "connected", { tools: ["gmail"] }],
  ["which functions have access to my calendar", "uses", { tools: ["googlecalendar"] }],
  ["who uses my account?", "uses"],
  ["which functions use slack?", "uses", { tools: ["slack"] }],
  ["what uses the hubspot connection", "uses", { tools: ["hubspot"] }],
  ["welche Funktionen benutzen Salesforce?", "uses", { tools: ["salesforce"] }],
  ["qué funciones usan notion?", "uses", { tools: ["notion"] }],
  ["quais funções usam o gmail?", "uses", { tools: ["gmail"] }],
  ["why does it need files:write?", "why", { scope: "files:write" }],
  ["why do you need access to my calendar", "why", { tools: ["googlecalendar"] }],
  ["wofür brauchst du Zugriff auf Drive?", "why", { tools: ["googledrive"] }],
  ["¿por qué necesita permiso de slack?", "why", { tools: ["slack"] }],
  ["pourquoi tu as besoin d'accès à gmail ?", "why", { tools: ["gmail"] }],
  ["por que precisa de acesso ao drive?", "why", { tools: ["googledrive"] }],
  ["wofür braucht die Funktion Kalenderzugriff?", "why", { tools: ["googlecalendar"] }],
  ["do you really need access to my contacts?", "why", { tools: ["googlecontacts"] }],
  ["what is chat:write for?", "why", { scope: "chat:write" }],
  ["which permissions are needed to read slack messages?", "needs"],
  ["qué permisos hacen falta para enviar un correo?", "needs"],
  // Functions
  ["list my functions", "list-functions"],
  ["what functions do i have", "list-functions"],
  ["my functons", "list-functions"],
  ["muéstrame mis funciones", "list-functions"],
  ["zeig meine Funktionen", "list-functions"],
  ["liste mes fonctions", "list-functions"],
  ["show me the code", "code"],
  ["can you show me the code of postToGeneral?", "code"],
  ["let me see the source", "code"],
  ["zeig mir den Code", "code"],
  ["mostre o código", "code"],
  ["what does it do?", "describe"],
  ["explain what the function does", "describe"],
  ["qué hace esto?", "describe"],
  ["was macht die Funktion?", "describe"],
  ["which channel does it post to?", "describe"],
  ["where does it post?", "describe"],
  ["que fait cette fonction ?", "describe"],
  ["o que faz essa função?", "describe"],
  ["when does it run next?", "next"],
  ["next run?", "next"],
  ["how often does it run", "next"],
  ["wann läuft es das nächste Mal?", "next"],
  ["¿cuándo se ejecuta?", "next"],
  ["quand est-ce que ça s'exécute ?", "next"],
  ["quando roda de novo?", "next"],
  ["is it scheduled?", "next"],
  ["um wie viel Uhr läuft das", "next"],
  ["what starts it?", "starts"],
  ["how do I call it from my app?", "starts"],
  ["was startet die Funktion?", "starts"],
  ["what changed?", "changes"],
  ["what did you change in the last version", "changes"],
  ["show me the diff", "changes"],
  ["qué cambió?", "changes"],
  ["was hat sich geändert?", "changes"],
  ["qu'est-ce qui a changé ?", "changes"],
  ["o que mudou?", "changes"],
  ["what did version 2 look like?", "version", { versions: [2] }],
  ["show me version 1", "version", { versions: [1] }],
  ["what changed between version 1 and 3?", "changes", { versions: [1, 3] }],
  ["compare v1 and v2", "changes", { versions: [1, 2] }],
  ["version history", "history"],
  ["which versions are there?", "history"],
  ["did it run?", "runs"],
  ["show the last runs", "runs"],
  ["when did it last run", "runs"],
  ["ist es gelaufen?", "runs"],
  ["¿ya se ejecutó?", "runs"],
  ["rodou?", "runs"],
  ["why did it fail?", "failure"],
  ["what went wrong", "failure"],
  ["any errors lately?", "failure"],
  ["why doesn't it work?", "failure"],
  ["warum hat es nicht funktioniert?", "failure"],
  ["por qué falló?", "failure"],
  ["pourquoi ça a échoué ?", "failure"],
  ["o que deu errado?", "failure"],
  // The product
  ["does it run when my laptop is closed?", "fact", { fact: "offline" }],
  ["läuft das auch wenn mein Rechner aus ist?", "fact", { fact: "offline" }],
  ["can one app use several tools?", "fact", { fact: "several" }],
  ["is my token safe?", "fact", { fact: "tokens" }],
  ["who can see my tokens", "fact", { fact: "tokens" }],
  ["where do you store my credentials?", "fact", { fact: "tokens" }],
  ["is it safe to connect my gmail?", "fact", { fact: "safety" }],
  ["will you post without asking me?", "fact", { fact: "approval" }],
  ["can I have more than one google account?", "fact", { fact: "accounts" }],
  ["sind meine Zugangsdaten sicher?", "fact", { fact: "tokens" }],
  ["where is my data stored?", "fact", { fact: "data" }],
  ["onde ficam meus dados?", "fact", { fact: "data" }],
  ["how do i delete a function?", "fact", { fact: "delete" }],
  ["how do I disconnect slack?", "fact", { fact: "disconnect" }],
  ["disconnect my calendar", "fact", { fact: "disconnect" }],
  ["disconnect slack please", "fact", { fact: "disconnect" }],
  ["what does it cost?", "fact", { fact: "cost" }],
  ["c'est gratuit ?", "fact", { fact: "cost" }],
  ["which model is this", "fact", { fact: "model" }],
  ["are you gpt?", "fact", { fact: "model" }],
  ["can I use my own code?", "fact", { fact: "ownCode" }],
  ["can i add my own api", "fact", { fact: "ownTools" }],
  ["is this the real slack or a sandbox?", "fact", { fact: "sandbox" }],
  ["can i undo a change?", "fact", { fact: "undo" }],
  ["mon jeton est-il en sécurité", "fact", { fact: "tokens" }],
  ["comment déconnecter slack ?", "fact", { fact: "disconnect" }],
  ["remove slack access", "fact", { fact: "disconnect" }],
  ["do i need an api key?", "fact", { fact: "setup" }],
  ["is there a cli", "fact", { fact: "api" }],
  ["thanks!", "thanks"],
  ["slack?", "tool", { tools: ["slack"] }],
  ["was geht mit slack", "tool", { tools: ["slack"] }],
  ["give it full access to drive", "grant"],
  // Nothing to connect it for yet
  ["connect everything", "connect"],
  ["connect my slack please", "connect", { tools: ["slack"] }],
  ["conecta todo", "connect"],
  ["hook up everything", "connect"],
];

/** Ends in a question mark, asks politely, or speaks of access: and wants something done. */
const requests: readonly string[] = [
  "can you send a slack message to #general",
  "could you list my hubspot deals?",
  "why don't you post the errors to slack?",
  "Show hubspot deal amounts in a table",
  "are there any open tickets for Globex?",
  "which meetings do I have tomorrow?",
  "what events do i have today in google calendar",
  "show my drive files",
  "list my hubspot contacts",
  "who has access to the spreadsheet?",
  "can you change which channel it uses?",
  "can it run every monday at 9?",
  "add the permission column to my sheet",
  "did anyone reply in #support?",
  "what changed in the roadmap document?",
  "can you post the version number to slack",
  "how many deals were closed this week?",
  "get the accounts in salesforce that have no owner",
  "what's on my calendar today",
  "is bob free tomorrow at 3?",
  "connect hubspot and slack so that new deals are posted",
  "use the other account's calendar",
  "post 'what can you do?' to slack",
  "send an email when a function fails",
  "show me the notion page about onboarding",
  "could you delete the slack message?",
  "puedes enviar un mensaje a slack?",
  "kannst du eine Nachricht an Slack schicken?",
  "peux-tu créer une tâche notion ?",
  "você pode mandar um email?",
  "find the latest video on tiktok",
  "run it every day at 9",
  "change the text to hello",
  "how about posting it to notion too?",
  "when a deal changes, tell me on slack",
  "list all messages with errors in slack",
  "were there any mails from people of the Globex account today?",
  "which contacts use our product?",
  "why not use notion instead?",
  "what if it runs at 10 instead",
  "tell me when it fails",
  "can you connect new hubspot contacts to google contacts?",
  "which events start today?",
  "what starts at 9 tomorrow?",
  "what's the price in cell B2?",
  "delete everything in the sheet",
  "revoke the invite",
  "can you post which functions failed today?",
  "which permissions does bob@example.com have?",
  "what went wrong in #deploys?",
];

describe("a question is read", () => {
  test.each(questions.map((row) => ({ prompt: row[0], row })))("$prompt", ({ prompt, row }) => {
    const [, kind, more = {}] = row;
    expect(read(prompt)).toMatchObject({ kind, ...more });
  });
});

describe("a request is no question", () => {
  test.each(requests)("%s", (prompt) => {
    expect(read(prompt)).toBeUndefined();
  });
});

const current = { name: "postToGeneral", version: 1, flow: create("post hi to #general") };

test.each(questions.filter(([, kind]) => kind !== "needs").map(([prompt]) => prompt))(
  "with a function at hand nothing is made of: %s",
  (prompt) => {
    const now = new Date("2026-11-23T10:00:00Z");
    const context = { vocabulary, functions, current, now, timezone: "Europe/Berlin" };
    expect(understand(prompt, context).kind).toBe("question");
  },
);

test.each([
  ["run history", "question"],
  ["run it", "run"],
  ["what is the run history?", "question"],
])("%s with a function at hand is a %s", (prompt, kind) => {
  const now = new Date("2026-11-23T10:00:00Z");
  const context = { vocabulary, functions, current, now, timezone: "Europe/Berlin" };
  expect(understand(prompt, context).kind).toBe(kind);
});

test.each(["show me my slack token", "can you print the access token?", "send me the api key"])(
  "a wish to see a secret is no question about it: %s",
  (prompt) => {
    const now = new Date("2026-11-23T10:00:00Z");
    const context = { vocabulary, functions, current, now, timezone: "Europe/Berlin" };
    expect(understand(prompt, context).kind).toBe("decline");
  },
);
