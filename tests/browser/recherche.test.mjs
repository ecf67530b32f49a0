// The search of a small site: what must be found, by whom, over HTTP in a sub-path under a strict policy and from a disk.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { pathToFileURL } from 'node:url';
import { join } from 'node:path';
import { buildSite } from './lib/build.mjs';
import { openBrowser } from './lib/chromium.mjs';
import { CSP } from './lib/policy.mjs';
import { serve } from './lib/serve.mjs';

const TIME = { timeout: 120_000 };
let browser;
let host;
let site;
let page;
let requests;
let problems;

before(async () => {
  site = buildSite('recherche');
  host = await serve(site.folder, { prefix: '/un/sous-chemin/', headers: { 'content-security-policy': CSP } });
  browser = await openBrowser();
  page = await browser.newPage();
  await page.setViewport({ width: 1280, height: 900 });
  page.on('request', (request) => requests.push(request.url()));
  page.on('pageerror', (error) => problems.push(error.message));
  page.on('console', (message) => message.type() === 'error' && problems.push(message.text()));
  [requests, problems] = [[], []];
}, TIME);

after(async () => {
  await browser?.close();
  await host?.close();
  site?.remove();
});

/** Waits for the results. */
const settled = () => page.waitForFunction(() => document.querySelector('#resultats')?.getAttribute('aria-busy') === 'false', { timeout: 20_000 });

/** Asks `query` of the page at `address`; paths of the first links, from the site's root. */
async function ask(query, address = host.url('recherche/'), root = host.url('')) {
  await page.goto(`${address}?q=${encodeURIComponent(query)}`, { waitUntil: 'load' });
  await settled();
  return page.$$eval('#resultats > li', (items, root) => items.map((item) => item.querySelector('a').href.replace(root, '').replace(/index\.html$/, '')), root);
}

const EXPECTED = [
  ['eau', 'fiches/eau/'],
  ['evaluation', 'fiches/eau/'],
  ['évaluer', 'fiches/eau/'],
  ['l’évaluation', 'fiches/eau/'],
  ['coeur', 'fiches/coeur/'],
  ['CŒUR', 'fiches/coeur/'],
  ['oeuvre', 'fiches/coeur/'],
  ['travail', 'fiches/coeur/'],
  ['bail', 'fiches/coeur/'],
  ['œil', 'fiches/coeur/'],
  ['cheval', 'fiches/coeur/'],
  ['régional', 'fiches/coeur/'],
  ['regionaux', 'fiches/coeur/'],
  ["aujourd'hui", 'fiches/coeur/'],
  ['rendezvous', 'fiches/coeur/'],
  ['rendez-vous', 'fiches/coeur/'],
  ['haÿ', 'fiches/coeur/'],
  ['L’Haÿ-les-Roses', 'fiches/coeur/'],
  ['l hay les roses', 'fiches/coeur/'],
  ["c'est-à-dire", 'fiches/coeur/'],
  ['marché', 'fiches/coeur/'],
  ['calendriers', 'fiches/coeur/'],
  ['427', 'fiches/eau/'],
  ['n°427', 'fiches/eau/'],
  ['L. 300-2', 'fiches/eau/'],
  ['L300-2', 'fiches/eau/'],
  ['article l.300-2', 'fiches/eau/'],
  ['covid', 'fiches/covid/'],
  ['covid-19', 'fiches/covid/'],
  ['COVID19', 'fiches/covid/'],
  ['procedure', 'fiches/covid/'],
  ['conti', 'fiches/covid/'],
  ['assanissement', 'fiches/eau/'],
  ['continuitté', 'fiches/covid/'],
  ['xontinuité', 'fiches/covid/'],
  ['ocntinuité', 'fiches/covid/'],
  ['cnotinuité', 'fiches/covid/'],
  ['ontinuité', 'fiches/covid/'],
  ['activité continuité plan', 'fiches/covid/'],
  ['vélo', 'fiches/velo/'],
  ['PLU', 'fiches/velo/'],
  ['amo', 'glossaire/'],
  ["assistance à la maîtrise d'ouvrage", 'glossaire/'],
  ['policy', 'fiches/english/'],
  ['archive', 'fiches/english/'],
  ['"jeu de données"', 'fiches/phrase/'],
  ['« jeu de données »', 'fiches/phrase/'],
  ['salle 07', 'fiches/commun-07/'],
];

test('what readers type finds the sheet first', TIME, async () => {
  const missed = [];
  for (const [query, expected] of EXPECTED) {
    const found = await ask(query);
    if (found[0] !== expected) missed.push(`${query}: ${found.slice(0, 3).join(' ') || 'nothing'}, not ${expected}`);
  }
  assert.deepEqual(missed, []);
  assert.deepEqual(problems.splice(0), []);
});

test('the same from a disk, where each file is a script', TIME, async () => {
  const root = `${pathToFileURL(site.portable)}/`;
  const address = String(pathToFileURL(join(site.portable, 'recherche/index.html')));
  for (const query of ['evaluation', 'COVID19', 'xontinuité', '"jeu de données"', 'salle 07']) {
    const expected = EXPECTED.find(([asked]) => asked === query)[1];
    assert.equal((await ask(query, address, root))[0], expected, query);
  }
  assert.deepEqual(problems.splice(0), []);
});

test('phrases, exclusion, most of several words', TIME, async () => {
  assert.ok(!(await ask('"jeu de données"')).includes('fiches/phrase-inverse/'));
  const without = await ask('jeu -dehors');
  assert.ok(without.includes('fiches/phrase/') && !without.includes('fiches/phrase-inverse/'), without.join(' '));
  assert.ok(!(await ask('données -"jeu de données"')).includes('fiches/phrase/'));
  assert.equal((await ask('continuité activité hippopotame'))[0], 'fiches/covid/');
});

test('nothing found: a correction is offered, with what it finds', TIME, async () => {
  assert.deepEqual(await ask('asainnissement'), ['fiches/eau/']);
  assert.equal(await page.$eval('#compte', (count) => count.textContent), 'Aucun résultat');
  assert.match(await page.$eval('#conseil', (advice) => advice.textContent), /Vouliez-vous dire.*assainissement/);
  await Promise.all([page.waitForNavigation(), page.click('#conseil a')]);
  await settled();
  assert.equal(await page.$eval('#compte', (count) => count.textContent), '1 résultat');
  assert.deepEqual(await ask('zzzzzzzz'), []);
  assert.equal(await page.$eval('#compte', (count) => count.textContent), 'Aucun résultat');
});

test('a result shows its kind, its date, the section and the words marked', TIME, async () => {
  await ask('tarif');
  const result = await page.$eval('#resultats > li', (item) => ({
    kind: item.querySelector('.nature').textContent,
    section: item.querySelector('p a').getAttribute('href'),
    marks: [...item.querySelectorAll('mark')].map((mark) => mark.textContent),
  }));
  assert.equal(result.kind, 'Fiche opérationnelle');
  assert.match(result.section, /fiches\/eau\/#prix$/);
  assert.ok(result.marks.includes('Tarifs') && result.marks.includes('tarif'), result.marks.join(' '));
  assert.deepEqual(await ask('<img src=x onerror=alert(1)>'), []);
});

test('facets narrow, the address says so, and the way back works', TIME, async () => {
  await ask('salle');
  assert.equal(await page.$eval('#compte', (count) => count.textContent), '14 résultats');
  assert.equal(await page.$$eval('#resultats > li', (items) => items.length), 10);
  await page.click('#suite');
  await page.waitForFunction(() => document.querySelectorAll('#resultats > li').length === 14);
  assert.ok(await page.$eval('#suite', (more) => more.hidden));

  await ask('données');
  const before = await page.$eval('#compte', (count) => count.textContent);
  const box = await page.$$eval('#facettes label', (labels) => labels.find((label) => label.textContent.startsWith('Procédure'))?.querySelector('input').id);
  assert.ok(box, 'there is a facet for procedures');
  await page.click(`#${box}`);
  await page.waitForFunction((before) => document.querySelector('#compte').textContent !== before, {}, before);
  await settled();
  assert.match(page.url(), /q=donn%C3%A9es&type=procedure$/);
  assert.deepEqual(await page.$$eval('#resultats > li a', (links) => links.filter((link) => /inverse/.test(link.href)).length), 0);
  assert.equal(await page.evaluate(() => document.activeElement.type), 'checkbox');
  await page.goBack();
  await page.waitForFunction((before) => document.querySelector('#compte').textContent === before, {}, before);
  await page.goForward();
  await page.reload();
  await settled();
  assert.ok(await page.$eval('#facettes input:checked', (input) => input.checked));
});

test('nothing of the index is loaded before the box is touched', TIME, async () => {
  requests = [];
  await page.goto(host.url('fiches/eau/'), { waitUntil: 'networkidle0' });
  const asked = () => requests.filter((url) => /\/recherche\/.*\.js/.test(url));
  assert.deepEqual(asked(), []);
  await page.focus('form[role=search] input');
  await page.waitForFunction(() => document.querySelector('form[role=search] input') === document.activeElement);
  await page.waitForNetworkIdle();
  assert.deepEqual(asked().map((url) => url.replace(/.*\//, '')), ['index.js']);
});

test('the box, keyboard only: / types arrows Enter, Escape', TIME, async () => {
  await page.goto(host.url('fiches/eau/'), { waitUntil: 'load' });
  await page.keyboard.press('/');
  assert.equal(await page.evaluate(() => document.activeElement.name), 'q');
  await page.keyboard.type('conti');
  await page.waitForSelector('#choix:not([hidden]) li');
  const state = () =>
    page.$eval('form[role=search] input', (input) => ({
      role: input.getAttribute('role'),
      expanded: input.getAttribute('aria-expanded'),
      value: input.value,
      active: document.getElementById(input.getAttribute('aria-activedescendant'))?.getAttribute('aria-selected') ?? null,
      said: input.form.querySelector('[role=status]').textContent,
    }));
  assert.deepEqual(await state(), { role: 'combobox', expanded: 'true', value: 'conti', active: null, said: '1 résultat' });
  await page.keyboard.press('ArrowDown');
  assert.equal((await state()).active, 'true');
  await page.keyboard.press('ArrowUp');
  assert.equal((await state()).active, null);
  await page.keyboard.press('Escape');
  assert.equal((await state()).expanded, 'false');
  assert.equal((await state()).value, 'conti');
  await page.keyboard.press('ArrowDown');
  await page.waitForSelector('#choix:not([hidden]) li');
  await page.keyboard.press('ArrowDown');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  assert.equal(page.url(), host.url('fiches/covid/'));

  await page.keyboard.press('/');
  await page.keyboard.type('salle');
  await Promise.all([page.waitForNavigation(), page.keyboard.press('Enter')]);
  await settled();
  assert.equal(page.url(), `${host.url('recherche/')}?q=salle`);
});

test('results follow what is typed, and come back with the address', TIME, async () => {
  await ask('eau');
  await page.focus('form[role=search] input');
  await page.keyboard.press('End');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await page.keyboard.press('Backspace');
  await page.keyboard.type('covi');
  await page.waitForFunction(() => document.querySelector('#resultats a')?.href.endsWith('/fiches/covid/') && location.search === '?q=covi');
  assert.deepEqual(problems.splice(0), []);
});

test('without scripts, the page explains and leads elsewhere', TIME, async () => {
  const plain = await browser.newPage();
  await plain.setJavaScriptEnabled(false);
  await plain.goto(`${host.url('recherche/')}?q=eau`);
  const text = await plain.$eval('main', (main) => main.innerText);
  assert.match(text, /JavaScript/);
  const links = await plain.$$eval('noscript a', (all) => all.map((link) => link.getAttribute('href')));
  assert.ok(links.includes('../plan/') && links.length > 1, links.join(' '));
  await plain.close();
});
