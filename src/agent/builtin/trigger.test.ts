import { describe, expect, test } from "vitest";
import { createCatalog } from "../../catalog/catalog.ts";
import { connectors, providers } from "../../connectors/index.ts";
import { requestOf } from "./understand.ts";
import { tokenize } from "./tokens.ts";
import { correctTypos } from "./typos.ts";
import { vocabularyOf } from "./vocabulary.ts";

const vocabulary = vocabularyOf(createCatalog(connectors, providers));

/** What starts the function, read with the tools that the product comes with. A Monday, 11:00 in Berlin. */
function read(prompt: string) {
  return requestOf(prompt, correctTypos(tokenize(prompt), vocabulary), {
    vocabulary,
    functions: [],
    current: undefined,
    now: new Date("2026-11-30T10:00:00Z"),
    timezone: "Europe/Berlin",
  }).read;
}

describe("events of tools", () => {
  test.each<[said: string, event: string, values?: Readonly<Record<string, string>>]>([
    ["when a deal in hubspot closes, tell #wins", "hubspot.deal.propertyChange"],
    [
      "when a new contact is added in hubspot, add a row to sheet 1Abcdef99",
      "hubspot.contact.creation",
    ],
    [
      "when a hubspot deal moves to the Closed Won stage post in #sales",
      "hubspot.deal.propertyChange",
      { stage: "Closed Won" },
    ],
    ["whenever a ticket is created in hubspot tell #support", "hubspot.ticket.creation"],
    ["new hubspot ticket -> slack #support", "hubspot.ticket.creation"],
    ["on every new hubspot contact create a google contact", "hubspot.contact.creation"],
    [
      "when an opportunity is closed won in salesforce tell #wins",
      "salesforce.opportunity.stage_changed",
    ],
    ["when a new lead comes into salesforce email sales@acme.test", "salesforce.lead.created"],
    ["when a case is opened in salesforce, post to #support", "salesforce.case.created"],
    ["salesforce lead created -> slack", "salesforce.lead.created"],
    ["for each new salesforce opportunity create a notion page", "salesforce.opportunity.created"],
    [
      "new email from boss@acme.test -> slack #urgent",
      "gmail.message.received",
      { from: "boss@acme.test" },
    ],
    [
      "when i get an email from boss@acme.test forward it to me@home.test",
      "gmail.message.received",
      { from: "boss@acme.test" },
    ],
    [
      'when a mail arrives with the label "invoices" save it to drive',
      "gmail.message.labelled",
      { label: "invoices" },
    ],
    ["whenever an email comes in, create a google task", "gmail.message.received"],
    ["cuando llegue un correo nuevo avisa en #soporte", "gmail.message.received"],
    ["wenn eine neue E-Mail kommt, poste in #inbox", "gmail.message.received"],
    ["quand je reçois un mail, préviens #equipe", "gmail.message.received"],
    ["quando chegar um email novo avisa no #suporte", "gmail.message.received"],
    [
      "when someone fills out my google form 1FormAbc99 add a row to sheet 1SheetAbc9",
      "googleforms.response.submitted",
      { formId: "1FormAbc99" },
    ],
    [
      "wenn jemand das Formular 1FormDE77 ausfüllt schick eine Mail an hr@acme.test",
      "googleforms.response.submitted",
      { formId: "1FormDE77" },
    ],
    [
      "cuando alguien responde el formulario 1FormES88 avisa a #rrhh",
      "googleforms.response.submitted",
      { formId: "1FormES88" },
    ],
    [
      "quando alguém responder o formulário 1FormBR55 avisa no slack #rh",
      "googleforms.response.submitted",
      { formId: "1FormBR55" },
    ],
    ["new form response -> gmail", "googleforms.response.submitted"],
    [
      "when a row is added to sheet 1SheetRow99, post it to #data",
      "googlesheets.row.added",
      { spreadsheetId: "1SheetRow99" },
    ],
    [
      "new row in google sheet 1SheetRow99: create a hubspot contact",
      "googlesheets.row.added",
      { spreadsheetId: "1SheetRow99" },
    ],
    ["when a row in the spreadsheet changes tell #data", "googlesheets.row.changed"],
    [
      "when a file is added to drive folder 1FolderXy9 post to #files",
      "googledrive.file.changed",
      { change: "added", folderId: "1FolderXy9" },
    ],
    ["new file in google drive -> slack", "googledrive.file.changed", { change: "added" }],
    [
      "when someone uploads a pdf to the google drive folder 1FolderXy9 email boss@acme.test",
      "googledrive.file.changed",
      { change: "added", folderId: "1FolderXy9" },
    ],
    [
      "when someone reacts with :white_check_mark: in slack create a google task",
      "slack.reaction_added",
      { emoji: "white_check_mark" },
    ],
    [
      "when someone posts in #help create a hubspot ticket",
      "slack.message.channels",
      { channel: "#help" },
    ],
    [
      "create a hubspot ticket whenever a message is posted in the slack channel #help",
      "slack.message.channels",
      { channel: "#help" },
    ],
    ['when someone mentions the bot in slack reply "hi"', "slack.app_mention"],
    [
      "when someone joins the slack channel #welcome send them a dm",
      "slack.member_joined_channel",
      { channel: "#welcome" },
    ],
    ["when a new channel is created in slack tell #admins", "slack.channel_created"],
    [
      "when a page is added to the notion database 59833787-2cf9-4fdf-8782-e53db20768a5 post in #content",
      "notion.page.created",
      { database_id: "59833787-2cf9-4fdf-8782-e53db20768a5" },
    ],
    ["when a notion page is updated tell #docs", "notion.page.moved"],
    ["when someone comments on a notion page email me@acme.test", "notion.comment.created"],
    ["new notion item -> google calendar event", "notion.page.created"],
    [
      "when a google calendar event is created post in #team",
      "googlecalendar.event.changed",
      { change: "created" },
    ],
    ["when an event in my calendar starts post to #team", "googlecalendar.event.starting"],
    [
      "10 minutes before a meeting post in #team",
      "googlecalendar.event.starting",
      { minutesBefore: "10" },
    ],
    ["when a meeting is about to start, post to #team", "googlecalendar.event.starting"],
    ["when someone comments on our linkedin post tell #social", "linkedin.organization.comment"],
    ["when someone mentions our linkedin page tell #social", "linkedin.organization.mention"],
    ["when a new tiktok video is posted share it in #social", "tiktok.video.new"],
    ["when my tiktok post is published tell #social", "tiktok.post.publish.complete"],
    ["when a google task is completed, post in #done", "googletasks.task.completed"],
    [
      "when a contact is added to google contacts create a hubspot contact",
      "googlecontacts.contact.changed",
    ],
    ["when a google meet ends, email notes to team@acme.test", "googlemeet.conference.ended"],
    ["when a google doc is edited tell #docs", "googledrive.file.changed"],
    ["Get Slack notifications for new HubSpot deals", "hubspot.deal.creation"],
    ["Send Slack alerts for new Google Forms responses", "googleforms.response.submitted"],
    ["Send a Slack message for every new Notion page", "notion.page.created"],
    ["Create Google Calendar events from new Notion database items", "notion.page.created"],
    ["Add new HubSpot contacts to Google Sheets", "hubspot.contact.creation"],
    ["Save Gmail attachments to Google Drive", "gmail.message.received"],
    ["Post new Google Forms responses to Slack", "googleforms.response.submitted"],
    [
      "Sync new Salesforce contacts to HubSpot",
      "salesforce.record.changed",
      { change: "created", object: "Contact" },
    ],
    ["Create Google Tasks from starred Gmail emails", "gmail.message.labelled"],
    ["Send welcome emails to new HubSpot contacts", "hubspot.contact.creation"],
    ["Email me when a new lead is created in Salesforce", "salesforce.lead.created"],
    [
      "Build a workflow that monitors a Slack channel for support questions and creates HubSpot tickets",
      "slack.channel_created",
    ],
    [
      "Build a workflow that watches a Google Drive folder for new files and summarizes them in Slack",
      "googledrive.file.changed",
      { change: "added" },
    ],
    ["Listen for new TikTok videos and post them on LinkedIn", "tiktok.video.new"],
    ["Turn new Gmail emails into Notion pages", "gmail.message.received"],
    ["Log new Slack messages to Google Sheets", "slack.message.channels"],
    ["Automatically label incoming emails", "gmail.message.received"],
    ["Auto-reply to emails", "gmail.message.received"],
    ["cada vez que entra un lead en salesforce avisa a #ventas", "salesforce.lead.created"],
    [
      "jedes Mal wenn ein Deal in HubSpot gewonnen wird, poste in #wins",
      "hubspot.deal.propertyChange",
    ],
    [
      "chaque fois qu'un deal est gagné dans hubspot, préviens #sales",
      "hubspot.deal.propertyChange",
    ],
    ["toda vez que um negócio for fechado no hubspot avisa #vendas", "hubspot.deal.propertyChange"],
    ["upon new form submission, email hr@acme.test", "googleforms.response.submitted"],
    ["on form submit send email to hr@acme.test", "googleforms.response.submitted"],
    ["if a hubspot deal is lost tell #sales", "hubspot.deal.propertyChange"],
    [
      "once a deal is won in salesforce, email the team at team@acme.test",
      "salesforce.opportunity.stage_changed",
    ],
    ["after a new row is added to google sheets, create a google doc", "googlesheets.row.added"],
    ["when a task is completed in notion, tell #team", "notion.page.properties_updated"],
    [
      "when a task is created in salesforce post in #team",
      "salesforce.record.changed",
      { change: "created", object: "Task" },
    ],
    [
      "when a new company is added to hubspot create a salesforce account",
      "hubspot.company.creation",
    ],
    [
      "when a hubspot contact is updated, update the google contact",
      "hubspot.contact.propertyChange",
    ],
    ["new hubspot company → notion page", "hubspot.company.creation"],
    ["Google Drive file → Slack", "googledrive.file.changed"],
    ["New Google Doc -> Slack", "googledrive.file.changed", { change: "added" }],
    ["Google Calendar event → Slack reminder", "googlecalendar.event.changed"],
    ["Notion page → LinkedIn post", "notion.page.created"],
    ["email → google task", "gmail.message.received"],
    ["Slack message → Notion", "slack.message.channels"],
    ["Slack reaction -> Google Task", "slack.reaction_added"],
    ["Create HubSpot contacts from new Google Forms responses", "googleforms.response.submitted"],
    ["Create Salesforce leads from Google Forms submissions", "googleforms.response.submitted"],
    ["Save new Slack files to Google Drive", "slack.file_shared"],
    ["Back up new Google Drive files to Notion", "googledrive.file.changed", { change: "added" }],
    ["Post new TikTok videos to Slack", "tiktok.video.new"],
    ["Share new LinkedIn comments in Slack", "linkedin.organization.comment"],
    ["Update HubSpot when a Google Sheet row changes", "googlesheets.row.changed"],
    [
      "Notify the team in Slack about new calendar events",
      "googlecalendar.event.changed",
      { change: "created" },
    ],
    [
      "Create an automation that triggers when a new lead is added to HubSpot and sends a welcome email",
      "hubspot.contact.creation",
    ],
    ["Build a bot that responds when someone mentions it in Slack", "slack.app_mention"],
    ["Make an agent that monitors my inbox and drafts replies", "gmail.message.received"],
    [
      "when someone books a meeting in my google calendar send them an email",
      "googlecalendar.event.changed",
    ],
    [
      "remind me in slack 15 minutes before each calendar event",
      "googlecalendar.event.starting",
      { minutesBefore: "15" },
    ],
    [
      "si llega un correo de ana@acme.test avisa a #equipo",
      "gmail.message.received",
      { from: "ana@acme.test" },
    ],
    [
      'falls eine Mail mit "Rechnung" im Betreff kommt, speichere sie in Drive',
      "gmail.message.received",
      { subject: "Rechnung" },
    ],
    [
      "Bei jeder neuen Zeile im Google Sheet 1SheetDE77 poste in #daten",
      "googlesheets.row.added",
      { spreadsheetId: "1SheetDE77" },
    ],
    [
      "para cada nuevo contacto en hubspot crea una fila en la hoja 1SheetES88",
      "hubspot.contact.creation",
    ],
    [
      "à chaque nouvelle réponse au formulaire 1FormFR99 envoie un mail à rh@acme.test",
      "googleforms.response.submitted",
      { formId: "1FormFR99" },
    ],
    ["para cada novo lead no salesforce avisa #vendas", "salesforce.lead.created"],
    [
      "when a file lands in the drive folder 1InvoiceF9 create a task",
      "googledrive.file.changed",
      { change: "added", folderId: "1InvoiceF9" },
    ],
    [
      "Whenever a new row appears in Google Sheets create a Google Calendar event",
      "googlesheets.row.added",
    ],
    ["Log every new Salesforce opportunity in Google Sheets", "salesforce.opportunity.created"],
    ["When a Salesforce case is opened, create a Slack channel", "salesforce.case.created"],
    ["Google Forms → Notion", "googleforms.response.submitted"],
    [
      "When an invoice PDF is uploaded to Drive, email accounting@acme.test",
      "googledrive.file.changed",
      { change: "added" },
    ],
    ["Tell me when bob@acme.test emails me", "gmail.message.received", { from: "bob@acme.test" }],
    ["star emails from my boss automatically", "gmail.message.received"],
  ])("%j is %s", (said, event, values) => {
    expect(read(said).trigger).toEqual({
      type: "event",
      event,
      ...(values === undefined ? {} : { with: values }),
    });
  });

  test.each([
    "when a sale is made in my app tell #sales",
    "when an order comes in email warehouse@acme.test",
    "when a document is approved post in #docs",
    "when a release is published tell #releases",
    "when a user changes their email address update the hubspot contact",
    "when a new user signs up with email and password tell #growth",
    "when a contact is created add it to hubspot",
    "create a hubspot contact when a new contact is created",
    "when my app creates a deal in hubspot tell #sales",
    "when someone submits the contact form on my website create a hubspot contact",
    "when a payment fails tell #billing",
    "new signup in my app: hubspot contact",
    "new order -> slack #orders",
    "Order placed -> slack #orders",
    "wenn in meiner App bestellt wird, poste in #orders",
    "send an email to each new signup",
    "each time a customer buys in my shop, add a row to sheet 1Abcdef99",
    "notify me in slack when a customer writes a review in my app",
    "when the invoice is paid in our backend, email finance@acme.test",
    "post in #dev when the deployment is done",
    "when my app has a new user add row in sheet 1UserShe9",
    "new user in app -> hubspot contact",
    "when someone buys something on the website tell #sales",
    "cuando se venda algo en mi tienda avisa en #ventas",
    "quand une commande arrive sur mon site, préviens #commandes",
    "quando um pedido for pago no meu app avisa #financeiro",
  ])("%j happens in the app", (said) => {
    expect(read(said).trigger).toEqual({ type: "webhook" });
    expect(read(said).noSuchEvent).not.toBe(true);
  });

  test.each([
    'when this function is called post "hi" to #x',
    'when i press the button post "hi" to #x',
    "when I ask, list my google tasks",
    'post "hi" to #x when it runs',
    "list my new emails",
    "create a new google doc called Notes",
    "add a new row to sheet 1Abcdef99",
    "create a new google calendar called Team",
    "show new hubspot contacts",
    "send a new message to #x",
    'post "new email policy" to #x',
    "get the latest google form responses",
    "add a new contact to hubspot",
    "invite new people to #general",
    "Export new leads from HubSpot to Google Sheets",
    "list the last 10 emails",
    "create a task for each row in sheet 1SheetRow9",
    "search notion for new ideas",
    "get new leads from salesforce",
    "what's new in my inbox?",
    'reply to the email from bob@acme.test with "ok"',
    "move new files to archive",
    "send the new price list to bob@acme.test",
    'add "new" to the sheet 1SheetRow9',
  ])("%j is started by a person", (said) => {
    expect(read(said).trigger).toEqual({ type: "manual" });
  });

  test.each([
    "when an email is deleted in gmail tell #ops",
    "when a row is deleted in google sheets tell #ops",
    "when a google slides deck is deleted tell #ops",
  ])("%j names a tool without such an event", (said) => {
    expect(read(said).noSuchEvent).toBe(true);
  });

  test.each([
    "Send a reminder when invoices are overdue",
    "avisa a #cobros cuando una factura vence",
    "tell #legal when contracts are expiring",
    "Daily Slack summary of new Gmail emails",
  ])("%j is looked for each day", (said) => {
    expect(read(said)).toMatchObject({
      trigger: { type: "schedule", cron: "0 9 * * *" },
      assumed: ["at 9:00"],
    });
  });
});
