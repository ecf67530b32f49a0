// Light or dark as the reader chooses: announced, kept from page to page of the tab, nothing left on the machine.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { openBrowser } from './lib/chromium.mjs';
import { fileUrl } from './lib/offline.mjs';
import { serve } from './lib/serve.mjs';
import { buildText } from './lib/build.mjs';
import { BASE, portableFolder, publicFolder } from './lib/settings.mjs';
import { watchPage } from './lib/visit.mjs';
import { readSite } from './lib/walk.mjs';

const SHEET = 'fiches/acquerir-un-logiciel-libre/index.html';

let browser;
let site;
let host;

before(async () => {
  site = readSite(publicFolder(), BASE);
  host = await serve(site.root, { prefix: BASE.pathname });
  browser = await openBrowser();
}, { timeout: 120_000 });

after(async () => {
  await browser?.close();
  await host?.close();
});

async function open(url, scheme = 'light') {
  const page = await browser.newPage();
  page.setDefaultTimeout(8000);
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
  await page.goto(url, { waitUntil: 'load' });
  return page;
}

/** What the page shows: background, pressed button, the browser's own bar. */
const seen = (page) => page.evaluate(() => {
  const [r, g, b] = getComputedStyle(document.querySelector('.feuille')).backgroundColor.match(/\d+/g).map(Number);
  return {
    scheme: r + g + b > 382 ? 'light' : 'dark',
    pressed: [...document.querySelectorAll('.teintes [aria-pressed=true]')].map((button) => button.value).join(),
    bar: [...document.querySelectorAll('meta[name=theme-color]')].filter((meta) => matchMedia(meta.media).matches).map((meta) => meta.content).join(),
    told: document.querySelector('meta[name=color-scheme]').content,
    own: getComputedStyle(document.documentElement).colorScheme,
  };
});

const LIGHT = '#ebe5d9';
const DARK = '#121518';

for (const system of ['light', 'dark']) {
  test(`the choice is the reader's, and the system's again (system: ${system})`, { timeout: 60_000 }, async () => {
    const page = await open(host.url(SHEET), system);
    const bar = system === 'light' ? LIGHT : DARK;
    assert.deepEqual(await seen(page), { scheme: system, pressed: '', bar, told: 'light dark', own: 'light dark' });
    for (const chosen of ['dark', 'light']) {
      await page.click(`.teintes [value=${chosen}]`);
      assert.deepEqual(await seen(page), { scheme: chosen, pressed: chosen, bar: chosen === 'light' ? LIGHT : DARK, told: chosen, own: chosen });
    }
    await page.click('.teintes [value=""]');
    assert.deepEqual(await seen(page), { scheme: system, pressed: '', bar, told: 'light dark', own: 'light dark' });
    await page.close();
  });
}

test('the choice follows from page to page, and leaves nothing', { timeout: 60_000 }, async () => {
  const page = await open(host.url(SHEET));
  const watch = watchPage(page, SHEET, { leaves: true });
  await page.focus('.teintes [value=dark]');
  await page.keyboard.press('Space');
  assert.equal((await seen(page)).scheme, 'dark', 'by the keyboard');
  // The first frame of the next page is already dark.
  await page.evaluateOnNewDocument(() => {
    requestAnimationFrame(() => (window.firstTheme = document.documentElement.dataset.theme));
  });
  await Promise.all([page.waitForNavigation(), page.click('.fil a')]);
  assert.equal((await seen(page)).scheme, 'dark');
  assert.equal(await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => done(window.firstTheme)))), 'dark');
  await page.click('.teintes [value=light]');
  // Browsers keep a tab's name with each step of its history: the way back leads to a page as it was left.
  await page.goBack();
  assert.equal((await seen(page)).pressed, (await seen(page)).scheme, 'what is shown is what is said');
  const left = await page.evaluate(() => ({ local: localStorage.length, session: sessionStorage.length, cookie: document.cookie }));
  assert.deepEqual(left, { local: 0, session: 0, cookie: '' });
  // Another tab is as the system has it.
  const other = await open(host.url(SHEET), 'dark');
  assert.equal((await seen(other)).scheme, 'dark');
  await other.close();
  watch.stop();
  assert.deepEqual(watch.problems, []);
  await page.close();
});

test('from a disk too', { timeout: 60_000 }, async () => {
  const portable = readSite(portableFolder(), BASE);
  const page = await open(fileUrl(portable, SHEET));
  await page.click('.teintes [value=dark]');
  await Promise.all([page.waitForNavigation(), page.click('.fil a')]);
  assert.equal((await seen(page)).scheme, 'dark');
  await page.close();
});

test('a tab that another page named keeps its name; without scripts there is no button', { timeout: 60_000 }, async () => {
  const page = await open(host.url(SHEET));
  await page.evaluate(() => (window.name = 'cible'));
  await page.click('.teintes [value=dark]');
  assert.equal((await seen(page)).scheme, 'dark');
  assert.equal(await page.evaluate(() => window.name), 'cible');
  await page.setJavaScriptEnabled(false);
  await page.goto(host.url(''), { waitUntil: 'load' });
  assert.equal(await page.$eval('.teintes', (group) => group.getClientRects().length), 0);
  await page.close();
});

test("a site's own colours follow the choice", { timeout: 120_000 }, async () => {
  const built = buildText({
    'site.toml': 'title = "Essai"\nlanguage = "fr"\n[checks]\n"*" = "off"\n[extra.tokens]\npaper = "#fafafa"\nlink = "#00f"\n[extra.tokens_dark]\npaper = "#010101"\n',
    'content/_index.md': '---\ntitre: Accueil\n---\n\n[Ici](#haut)\n',
  });
  const own = await serve(built.folder);
  const page = await open(own.url(''), 'light');
  const colours = () => page.evaluate(() => {
    const style = getComputedStyle(document.documentElement);
    return [style.getPropertyValue('--paper').trim(), style.getPropertyValue('--link').trim()];
  });
  assert.deepEqual(await colours(), ['#fafafa', '#00f']);
  await page.click('.teintes [value=dark]');
  assert.deepEqual(await colours(), ['#010101', '#8fc4ee'], "the theme's own dark value, where the site has none");
  await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: 'dark' }]);
  await page.click('.teintes [value=light]');
  assert.deepEqual(await colours(), ['#fafafa', '#00f']);
  await page.click('.teintes [value=""]');
  assert.deepEqual(await colours(), ['#010101', '#8fc4ee']);
  await page.emulateMediaType('print');
  assert.equal((await colours())[0], '#fff', 'paper is white');
  await page.close();
  await own.close();
  built.remove();
});
