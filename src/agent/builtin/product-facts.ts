import type { Concept, Words } from "./question-words.ts";

/** What is true of the product whatever is connected. Words as in question-words.ts. */
export interface Fact {
  /** Any of these, or the concepts alone where it is left out. */
  readonly says?: Words;
  /** All of these besides. */
  readonly all?: readonly Concept[];
  readonly none?: readonly Concept[];
  /** Whether an order to do it is answered as well, since no tool of the agent does it. */
  readonly order?: true;
  /** Whether a word for data may be the name of a tool: `disconnect my calendar`. */
  readonly bare?: true;
  /** Whether it may name something to do: `will you post without asking me?`. */
  readonly anyVerb?: true;
  /** Whether it is about tokens, so that it must not be taken for a wish to see them. */
  readonly aboutTokens?: true;
  readonly answer: string;
}

/** Said wherever a function's own start is spoken of. */
export const selfStart =
  "The server starts it as long as it runs. While it is down schedules wait, and by default run once afterwards.";

export const ownTools =
  "Any API with an OpenAPI 3.x document can be added as a tool of your own, with permissions like the others: `patchbay integrations add <name> <document>`.";

export const facts = {
  offline: {
    says: {
      en: "offline|laptop|computer off|computer is off|computer is closed|pc off|pc is off|turned off|switched off|browser|close the tab|tab is closed|asleep|overnight",
      es: "apagad*|portatil|ordenador|computadora|navegador|sin conexion",
      de: "offline|laptop|rechner|computer|pc|browser|ausgeschaltet",
      fr: "hors ligne|ordinateur|ordi|eteint*|navigateur|portable",
      pt: "offline|computador|notebook|desligad*|navegador",
    },
    all: ["run"],
    anyVerb: true,
    answer:
      "Functions run on the server that runs Patchbay, not in your browser: as long as that server is on, it starts what has a schedule, a webhook or an event, and your own computer may be off. If your computer is that server, nothing runs while it is closed: schedules wait, and by default run once afterwards.",
  },
  tokens: {
    all: ["token", "safe"],
    aboutTokens: true,
    answer:
      "Nobody sees your tokens: neither the code of a function, nor the model, nor this page. They are encrypted in the database (AES-256-GCM), with the key outside of it: `ENCRYPTION_KEY`, or a key file in the data folder that only its owner can read. When a function calls a tool, the broker on the server adds the credential to calls that were approved for it. What this does not defend: whoever can read the data folder as the same user has both, so set `ENCRYPTION_KEY` from elsewhere to part them.",
  },
  safety: {
    says: {
      en: "is it safe|is this safe|is it secure|is this secure|is patchbay safe|is patchbay secure|how safe|how secure|can i trust",
      es: "es seguro|es segura|puedo confiar",
      de: "ist das sicher|ist es sicher|wie sicher|kann ich vertrauen",
      fr: "c est sur|est ce sur|est ce securise|puis je faire confiance",
      pt: "e seguro|isso e seguro|posso confiar",
    },
    answer:
      "A function runs in a process without network, files or environment, and never sees a token: each of its calls goes through a broker, which lets through only the operations that this version was approved for, adds the credential and records the call. Tokens are encrypted at rest, and you are asked for no more than a function's steps need. What is defended, and what is not, stands in SECURITY.md with the test for each.",
  },
  several: {
    says: {
      en: "several|multiple|more than one|many different|only one|just one|two|three|both|at once|at the same time",
      es: "vari*|mas de un*|solo un*|dos|a la vez",
      de: "mehrere*|nur ein*|mehr als ein*|zwei|gleichzeitig",
      fr: "plusieurs|un seul|une seule|plus d un*|deux|a la fois",
      pt: "vari*|mais de um*|so um*|dois|duas|ao mesmo tempo",
    },
    all: ["tool"],
    none: ["thing"],
    answer:
      "Several: one app can hold connections to as many tools as the catalog has, and one function can use more than one of them. Of each provider several accounts can be connected, each with a name such as `slack:sales`; one is the default. All of Google's tools share one sign-in.",
  },
  accounts: {
    says: {
      en: "several|multiple|more than one|second|two|another|different|switch|change|other|each user|own account|every user",
      es: "vari*|mas de un*|dos|otra|segunda|cambiar de",
      de: "mehrere*|zwei|zweite*|ander*|wechseln",
      fr: "plusieurs|deux|deuxieme|autre|changer de",
      pt: "varias|mais de uma|duas|outra|segunda|trocar",
    },
    all: ["account"],
    none: ["thing"],
    bare: true,
    answer:
      "Several accounts of one provider can be connected, each with a name (`slack:support`, `slack:sales`); calls that name none take the default. Say which in a sentence, “post it with slack:sales”, choose it on the function's own screen, or change the default under Connections. They are shared by the whole app. Where each person should act with their own, say “use each person's own account”: they connect it once, by a link or when they first call.",
  },
  data: {
    says: {
      en: "where is my data|where are my data|my data|the data|your servers|third part*|train on|trained on|gdpr|privacy|sent to openai",
      es: "mis datos|los datos|privacidad|rgpd",
      de: "meine daten|die daten|datenschutz|dsgvo|meiner daten",
      fr: "mes donnees|les donnees|rgpd|confidentialite",
      pt: "meus dados|os dados|privacidade|lgpd",
    },
    none: ["thing", "need"],
    answer:
      "All of it stays on the machine that runs Patchbay: chats, functions, runs and encrypted tokens in one SQLite database in the data folder (`DATA_DIR`, `data` by default), or in your own Postgres (`DATABASE_URL`), and a copy of each function in `generated-functions/`. The built-in model sends nothing anywhere; a hosted model, where one is set, gets the messages of the chat and what its tools answer. Functions call only the tools that they were approved for.",
  },
  delete: {
    says: {
      en: "delete the function|delete this function|delete a function|delete my function|delete functions|delete it|delete my data|delete all my data|delete everything|delete my account|delete the chat|delete this chat|delete chat|delete chats|remove the function|remove a function|erase my data|wipe",
      es: "borrar la funcion|borro la funcion|borra la funcion|borro una funcion|borrar una funcion|eliminar la funcion|elimino la funcion|elimina la funcion|borrar mis datos|borro mis datos|eliminar mis datos|elimino mis datos",
      de: "funktion loschen|losche ich|losche die funktion|daten loschen|chat loschen|alles loschen",
      fr: "supprimer la fonction|supprime la fonction|supprimer une fonction|supprime une fonction|supprimer mes donnees|effacer mes donnees|supprimer le chat",
      pt: "apagar a funcao|apago a funcao|apaga a funcao|apagar uma funcao|excluir a funcao|excluo a funcao|apagar meus dados|excluir meus dados|excluo meus dados",
    },
    none: ["thing"],
    order: true,
    answer:
      "A function: say “delete” and its name, or press Delete on its own screen under Functions; it can be brought back with all its versions. A chat has Delete in the list of chats (its functions stay), an account has Disconnect under Connections. To remove everything, stop Patchbay and delete its data folder.",
  },
  disconnect: {
    says: {
      en: "disconnect*|revoke*|give back|unlink|take back access|take away access|remove access|remove my account|remove an account|remove the account|remove the access|remove the connection|log out|sign out|stop access",
      es: "desconect*|revoc*|quitar el acceso|quito el acceso|quitar acceso|desvincul*|cerrar sesion",
      de: "trenne*|abmelden|widerruf*|zugriff entziehen|entziehe*|verbindung losen|verbindung trennen|abklemmen",
      fr: "deconnect*|revoqu*|retirer l acces|enlever l acces|retire l acces|dissoci*",
      pt: "desconect*|desconecto|revog*|tirar o acesso|remover o acesso|retirar o acesso|desvincul*",
    },
    bare: true,
    none: ["thing"],
    order: true,
    answer:
      "Open Connections: Disconnect revokes the access at the provider, where it can be revoked, and forgets the tokens; Give back drops only the permissions of one tool. Of several accounts, such as `slack:sales`, each has its own Disconnect; the others stay. Functions that use it stop working until it is connected again. It cannot be done from the chat; on the command line it is `npx patchbay connections disconnect slack:sales`.",
  },
  cost: {
    says: {
      en: "does it cost|does this cost|do you cost|does patchbay cost|will it cost|would it cost|it costs|costs anything|cost anything|pricing|is it free|is it really free|is this free|is patchbay free|for free|free of charge|free plan|free to use|price|subscription|how much is it|how much is this|do i have to pay|do i need to pay|pay for",
      es: "cuanto cuesta*|cuesta*|es gratis|gratis|gratuit*|precio|hay que pagar|tengo que pagar",
      de: "kostet|kosten|kostenlos|gratis|umsonst|preis|bezahlen",
      fr: "coute*|gratuit*|prix|tarif*|payant*|faut il payer",
      pt: "custa*|gratis|gratuit*|preco|tenho que pagar|pago",
    },
    none: ["thing"],
    answer:
      "Nothing: Patchbay is open source (Apache-2.0) and runs on your own machine; there are no plans and no limits to buy. What can cost is yours: a hosted model under your own key, if you set one, and the accounts at the tools themselves.",
  },
  model: {
    says: {
      en: "which model|what model|llm|gpt*|openai|claude|chatgpt|language model|ai model|are you an ai|are you ai|are you a bot|are you human|which ai|what ai",
      es: "que modelo|cual modelo|modelo de ia|modelo de lenguaje|eres una ia",
      de: "welches modell|welche ki|sprachmodell|bist du eine ki|ki modell",
      fr: "quel modele|modele de langage|quelle ia|es tu une ia",
      pt: "qual modelo|que modelo|modelo de linguagem|qual ia|voce e uma ia",
    },
    none: ["thing", "data"],
    answer:
      "The built-in model of Patchbay: rules on your own machine, without a network, a key or a cost. It reads everyday sentences; for anything freer choose a hosted model under Settings: OpenAI, or any compatible server, with the same tools and checks.",
  },
  ownTools: {
    says: {
      en: "my own api|our own api|own tool|own tools|own api|own integration|own connector|custom api|custom tool|custom integration|custom connector|openapi|swagger|our internal|our own|in house|internal system|internal tool|internal api|our api|any api|add a tool|add tools|add another tool|add an integration|not in the catalog|not listed",
      es: "mi propia api|api propia|openapi|herramienta propia|nuestra api|anadir una herramienta|agregar una herramienta",
      de: "eigene api|eigenes werkzeug|eigene tools|openapi|unsere api|eigenes tool|tool hinzufugen",
      fr: "ma propre api|notre api|openapi|propre outil|ajouter un outil",
      pt: "minha propria api|nossa api|openapi|propria ferramenta|adicionar uma ferramenta",
    },
    answer: `Yes. ${ownTools} It signs in by OAuth, API key, bearer token or user name and password, as its document says; a key is asked for on a page of Patchbay's own and goes only to that tool.`,
  },
  ownCode: {
    says: {
      en: "own code|write code|write the code|edit the code|change the code|edit code|code myself|write it myself|bring my code|is the code mine|own the code|owns the code|where is the code|where is my code|download the code|export the code|export my functions|deploy it|host it elsewhere|run it elsewhere|export it|take the code",
      es: "mi propio codigo|codigo propio|editar el codigo|cambiar el codigo|escribir codigo|es mio el codigo|exportar el codigo",
      de: "eigenen code|eigener code|code andern|code bearbeiten|selbst programmieren|code selbst|gehort der code|code exportieren",
      fr: "mon propre code|propre code|modifier le code|ecrire du code|editer le code|exporter le code",
      pt: "meu proprio codigo|proprio codigo|editar o codigo|mudar o codigo|escrever codigo|exportar o codigo",
    },
    answer:
      "The code is yours: each function is one readable TypeScript file without imports from Patchbay, under Functions and in `generated-functions/`, and you may copy it and run it anywhere that adds the credentials. Saving code that you edited back into Patchbay is not offered yet, neither on the page nor by the API: say here what should be different.",
  },
  sandbox: {
    says: {
      en: "sandbox|stand in|stand ins|is this real|is it real|real account|real accounts|real slack|really send*|a test account|fake|simulat*|for real",
      es: "sandbox|es real|de verdad|cuenta real|cuentas reales|simulad*",
      de: "sandbox|echt|echte*|wirklich gesendet|simuliert|testumgebung",
      fr: "sandbox|bac a sable|pour de vrai|vrai compte|vrais comptes|simule*",
      pt: "sandbox|de verdade|conta real|contas reais|simulad*",
    },
    none: ["thing"],
    answer:
      "A provider without a client of yours in the settings is a sandbox: a stand-in on this machine that behaves like the real tool, so nothing leaves it. What it holds is shown under Sandbox. To use real accounts, enter the provider's client under Settings; it counts at once.",
  },
  approval: {
    says: {
      en: "without asking|without my approval|without approval|without my permission|ask me before|ask before|ask first|on its own|by accident|approve",
      es: "sin preguntar*|sin mi permiso|antes de enviar",
      de: "ohne zu fragen|ohne mich|ohne meine|vorher gefragt|fragt vorher|von selbst",
      fr: "sans demander|sans mon accord|sans me demander|avant d envoyer",
      pt: "sem perguntar|sem minha permissao|antes de enviar",
    },
    anyVerb: true,
    answer:
      "No account is connected without your sign-in, and each permission is shown before with the step that needs it. In the chat, running a function that changes something outside waits for your approval. A run that you start yourself, by Run or by its address, is real at once.",
  },
  undo: {
    says: {
      en: "can i undo|can you undo|how do i undo|how to undo|can it be undone|undo a change|undo changes|undo something|go back to an older|go back to an earlier|restore an old*|get the old*",
      es: "puedo deshacer|como deshago|se puede deshacer|deshacer un cambio",
      de: "kann ich ruckgangig|ruckgangig machen|wie mache ich ruckgangig",
      fr: "puis je annuler|peut on annuler|comment annuler|revenir en arriere",
      pt: "posso desfazer|como desfaco|da pra desfazer|desfazer uma",
    },
    answer:
      "Yes: every change is a new version, and none is lost. Say “undo”, or “go back to version 2”; the versions with their differences stand under Functions → Versions.",
  },
  languages: {
    says: {
      en: "which languages|what languages|speak spanish|speak german|speak french|speak portuguese|speak english|other languages|understand spanish|understand german|understand french|understand portuguese|in my language",
      es: "que idiomas|hablas espanol|hablas ingles|en espanol",
      de: "welche sprachen|sprichst du|verstehst du deutsch|auf deutsch",
      fr: "quelles langues|parles tu|parlez vous|en francais",
      pt: "quais idiomas|que idiomas|fala portugues|em portugues",
    },
    none: ["thing"],
    answer:
      "The built-in model understands everyday English, Spanish, German, French and Portuguese, and replies in English. A hosted model answers in your language.",
  },
  team: {
    says: {
      en: "my team|team members|teammates|colleagues use|other people use|other users|share it with|share the app|invite people|invite my|roles|multi user",
      es: "mi equipo|otros usuarios|companeros",
      de: "mein team|andere nutzer|kollegen",
      fr: "mon equipe|autres utilisateurs|collegues",
      pt: "minha equipe|outros usuarios|colegas",
    },
    all: ["how"],
    none: ["thing"],
    answer:
      "With `PUBLIC_URL` set, people sign in, with e-mail and password, a passkey or single sign-on, and are invited under Settings → Members. An owner does all, a builder makes functions and connects accounts, a viewer only looks, an app user calls functions with accounts of their own. A workspace has several apps, each with its own functions, connections and runs. Without `PUBLIC_URL` whoever opens the printed address is the owner.",
  },
  held: {
    says: {
      en: "hold of me|holds of me|hold about me|holds about me|know about me|knows about me|have about me|has about me|stored about me|kept about me|you have of me|have of mine",
      es: "sabes de mi|guardas de mi|tienes de mi|sabe de mi",
      de: "uber mich gespeichert|von mir gespeichert|weisst du uber mich|uber mich",
      fr: "sais tu de moi|sur moi|gardes tu de moi|savez vous de moi",
      pt: "sabe de mim|guarda de mim|tem de mim|sobre mim",
    },
    answer:
      "What the app holds of you stands at `/account/connections`: the accounts you connected, what each allows, which functions use them, your runs, and what may run for you while you are away. Each can be withdrawn there, and is revoked at the provider. Nobody else sees it, and tokens are shown to nobody.",
  },
  appUsers: {
    says: {
      en: "app user|app users|users of my app|users of our app|my users connect|our users connect|customers connect|each connect|connect their own",
      es: "usuarios de mi app|usuarios de la app|mis usuarios",
      de: "nutzer meiner app|app nutzer|meine nutzer",
      fr: "utilisateurs de mon app|mes utilisateurs",
      pt: "usuarios do meu app|meus usuarios",
    },
    all: ["how"],
    anyVerb: true,
    answer:
      "An app user is a person of your own product. Your product calls a function with an API key and the header `Patchbay-User`, and the function acts with that person's own account. Who has not connected one gets an address where they do (`POST /api/connect-links`, or a button to embed). What runs by itself runs for those who allowed it. They see and withdraw all of it at `/account/connections`.",
  },
  operations: {
    says: {
      en: "audit log|audit trail|who changed what|postgres|postgresql|prometheus|metrics|opentelemetry|tracing|back up|backup|backups|restore from|several servers|more than one server|scale out|load balancer",
      es: "registro de auditoria|copia de seguridad|postgres|metricas",
      de: "protokoll der zugriffe|datensicherung|backup|postgres|metriken",
      fr: "journal d audit|sauvegarde|postgres|metriques",
      pt: "log de auditoria|copia de seguranca|backup|postgres|metricas",
    },
    none: ["thing"],
    answer:
      "The data stand in one SQLite file, or in Postgres with `DATABASE_URL`, where several servers share one database; `patchbay to-postgres` moves there. `patchbay backup` and `patchbay restore` keep and bring back all of it. Acts that matter for security are in an append-only audit log that can be exported. `/metrics` is for Prometheus, and traces go to an OpenTelemetry endpoint where one is set.",
  },
  setup: {
    says: {
      en: "need an api key|need a key|need an account|need an llm|need openai|need to sign up|need to register|get started|how do i start|how to start|where do i start|what do i need to start|first steps",
      es: "necesito una clave|necesito una cuenta|como empiezo|por donde empiezo",
      de: "brauche ich einen schlussel|brauche ich ein konto|brauche ich einen account|wie fange ich an|wie starte ich",
      fr: "besoin d une cle|besoin d un compte|par ou commencer|comment commencer",
      pt: "preciso de uma chave|preciso de uma conta|como comeco|por onde comeco",
    },
    none: ["thing"],
    answer:
      "Nothing is needed to begin: say in a sentence what should happen. The built-in model takes no key, and each tool has a stand-in, so that all of it can be tried without an account. For real accounts enter the provider's client under Settings; a hosted model is chosen there too.",
  },
  api: {
    says: {
      en: "have an api|is there an api|rest api|http api|have a cli|is there a cli|command line|from the terminal",
      es: "tiene api|tienes api|hay una api|linea de comandos",
      de: "gibt es eine api|eine api|kommandozeile|ein cli",
      fr: "y a t il une api|une api|ligne de commande",
      pt: "tem api|tem uma api|linha de comando",
    },
    none: ["thing"],
    answer:
      "Both: the HTTP API is described at `/openapi.json`, and programs send an API key as `Authorization: Bearer …`, the one in `DATA_DIR/api-key` or one with scopes of its own from Settings → API keys, which is shown once; `npx patchbay --help` lists the commands. A function is called at `/functions/<name>`.",
  },
  hosting: {
    says: {
      en: "self host*|host it myself|host this|where does it run|where do functions run|where do they run|where is it hosted|on my server|own server|open source|docker|install it",
      es: "mi servidor|servidor propio|codigo abierto|donde se ejecuta|donde corre",
      de: "selbst hosten|eigenen server|eigener server|open source|wo lauft",
      fr: "mon serveur|propre serveur|auto heberg*|open source|ou tourne",
      pt: "meu servidor|proprio servidor|codigo aberto|onde roda",
    },
    answer:
      "On your own machine or server: `npm install && npm start`, with Node and nothing else; the project brings its own runtime for functions and its database. It is open source (Apache-2.0).",
  },
} as const satisfies Record<string, Fact>;

export type FactId = keyof typeof facts;
