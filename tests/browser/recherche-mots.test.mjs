// The script and the build agree on every word of the corpus: what a sheet holds is in the dictionary, as the script cuts
// it, and finds the sheet, as it is written and without accents.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { buildSite } from './lib/build.mjs';
import { openBrowser } from './lib/chromium.mjs';
import { serve } from './lib/serve.mjs';
import { publicFolder } from './lib/settings.mjs';

const TIME = { timeout: 600_000 };
let browser;

before(async () => {
  browser = await openBrowser();
}, TIME);
after(() => browser?.close());

/** In the page: every word of every sheet, looked for. */
async function check() {
  const { search, sheet, words, facets } = window.classeur;
  await search('a');
  const by = await facets((read) => read);
  const count = [...Array(100_000).keys()];
  const holders = new Map();
  let sheets = 0;
  for (const at of count) {
    const found = await sheet(at).catch(() => null);
    if (!found) break;
    sheets++;
    const [, title, kind, , summary, sections] = found;
    const ids = sections.filter((_, part) => part % 3 !== 0);
    for (const text of [title, kind, summary, ...ids]) {
      for (const piece of text.split(/[ \n\t\r\f]+/)) {
        for (const form of [piece, piece.normalize('NFD').replace(/[\u0300-\u036f]/g, '')]) {
          if (!words(form).length) continue;
          if (!holders.has(form)) holders.set(form, new Set());
          holders.get(form).add(at);
        }
      }
    }
  }
  const missed = [];
  for (const [form, wanted] of holders) {
    const query = form.replace(/^[-"“«]+/, '').replace(/["”»]/g, ' ');
    const { sheets: found, spelled } = await search(query);
    const lost = [...wanted].filter((at) => !found.includes(at));
    if (lost.length || spelled.size) missed.push(`${form}: not in ${lost.join(', ')}; corrected to ${[...spelled.values()].join(', ')}`);
  }
  return { sheets, forms: holders.size, missed: missed.slice(0, 20), total: missed.length, kinds: by.kinds.length };
}

async function checkSite(t, folder) {
  const host = await serve(folder, { prefix: '/base/' });
  const page = await browser.newPage();
  try {
    await page.goto(host.url('recherche/'), { waitUntil: 'load' });
    const { sheets, forms, missed, total } = await page.evaluate(check);
    t.diagnostic(`${forms} forms in ${sheets} sheets`);
    assert.ok(sheets > 5 && forms > 50);
    assert.deepEqual(missed, [], `${total} words do not find their sheets`);
  } finally {
    await page.close();
    await host.close();
  }
}

test('every word of the small site finds its sheets', TIME, async (t) => {
  const site = buildSite('recherche');
  try {
    await checkSite(t, site.folder);
  } finally {
    site.remove();
  }
});

test('every word of our own content finds its sheets', TIME, (t) => checkSite(t, publicFolder()));
