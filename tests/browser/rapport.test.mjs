// The page of `classeur report`, for a site with nothing to report and for one with much: valid, accessible, readable on
// a phone and on paper.

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import test, { after, before } from 'node:test';
import axe from 'axe-core';
import { violations } from './lib/axe.mjs';
import { openBrowser } from './lib/chromium.mjs';
import { checkHtml } from './lib/nu.mjs';
import { fileUrl } from './lib/offline.mjs';
import { expectNone } from './lib/report.mjs';
import { TESTS } from './lib/settings.mjs';

let browser;
let folder;

before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'classeur-rapport-'));
  const site = join(folder, 'site');
  mkdirSync(join(site, 'content/fiches'), { recursive: true });
  writeFileSync(join(site, 'site.toml'), 'title = "Un site & ses défauts"\nlanguage = "fr"\n[publisher]\nname = "Commune"\ntype = "collectivite"\n[budget]\nrequests = 1\n');
  writeFileSync(join(site, 'content/_index.md'), '# Accueil\n\nVoir [ici](absent.md), [](fiches/_index.md) et ![](absente-au-nom-particulierement-long-et-sans-espace.png).\n\n#### Trop bas\n');
  writeFileSync(join(site, 'content/fiches/a.md'), "---\ntitre: L'accueil d'un agent\nstatut: brouillon\nresponsable: Direction de la relation à l'usager\na_revoir_le: 2025-01-01\n---\n\n## Vide\n");
  writeFileSync(join(site, 'content/fiches/b.md'), "---\ntitre: L'archivage\nresponsable: Direction de la relation à l'usager\na_revoir_le: 2025-01-01\nlicence: inconnue\n---\n\nTexte.\n");
  const write = (of, name) => execFileSync(process.env.CLASSEUR_BIN, ['report', '--site', of, '--date', '2026-11-22', '--output', join(folder, name)], { stdio: 'pipe' });
  write(site, 'mauvais.html');
  write(resolve(TESTS, '../..'), 'propre.html');
  browser = await openBrowser();
}, { timeout: 240_000 });

after(async () => {
  await browser?.close();
  if (folder) rmSync(folder, { recursive: true });
});

test('the report is valid HTML', { timeout: 180_000 }, async () => {
  const messages = await checkHtml(folder);
  expectNone(messages.filter(({ rule }) => rule !== 'nu-info'), 'invalid HTML');
});

for (const name of ['mauvais.html', 'propre.html']) {
  test(`the report is accessible and holds in its page: ${name}`, { timeout: 180_000 }, async () => {
    const page = await browser.newPage();
    for (const scheme of ['light', 'dark']) {
      for (const width of [1280, 390, 320]) {
        await page.emulateMediaFeatures([{ name: 'prefers-color-scheme', value: scheme }]);
        await page.setViewport({ width, height: 844 });
        await page.goto(fileUrl({ root: folder }, name), { waitUntil: 'load' });
        await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
        await page.evaluate(axe.source);
        assert.deepEqual(await violations(page), [], `${scheme}, ${width}`);
        assert.equal(await page.evaluate(() => document.documentElement.scrollWidth), width, `${width}: it scrolls sideways`);
        // Words of a column's header are whole.
        const broken = await page.$$eval('thead th', (cells) => cells.filter((cell) => cell.getClientRects()[0].height > 90).map((cell) => cell.textContent));
        assert.deepEqual(broken, [], `${width}`);
      }
    }
    await page.close();
  });
}

test('it names what is wrong', { timeout: 60_000 }, async () => {
  const page = await browser.newPage();
  await page.goto(fileUrl({ root: folder }, 'mauvais.html'), { waitUntil: 'load' });
  const captions = await page.$$eval('caption', (all) => all.map((caption) => caption.textContent));
  assert.ok(captions.some((caption) => /^Liens \(\d+\)$/.test(caption)), captions.join());
  const text = await page.$eval('main', (main) => main.innerText);
  for (const words of ['RGAA\u00a01.1 (WCAG\u00a01.1.1)', 'L’archivage', 'la relation à l’usager', '1er\u00a0janvier 2025']) assert.ok(text.includes(words), words);
  await page.close();
});
