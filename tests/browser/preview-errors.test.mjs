// Errors where the author looks: the overlay and the panel of the preview.

import assert from 'node:assert/strict';
import { chmodSync, existsSync, readFileSync } from 'node:fs';
import test, { after, before } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openBrowser } from './lib/chromium.mjs';
import { open, overlayShown, sheet, startPreview, text, writeSite } from './lib/preview.mjs';

let browser;
let site;
let preview;

const shadow = (page, read, ...args) => page.evaluate(`(${read})(document.querySelector('classeur-apercu').shadowRoot, ...${JSON.stringify(args)})`);

before(async () => {
  site = writeSite();
  site.write('editeur.sh', `#!/bin/sh\nprintf '%s\\n' "$@" > '${site.path('ouvert.txt')}.en-cours'; mv '${site.path('ouvert.txt')}.en-cours' '${site.path('ouvert.txt')}'\n`);
  chmodSync(site.path('editeur.sh'), 0o755);
  preview = await startPreview(site, [], { CLASSEUR_EDITOR: `'${site.path('editeur.sh')}' {file} {line} {column}` });
  browser = await openBrowser();
}, { timeout: 120_000 });

after(async () => {
  await browser?.close();
  await preview?.stop();
  site?.remove('');
});

test('an error is laid over the page, escaped, and goes when it is mended', { timeout: 60_000 }, async () => {
  const page = await open(browser, preview.url('/fiches/une/'));
  assert.ok(await shadow(page, (root) => root.querySelector('.overlay').hidden));
  site.write('content/fiches/une.md', sheet('Voir [là](nulle-part.md) et [ici](<img src=x onerror=alert(1)>.md).'));
  await overlayShown(page, true);
  const pres = await shadow(page, (root) => [...root.querySelectorAll('article pre')].map((pre) => pre.textContent));
  assert.ok(pres.length >= 2, pres.join('\n'));
  assert.match(pres[0], /lien\/introuvable/);
  assert.match(pres[0], /content\/fiches\/une\.md:6:11/);
  assert.match(pres[0], /\^{5,}/);
  assert.match(pres[0], /aide/);
  assert.equal(await shadow(page, (root) => root.querySelectorAll('.overlay img').length), 0, 'nothing in it is markup');
  assert.match(await shadow(page, (root) => root.querySelector('h2').textContent), new RegExp(`^${pres.length} erreurs$`));
  // Escape hides, the badge shows again.
  await page.keyboard.press('Escape');
  assert.ok(await shadow(page, (root) => root.querySelector('.overlay').hidden));
  await shadow(page, (root) => root.querySelector('.badge').click());
  assert.ok(!(await shadow(page, (root) => root.querySelector('.overlay').hidden)));
  // Another page shows it too; a fresh one.
  const other = await open(browser, preview.url('/fiches/deux/'));
  await overlayShown(other, true);
  await other.close();
  site.write('content/fiches/une.md', sheet('Mendé.'));
  await overlayShown(page, false);
  await text(page, 'Mendé.');
  assert.deepEqual(page.problems, []);
  await page.close();
});

test('half-written front matter leaves the last good page beneath', { timeout: 60_000 }, async () => {
  site.write('content/fiches/une.md', sheet('Bonne version.'));
  const page = await open(browser, preview.url('/fiches/une/'));
  await text(page, 'Bonne version.');
  site.write('content/fiches/une.md', '---\ntitre: "pas fini\nresume: r\n---\n\nAutre.\n');
  await overlayShown(page, true);
  assert.match(await shadow(page, (root) => root.querySelector('pre').textContent), /entete\/syntaxe/);
  assert.ok(await page.evaluate(() => document.body.textContent.includes('Bonne version.')));
  site.write('content/fiches/une.md', sheet('Fini.'));
  await overlayShown(page, false);
  await text(page, 'Fini.');
  await page.close();
});

test('a template that fails is told at its line, on the last good page', { timeout: 60_000 }, async () => {
  const page = await open(browser, preview.url('/fiches/une/'));
  const before = await page.evaluate(() => document.querySelector('main').textContent);
  for (const [template, code] of [['<p>\n{% if %}', 'gabarit/syntaxe'], ['<p>\n{{ page.titre.rien.du.tout }}', 'gabarit/']]) {
    site.write('templates/page.html', template);
    await page.waitForFunction((code) => document.querySelector('classeur-apercu').shadowRoot.querySelector('.overlay pre')?.textContent.includes(code), { timeout: 10_000 }, code);
    await overlayShown(page, true);
    assert.match(await shadow(page, (root) => root.querySelector('pre').textContent), /templates\/page\.html:2/);
    assert.equal(await page.evaluate(() => document.querySelector('main').textContent), before);
  }
  site.remove('templates');
  await overlayShown(page, false);
  await page.close();
});

test('a click opens the file at the line in the editor', { timeout: 60_000 }, async () => {
  site.write('content/fiches/une.md', sheet('Ligne.\n\nVoir [là](nulle-part.md).'));
  const page = await open(browser, preview.url('/fiches/une/'));
  await overlayShown(page, true);
  await shadow(page, (root) => root.querySelector('button.place').click());
  for (let tries = 0; !existsSync(site.path('ouvert.txt')); tries++) {
    assert.ok(tries < 100, 'the editor was started');
    await sleep(50);
  }
  const [file, line, column] = readFileSync(site.path('ouvert.txt'), 'utf8').split('\n');
  assert.deepEqual([file.endsWith('content/fiches/une.md'), line, column], [true, '8', '11']);
  site.write('content/fiches/une.md', sheet('Fin.'));
  await overlayShown(page, false);
  await page.close();
});

test('the panel tells status, file, warnings, links and weight', { timeout: 60_000 }, async () => {
  site.write('content/fiches/une.md', '---\ntitre: Une fiche\nresume: r\nstatut: brouillon\n---\n\n## Partie\n\n#### Trop bas\n\nVers [deux](deux.md).\n');
  const page = await open(browser, preview.url('/fiches/une/'));
  await page.waitForFunction(() => /avertissement/.test(document.querySelector('classeur-apercu').shadowRoot.querySelector('.badge').textContent), { timeout: 10_000 });
  await shadow(page, (root) => root.querySelector('.badge').click());
  await page.waitForFunction(() => document.querySelector('classeur-apercu').shadowRoot.querySelector('.panel dl'), { timeout: 10_000 });
  const panel = await shadow(page, (root) => root.querySelector('.panel').textContent);
  assert.match(panel, /StatutBrouillon/);
  assert.match(panel, /content\/fiches\/une\.md/);
  assert.match(panel, /texte\/niveau-saute/);
  assert.match(panel, /Deux/);
  assert.match(panel, /\d+ ko non compressés en \d+ requêtes/);
  await page.keyboard.press('Escape');
  assert.ok(await shadow(page, (root) => root.querySelector('.panel').hidden));
  await page.close();
});

test('a template broken before the start: the theme’s own serves beneath, and the overlay goes when it is mended', { timeout: 60_000 }, async () => {
  const own = writeSite({ 'templates/page.html': '{% extends "classeur/page.html" %}{% block main %}{% if %}' });
  const started = await startPreview(own);
  const page = await open(browser, started.url('/fiches/une/'));
  await overlayShown(page, true);
  assert.match(await shadow(page, (root) => root.querySelector('.overlay').textContent), /templates\/page\.html:1/);
  await text(page, 'Un texte.');
  own.write('templates/page.html', '{% extends "classeur/page.html" %}');
  await overlayShown(page, false);
  await text(page, 'Un texte.');
  await page.close();
  await started.stop();
  own.remove('');
});

test('a page that cannot be rendered is told in the terminal too', { timeout: 60_000 }, async () => {
  const own = writeSite({ 'templates/page.html': '{{ page.absent.champ }}' });
  const started = await startPreview(own);
  assert.equal((await fetch(started.url('/fiches/une/'))).status, 500);
  const page = await open(browser, started.url('/fiches/une/'));
  await overlayShown(page, true);
  assert.equal(await shadow(page, (root) => root.querySelector('.overlay .note').hidden), true, 'nothing is kept beneath');
  assert.match(started.log(), /gabarit\/indefini/);
  await page.close();
  await started.stop();
  own.remove('');
});

test('English, when asked', { timeout: 60_000 }, async () => {
  const english = await startPreview(site, ['--lang', 'en']);
  site.write('content/fiches/une.md', sheet('Voir [là](nulle-part.md).'));
  const page = await open(browser, english.url('/fiches/une/'));
  await overlayShown(page, true);
  assert.match(await shadow(page, (root) => root.querySelector('h2').textContent), /^1 error$/);
  assert.match(await shadow(page, (root) => root.querySelector('pre').textContent), /^error\[lien\/introuvable\]: The link/);
  await page.close();
  await english.stop();
});
