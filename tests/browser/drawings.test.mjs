// Drawings measured as the browser sets them: words inside their box, boxes apart, whatever the font.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { openBrowser } from './lib/chromium.mjs';
import { shownPages } from './lib/sample.mjs';
import { serve } from './lib/serve.mjs';
import { BASE, publicFolder } from './lib/settings.mjs';
import { readSite } from './lib/walk.mjs';

let browser;
let host;
let site;

before(async () => {
  site = readSite(publicFolder(), BASE);
  host = await serve(site.root, { prefix: BASE.pathname });
  browser = await openBrowser();
}, { timeout: 120_000 });

after(async () => {
  await browser?.close();
  await host?.close();
});

/** What is wrong with the drawings of the page that is open: runs in the page. */
function measure() {
  const wrong = [];
  for (const svg of document.querySelectorAll('.dessin svg')) {
    if (svg.getAttribute('role') !== 'img' || !svg.querySelector('title')?.textContent || !svg.querySelector('desc')?.textContent) wrong.push('no alternative');
    const groups = [...svg.querySelectorAll('g')].map((group) => ({
      words: group.textContent,
      box: group.querySelector('rect').getBBox(),
      text: group.querySelector('text').getBBox(),
    }));
    for (const [at, { words, box, text }] of groups.entries()) {
      const inside = text.x >= box.x && text.y >= box.y - 1 && text.x + text.width <= box.x + box.width && text.y + text.height <= box.y + box.height + 1;
      if (words && !inside) wrong.push(`« ${words} » leaves its box`);
      for (const other of groups.slice(at + 1)) {
        const across = box.x < other.box.x + other.box.width && other.box.x < box.x + box.width;
        const down = box.y < other.box.y + other.box.height && other.box.y < box.y + box.height;
        if (across && down) wrong.push(`« ${words} » and « ${other.words} » overlap`);
      }
    }
  }
  return { drawings: document.querySelectorAll('.dessin svg').length, wrong };
}

test('words are inside their box, and boxes apart', { timeout: 300_000 }, async (t) => {
  const page = await browser.newPage();
  let drawings = 0;
  for (const path of shownPages(site)) {
    await page.goto(host.url(path), { waitUntil: 'load' });
    // A drawing is laid out without knowing the font: a wide one is the hard case.
    for (const font of ['', 'DejaVu Sans', 'serif']) {
      await page.evaluate((font) => { for (const svg of document.querySelectorAll('.dessin svg')) svg.style.fontFamily = font; }, font);
      const found = await page.evaluate(measure);
      assert.deepEqual(found.wrong, [], `${path} in ${font || 'its own font'}`);
      if (!font) drawings += found.drawings;
    }
  }
  t.diagnostic(`${drawings} drawings`);
  assert.ok(drawings > 0, 'the site has a drawing to measure');
  await page.close();
});

test('a box that is too small is seen', async () => {
  const page = await browser.newPage();
  await page.setContent('<div class="dessin"><svg role="img" width="200" height="60"><title>a</title><desc>b</desc><g><rect x="1" y="1" width="30" height="20"/><text><tspan x="5" y="15">Une étiquette bien trop longue</tspan></text></g><g><rect x="20" y="10" width="30" height="20"/><text><tspan x="22" y="24">b</tspan></text></g></svg></div>');
  const { wrong } = await page.evaluate(measure);
  assert.equal(wrong.length, 2, wrong.join('; '));
  await page.close();
});
