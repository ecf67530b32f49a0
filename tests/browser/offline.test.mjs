// The portable build, read from a disk as from a USB key.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { openBrowser } from './lib/chromium.mjs';
import { browseFromDisk, fileUrl } from './lib/offline.mjs';
import { expectNone } from './lib/report.mjs';
import { finds, knownSheet, search, SEARCH } from './lib/search.mjs';
import { BASE, portableFolder } from './lib/settings.mjs';
import { watchPage } from './lib/visit.mjs';
import { readSite } from './lib/walk.mjs';

let browser;
let site;

before(async () => {
  site = readSite(portableFolder(), BASE);
  browser = await openBrowser();
}, { timeout: 120_000 });

after(() => browser?.close());

for (const javascript of [true, false]) {
  test(`from the home page to a sheet by clicking, ${javascript ? 'with' : 'without'} scripts`, { timeout: 120_000 }, async (t) => {
    const { shown, problems } = await browseFromDisk(browser, site, { javascript });
    t.diagnostic(shown.join(' → '));
    expectNone(problems, 'from a disk');
    assert.ok(shown.length > 1, 'no link was followed');
  });
}

test('the search finds a sheet by its title, from a disk', { timeout: 120_000 }, async (t) => {
  if (!site.files.has(SEARCH)) return t.skip(`there is no ${SEARCH}`);
  const { path, query } = knownSheet(site);
  const page = await browser.newPage();
  const watch = watchPage(page, SEARCH);
  const found = await search(page, fileUrl(site, SEARCH), query);
  watch.stop();
  await page.close();
  expectNone(watch.problems, 'search');
  assert.ok(finds(found, fileUrl(site, path)), `“${query}” does not find ${path}: ${found.join(' ')}`);
});
