// Opens a report of `--format html` in a real browser and uses it as a person does: `node page.mjs PLAYWRIGHT PAGE LARGE`.
// PLAYWRIGHT is the module's folder, PAGE has hostile names and lines, LARGE ten thousand findings.
import assert from "node:assert/strict";
import { createRequire } from "node:module";
import { pathToFileURL } from "node:url";

const [playwright, page, large] = process.argv.slice(2);
const { chromium } = createRequire(import.meta.url)(playwright);
const flags = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking", "--disable-component-update", "--disable-sync"];
const browser = await chromium.launch({ executablePath: "/usr/bin/chromium", args: flags });
const context = await browser.newContext();
await context.grantPermissions(["clipboard-read", "clipboard-write"]);

const open = async (path, view = "") => {
  const tab = await context.newPage();
  const told = [];
  tab.on("console", (message) => told.push(message.text()));
  tab.on("pageerror", (error) => told.push(String(error)));
  tab.on("dialog", (dialog) => { told.push(`dialog: ${dialog.message()}`); dialog.dismiss(); });
  tab.on("request", (request) => { if (!request.url().startsWith("file:")) told.push(`request: ${request.url()}`); });
  await tab.goto(pathToFileURL(path).href + view);
  return [tab, told];
};

const [tab, told] = await open(page);
await tab.locator("article").nth(3).waitFor();
assert.equal(await tab.locator("#list img, #list script, #list a").count(), 0, "what strangers wrote became an element");
await tab.keyboard.press("/");
await tab.keyboard.type("army");
await tab.locator("#shown", { hasText: /^1 of / }).waitFor();
await tab.locator("article").first().waitFor();
const found = await tab.locator("#shown").textContent();
const sent = new URL(tab.url()).hash;
assert.equal(sent, "#find=army");
await tab.locator("article button", { hasText: "Copy allow comment" }).first().click();
await tab.locator("article button", { hasText: "Copied" }).or(tab.locator("article pre[tabindex='0']", { hasText: "maillint: allow" })).first().waitFor();
await tab.locator("h1").click();
await tab.keyboard.press("j");
assert.equal(await tab.evaluate(() => document.activeElement.tagName), "ARTICLE");
assert.deepEqual(told, []);

// A view that was sent is the view that is seen.
const [other, said] = await open(page, sent);
assert.equal(await other.locator("#shown").textContent(), found);
await other.locator("article").first().waitFor();
await other.locator("select[name=group]").selectOption("lint");
await other.waitForFunction(() => location.hash.includes("group=lint"));
assert.deepEqual(said, []);

const begun = performance.now();
const [many, heard] = await open(large);
await many.locator("#shown", { hasText: /^10000 findings$/ }).waitFor();
await many.locator("article").first().waitFor();
const opened = performance.now() - begun;
const frames = await many.evaluate(async () => {
  const times = [];
  let last = performance.now();
  for (let step = 0; step < 60; step++) {
    scrollBy(0, 2000);
    await new Promise(requestAnimationFrame);
    times.push(performance.now() - last);
    last = performance.now();
  }
  return times.sort((a, b) => a - b);
});
await many.keyboard.press("End");
await many.locator("article", { hasText: "f99.txt:100:" }).waitFor();
assert.deepEqual(heard, []);
console.log(`page: ten thousand findings open in ${Math.round(opened)} ms, a frame takes ${Math.round(frames[30])} ms while scrolling (95 %: ${Math.round(frames[57])})`);
await browser.close();
