// On paper: A4, title and number on each sheet, no navigation, addresses in full, tables whole, nothing lost at the edges.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { buildText } from './lib/build.mjs';
import { openBrowser } from './lib/chromium.mjs';
import { printed } from './lib/pdf.mjs';
import { serve } from './lib/serve.mjs';
import { BASE, publicFolder } from './lib/settings.mjs';

const MILLIMETRE = 72 / 25.4;
const NAVIGATION = ['Aller au contenu', 'Rechercher', 'Sur cette page', 'Copier', 'Haut de page', 'Page précédente', 'Plan du site', 'Mot, sujet, sigle', 'Télécharger', 'Vous êtes ici', 'Couleurs du'];

let browser;
let own;
let made;
let host;

const row = (i) => `| d${i}a | Une cellule assez longue pour passer à la ligne suivante, numéro ${i} | z${i}z |`;
const LONG = `https://exemple.fr/${'un-chemin-sans-espace/'.repeat(12)}fin`;
const COLUMNS = ['Critère', 'Poids', 'Solution-une', 'Solution-deux', 'Solution-trois', 'Solution-quatre', 'Solution-cinq', 'Solution-six'];

before(async () => {
  own = await serve(publicFolder(), { prefix: BASE.pathname });
  made = buildText({
    'site.toml': 'title = "Essai"\nlanguage = "fr"\n[checks]\n"*" = "off"\n',
    'content/_index.md': '---\ntitre: Accueil\n---\n',
    'content/fiches/longue.md': [
      '---\ntitre: Une fiche qui a tout ce que le papier n’aime pas\nresume: Résumé.\n---\n\n## Lien\n\n',
      `Voir [l’adresse longue](${LONG}).\n\n## Image\n\n![Un plan](plan.svg)\n\n![Une colonne](haut.svg)\n\n## Table\n\n`,
      '| Début | Milieu | Fin |\n|---|---|---|\n',
      Array.from({ length: 100 }, (_, i) => row(i)).join('\n'),
      `\n\n## Large\n\n| ${COLUMNS.join(' | ')} |\n|${'---|'.repeat(COLUMNS.length)}\n| ${COLUMNS.map((name) => `x${name}x`).join(' | ')} |\n`,
      '\n## Code\n\n```\n', 'un_mot '.repeat(60), '\n', 'A'.repeat(200), 'ZZ\n```\n',
    ].join(''),
    'content/fiches/plan.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="3000" height="1500" viewBox="0 0 3000 1500"><rect width="3000" height="1500"/></svg>',
    'content/fiches/haut.svg': '<svg xmlns="http://www.w3.org/2000/svg" width="300" height="3000" viewBox="0 0 300 3000"><rect width="300" height="3000"/></svg>',
  });
  host = await serve(made.folder);
  browser = await openBrowser();
}, { timeout: 120_000 });

after(async () => {
  await browser?.close();
  await own?.close();
  await host?.close();
  made?.remove();
});

async function paper(url) {
  const page = await browser.newPage();
  await page.goto(url, { waitUntil: 'networkidle0' });
  await page.emulateMediaType('print');
  const sheets = await printed(page);
  return { page, sheets };
}

const joined = (sheets) => sheets.map(({ words }) => words.map(({ text }) => text).join('')).join('');

/** What holds for any page: format, margins, foot of each sheet, no navigation. */
function common(sheets, title, content = '') {
  for (const [i, { text, width, height, words }] of sheets.entries()) {
    assert.ok(Math.abs(width - 210 * MILLIMETRE) < 1 && Math.abs(height - 297 * MILLIMETRE) < 1, `A4, not ${width} × ${height}`);
    const foot = text.trimEnd().split('\n').at(-1).trim();
    assert.ok(foot.startsWith(title.slice(0, 30)), `sheet ${i + 1} bears the title: “${foot}”`);
    assert.ok(foot.replace(/\s/g, '').endsWith(`${i + 1}/${sheets.length}`), `sheet ${i + 1} bears its number: “${foot}”`);
    for (const word of words) {
      assert.ok(word.right <= width - 15.5 * MILLIMETRE && word.left >= 23.5 * MILLIMETRE, `“${word.text}” is in the margins of sheet ${i + 1}`);
    }
    for (const words of NAVIGATION.filter((words) => !content.includes(words))) assert.ok(!text.includes(words), `sheet ${i + 1} shows “${words}”`);
    // The last sheet apart, none is almost empty: a heading that was pushed, a table that left.
    if (i < sheets.length - 1) assert.ok(words.length > 25, `sheet ${i + 1} has ${words.length} words`);
  }
}

for (const [kind, path, most] of [
  ['a sheet', 'fiches/acquerir-un-logiciel-libre/', 6],
  ['a procedure', 'procedures/deployer-des-services-numeriques/', 10],
  ['a benchmark', 'benchmarks/portails-open-data/', 7],
  ['a template', 'modeles/cctp-portail-open-data/', 6],
  ['a page of the manual', 'manuel/blocs/', 8],
  ['a long page of the manual', 'manuel/theme/', 16],
]) {
  test(`${kind}, on paper`, { timeout: 120_000 }, async (t) => {
    const { page, sheets } = await paper(own.url(path));
    t.diagnostic(`${sheets.length} sheets of paper`);
    assert.ok(sheets.length >= 2 && sheets.length <= most, `${sheets.length} sheets, at most ${most} are expected`);
    common(sheets, await page.$eval('h1', (title) => title.innerText.replace(/\s+/g, ' ').trim()), await page.$eval('.contenu', (text) => text.innerText));
    // Each word of the text, each address of a link out of the site.
    const { words, links } = await page.evaluate(() => ({
      words: [...new Set(document.querySelector('.contenu').innerText.match(/[\p{L}\d]{2,24}/gu))],
      links: [...document.querySelectorAll('.contenu a.externe, .sources a.externe')]
        .filter((a) => a.getClientRects().length && !a.closest('.comparatif'))
        .map((a) => a.getAttribute('href')),
    }));
    const all = joined(sheets).replace(/[\u00ad\u2010-]/g, '');
    const lost = words.filter((word) => !all.includes(word.replace(/[\u2010-]/g, '')));
    assert.deepEqual(lost, [], 'words lost on paper');
    const missing = links.filter((link) => !all.includes(link.replace(/[\u2010-]/g, '')));
    assert.deepEqual(missing, [], 'addresses that paper does not give');
    // What a heading announces is on the same sheet.
    const headings = await page.$$eval('.contenu :is(h2, h3)', (all) => all.filter((h) => h.getClientRects().length).map((h) => h.firstChild.textContent.trim().split(/\s+/).slice(0, 3).join(' ')));
    for (const [i, { text }] of sheets.slice(0, -1).entries()) {
      const last = text.trimEnd().split('\n').slice(0, -1).filter((line) => line.trim()).at(-1)?.trim() ?? '';
      assert.ok(!headings.includes(last), `“${last}” ends sheet ${i + 1}`);
    }
    await page.close();
  });
}

test('the boxes of a procedure are printed, one for each thing to do', { timeout: 120_000 }, async () => {
  const { page, sheets } = await paper(own.url('procedures/deployer-des-services-numeriques/'));
  const boxes = await page.$$eval('.cocher li', (all) => all.length);
  assert.ok(boxes > 10);
  assert.equal(joined(sheets).split('☐').length - 1, boxes);
  await page.close();
});

test('long addresses, wide and long tables, big images, code', { timeout: 120_000 }, async () => {
  const { page, sheets } = await paper(host.url('fiches/longue/'));
  common(sheets.filter((sheet) => sheet.words.length > 40).length === sheets.length ? sheets : [], 'Une fiche');
  for (const [i, { words, width }] of sheets.entries()) {
    for (const word of words) assert.ok(word.right <= width - 15.5 * MILLIMETRE, `“${word.text}” is cut on sheet ${i + 1}`);
  }
  const all = joined(sheets);
  assert.ok(all.includes(LONG), 'the whole address');
  assert.ok(all.includes(`${'A'.repeat(200)}ZZ`), 'the whole line of code');
  for (const name of COLUMNS) {
    for (const piece of `x${name}x`.split('-')) assert.ok(all.includes(piece), `${piece} of the wide table`);
  }
  // The table: its heading on each of its sheets, no row over two.
  const withRows = sheets.filter(({ words }) => words.some(({ text }) => /^d\d+a$/.test(text)));
  assert.ok(withRows.length > 2);
  for (const { words } of withRows) assert.equal(words.filter(({ text }) => text === 'Milieu').length, 1, 'the heading is repeated');
  for (let i = 0; i < 100; i++) {
    const [first] = sheets.filter(({ words }) => words.some(({ text }) => text === `d${i}a`));
    assert.ok(first.words.some(({ text }) => text === `z${i}z`) && first.text.includes(`numéro ${i}`) , `row ${i} is whole`);
  }
  // A picture is no larger than what a sheet of paper holds.
  await page.setViewport({ width: Math.round((170 / 25.4) * 96), height: 900 });
  const pictures = await page.$$eval('.contenu img', (all) => all.map((img) => { const { width, height } = img.getBoundingClientRect(); return { width, height, ratio: width / height }; }));
  assert.equal(pictures.length, 2);
  for (const [i, { width, height, ratio }] of pictures.entries()) {
    assert.ok(width <= (170 / 25.4) * 96 + 1 && height <= (240 / 25.4) * 96, `${width} × ${height}`);
    assert.ok(Math.abs(ratio - [2, 0.1][i]) < 0.01, `proportions are kept: ${ratio}`);
  }
  await page.close();
});
