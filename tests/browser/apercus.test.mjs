// What is behind a link, shown over it: by pointing and by the keyboard, dismissed, hovered, never by touch.

import assert from 'node:assert/strict';
import axe from 'axe-core';
import test, { after, before } from 'node:test';
import { openBrowser } from './lib/chromium.mjs';
import { buildText } from './lib/build.mjs';
import { fileUrl } from './lib/offline.mjs';
import { serve } from './lib/serve.mjs';

const CARD = '#apercu:not([hidden])';

let browser;
let built;
let host;

before(async () => {
  built = buildText({
    'site.toml': 'title = "Essai"\nlanguage = "fr"\n[checks]\n"*" = "off"\n',
    'content/_index.md': '---\ntitre: Accueil\n---\n\n[Rubrique](fiches/)\n',
    'content/glossaire.md': '---\ntitre: Glossaire\n---\n\n::: lexique Moissonnage\nReprise automatique des descriptions d’un autre catalogue.\n:::\n',
    'content/fiches/une.md':
      '---\ntitre: La première\nresume: Un résumé à lire.\n---\n\n## Cadre\n\nAvant le moissonnage, voir [l’autre](autre.md), [sa méthode](autre.md#methode), une note[^1], [ailleurs](https://exemple.fr/), [des données](donnees.csv).\n\n[^1]: Le texte de la note.\n',
    'content/fiches/autre.md': '---\ntitre: L’autre fiche\nresume: Ce que dit l’autre fiche.\nstatut: validee\n---\n\n## Méthode\n\nOn procède ainsi.\n',
    'content/fiches/donnees.csv': 'a;b\n1;2\n',
  });
  host = await serve(built.folder);
  browser = await openBrowser();
}, { timeout: 120_000 });

after(async () => {
  await browser?.close();
  await host?.close();
  built?.remove();
});

async function open(url = host.url('fiches/une/')) {
  const page = await browser.newPage();
  page.setDefaultTimeout(8000);
  await page.setViewport({ width: 1200, height: 900 });
  await page.goto(url, { waitUntil: 'networkidle0' });
  return page;
}

const words = (page) => page.$eval(CARD, (card) => card.innerText.replace(/\s+/g, ' ').trim());
const link = (page, text) => page.evaluateHandle((text) => [...document.querySelectorAll('.contenu a')].find((a) => a.textContent.includes(text)), text);

test('a sheet, a section of it, a term and a note say what they are', { timeout: 60_000 }, async () => {
  const page = await open();
  for (const [text, expected] of [
    ['autre', ['L’autre fiche', 'Fiche', 'Validée', 'Ce que dit l’autre fiche.']],
    ['méthode', ['L’autre fiche', 'Méthode', 'On procède ainsi.']],
    ['moissonnage', ['Moissonnage', 'Reprise automatique']],
    ['1', ['Le texte de la note.']],
  ]) {
    const a = await link(page, text);
    await a.hover();
    await page.waitForSelector(CARD);
    const shown = await words(page);
    for (const part of expected) assert.ok(shown.includes(part), `“${shown}” says “${part}” for “${text}”`);
    assert.equal(await a.evaluate((a) => a.getAttribute('aria-describedby')), 'apercu');
    assert.equal(await a.evaluate((a) => a.title), '', "the browser's own bubble does not come too");
    await page.mouse.move(2, 2);
    await page.waitForSelector(CARD, { hidden: true });
    assert.equal(await a.evaluate((a) => a.getAttribute('aria-describedby')), null);
  }
  assert.ok(await (await link(page, 'moissonnage')).evaluate((a) => a.title.startsWith('Reprise')), 'the title is back');
  await page.close();
});

test('one can go into it, Escape sends it away, and it stays as long as it is wanted', { timeout: 60_000 }, async () => {
  const page = await open();
  const a = await link(page, 'autre');
  await a.hover();
  await page.waitForSelector(CARD);
  const box = await page.$eval(CARD, (card) => { const { x, y, width, height } = card.getBoundingClientRect(); return { x, y, width, height }; });
  await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2, { steps: 8 });
  // Longer than the card waits for when it is left.
  await page.evaluate(() => new Promise((done) => setTimeout(done, 600)));
  assert.ok(await page.$(CARD), 'the card can be hovered');
  await page.keyboard.press('Escape');
  assert.equal(await page.$(CARD), null, 'Escape dismisses it without moving the pointer');
  await page.close();
});

test('by the keyboard', { timeout: 60_000 }, async () => {
  const page = await open();
  const tabTo = async (text) => {
    for (let i = 0; i < 80; i++) {
      await page.keyboard.press('Tab');
      if (await page.evaluate((text) => document.activeElement.matches('.contenu a') && document.activeElement.textContent.includes(text), text)) return;
    }
    assert.fail(`“${text}” is not reached`);
  };
  await tabTo('l’autre');
  await page.waitForSelector(CARD);
  assert.ok((await words(page)).includes('Ce que dit'));
  await page.setBypassCSP(true);
  await page.evaluate(axe.source);
  const violations = await page.evaluate(async () => (await window.axe.run(document)).violations.map(({ id, nodes }) => `${id} ${nodes[0].html}`));
  assert.deepEqual(violations, []);
  await page.keyboard.press('Escape');
  assert.equal(await page.$(CARD), null);
  assert.ok(await page.evaluate(() => document.activeElement.textContent.includes('autre')), 'the focus stays');
  await page.keyboard.press('Tab');
  await page.waitForSelector(CARD);
  await page.keyboard.press('Tab');
  await page.waitForFunction(() => document.getElementById('apercu').innerText.includes('Le texte de la note'));
  await page.close();
});

test('nothing for other sites, files, touch, or readers who spare data; nothing is loaded before', { timeout: 60_000 }, async () => {
  const page = await open();
  const asked = [];
  page.on('request', (request) => asked.push(new URL(request.url()).pathname));
  for (const text of ['ailleurs', 'données']) {
    await (await link(page, text)).hover();
    await page.evaluate(() => new Promise((done) => setTimeout(done, 700)));
    assert.equal(await page.$(CARD), null, text);
  }
  assert.deepEqual(asked.filter((path) => !path.includes('apercus')), [], 'only the script is asked for');
  await page.close();

  const touched = await browser.newPage();
  await touched.setViewport({ width: 390, height: 844, hasTouch: true, isMobile: true });
  await touched.goto(host.url('fiches/une/'), { waitUntil: 'networkidle0' });
  const scripts = [];
  touched.on('request', (request) => scripts.push(request.url()));
  await touched.evaluate(() => {
    for (const a of document.querySelectorAll('.contenu a')) a.addEventListener('click', (event) => event.preventDefault());
  });
  await (await link(touched, 'autre')).tap();
  await touched.evaluate(() => new Promise((done) => setTimeout(done, 700)));
  assert.deepEqual(scripts, []);
  await touched.close();

  const sparing = await browser.newPage();
  await sparing.evaluateOnNewDocument(() => Object.defineProperty(navigator, 'connection', { value: { saveData: true } }));
  await sparing.goto(host.url('fiches/une/'), { waitUntil: 'networkidle0' });
  const spent = [];
  sparing.on('request', (request) => spent.push(request.url()));
  await (await link(sparing, 'autre')).hover();
  await sparing.evaluate(() => new Promise((done) => setTimeout(done, 700)));
  assert.deepEqual(spent, []);
  await sparing.close();
});

test('from a disk, terms and notes', { timeout: 60_000 }, async () => {
  const page = await open(fileUrl({ root: built.portable }, 'fiches/une/index.html'));
  const failed = [];
  page.on('console', (message) => failed.push(message.text()));
  for (const [text, expected] of [['moissonnage', 'Reprise automatique'], ['1', 'Le texte de la note.']]) {
    await (await link(page, text)).hover();
    await page.waitForFunction((expected) => document.querySelector('#apercu:not([hidden])')?.innerText.includes(expected), {}, expected);
    await page.mouse.move(2, 2);
    await page.waitForSelector(CARD, { hidden: true });
  }
  await (await link(page, 'autre')).hover();
  await page.evaluate(() => new Promise((done) => setTimeout(done, 700)));
  assert.equal(await page.$(CARD), null);
  assert.deepEqual(failed, []);
  await page.close();
});
