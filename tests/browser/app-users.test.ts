import { serve } from "@hono/node-server";
import { Hono } from "hono";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { saveAddEvent } from "../support/app-users.ts";
import { openBrowser, sees } from "./page.ts";
import { isSound } from "./sound.ts";

/** A product of its own embeds the button; a person allows, is acted for, and takes it back. */
const browser = openBrowser();
let site: string;
let embedUrl = "";
let closeSite = () => {};

beforeAll(async () => {
  const product = new Hono();
  product.get("/", (c) =>
    c.html(`<!doctype html><html lang="en"><title>Acme</title><h1>Acme</h1>
<p id="heard"></p><iframe title="Connect" src="${embedUrl}" width="500" height="160"></iframe>
<script>addEventListener("message", (event) => {
  document.getElementById("heard").textContent += " " + event.origin + " " + event.data.status;
})</script>`),
  );
  await new Promise<void>((resolve) => {
    const listening = serve({ fetch: product.fetch, port: 0, hostname: "127.0.0.1" }, (info) => {
      site = `http://127.0.0.1:${info.port}`;
      resolve();
    });
    closeSite = () => listening.close();
  });
  await saveAddEvent(browser.server);
}, 60_000);
afterAll(() => closeSite());

const of = (page: Page) => ({
  page,
  picture: (name: string) => browser.picture(name, page),
});

const linkFor = async (externalId: string, more: object) =>
  (
    await browser.server.json("/api/connect-links", "POST", {
      user: { externalId, name: "Maya" },
      ...more,
    })
  ).body;

const callFor = async (externalId: string): Promise<any> => {
  const answer = await browser.server.fetch("/functions/addEvent", {
    method: "POST",
    headers: { "content-type": "application/json", "patchbay-user": externalId },
    body: JSON.stringify({ title: "Lunch with the board" }),
  });
  return answer.json();
};

test("a site that is not allowed cannot show the button", async () => {
  await browser.server.json("/api/connect-sites", "PUT", { origins: ["https://other.example"] });
  ({ embedUrl } = await linkFor("u-maya", { function: "addEvent" }));
  await browser.page.goto(site);
  expect(await browser.page.frameLocator("iframe").getByRole("link").count()).toBe(0);
});

test("a person connects from the product's page, and the product hears it", async () => {
  await browser.server.json("/api/connect-sites", "PUT", { origins: [site] });
  await linkFor("u-other", { function: "addEvent" });
  ({ embedUrl } = await linkFor("u-maya", { function: "addEvent" }));
  const { page } = browser;
  await page.goto(site);
  const frame = page.frameLocator("iframe");
  const button = frame.getByRole("link", { name: "Connect your Google Calendar" });
  await sees(button);
  await browser.picture("connect-button");
  await page.emulateMedia({ colorScheme: "dark" });
  await browser.picture("connect-button-dark");
  await page.emulateMedia({ colorScheme: "light" });
  const popup = await browser.popupFrom(button);
  await sees(popup.getByRole("heading", { name: "My app asks to act with your Google Calendar" }));
  await isSound(of(popup), "connect-page");
  await popup.getByRole("button", { name: "Connect your Google Calendar" }).click();
  await Promise.all([
    popup.waitForEvent("close"),
    popup.getByRole("button", { name: "Allow" }).click(),
  ]);
  await sees(frame.getByText("Your Google Calendar is connected."));
  await browser.picture("connect-embedded");
  const { origin } = browser.server;
  await sees(page.getByText(`${origin} waiting ${origin} connected`));
  expect(await callFor("u-maya")).toMatchObject({
    owner: "maya@example.com",
    title: "Lunch with the board",
  });
  expect(await callFor("u-other")).toMatchObject({ type: "urn:patchbay:connection/required" });
});

test("they see what is held of them, and take it back; the next call asks again", async () => {
  const { url } = await linkFor("u-maya", { kind: "manage" });
  const { page } = browser;
  await page.goto(url);
  await page.getByRole("button", { name: "Show it" }).click();
  await sees(page.getByRole("heading", { name: "Google: maya@example.com" }));
  await sees(page.getByText("See and change events in the calendars you own"));
  await sees(page.getByText("Used by addEvent"));
  await isSound(of(page), "held-of-me");
  await page.getByRole("button", { name: "Withdraw Google" }).click();
  await sees(page.getByText("Withdrawn here, and revoked at the provider."));
  await sees(page.getByText("My app has none of your accounts."));
  const { connectUrl } = await callFor("u-maya");
  await page.goto(connectUrl);
  await sees(page.getByRole("button", { name: "Connect your Google Calendar" }));
});

test("who signs in connects their own from a page of the app, in place of the block", async () => {
  const made = await browser.server.json("/api/pages", "POST", {
    spec: {
      slug: "mine",
      title: "Mine",
      blocks: [
        {
          id: "add",
          type: "form",
          function: "addEvent",
          title: "Add an event",
          fields: [{ name: "title", label: "Title", kind: "text", required: true }],
        },
      ],
    },
  });
  expect([made.status, made.body.detail]).toEqual([201, undefined]);
  const { page } = browser;
  await browser.enter();
  await page.goto(`${browser.server.origin}/pages/mine`);
  await page.getByRole("textbox", { name: "Title" }).fill("Own");
  await page.getByRole("button", { name: /Send|Submit/ }).click();
  const own = page.getByRole("link", { name: "Connect your Google Calendar" });
  await sees(own);
  await isSound(of(page), "connect-in-page");
  const popup = await browser.popupFrom(own);
  await popup.getByRole("button", { name: "Connect your Google Calendar" }).click();
  await Promise.all([
    popup.waitForEvent("close"),
    popup.getByRole("button", { name: "Allow" }).click(),
  ]);
  await page.getByRole("button", { name: /Send|Submit/ }).click();
  await sees(page.getByText("Sent."));
  await page.goto(`${browser.server.origin}/connections`);
  await sees(page.getByText("Google: 1 person."));
  await isSound(of(page), "people-section");
  await page.goto(`${browser.server.origin}/code/addEvent`);
  await sees(page.getByText("Acts for whoever calls it"));
  await isSound(of(page), "acts-for-caller");
});
