// Browsers take the width of an image that their screen needs, and show it whole.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { openBrowser } from './lib/chromium.mjs';
import { serve } from './lib/serve.mjs';
import { publicFolder } from './lib/settings.mjs';

/** The manual's page that shows a screenshot of 1200 pixels. */
const PAGE = 'manuel/previsualisation/';

let browser;
let host;

before(async () => {
  host = await serve(publicFolder());
  browser = await openBrowser();
}, { timeout: 120_000 });

after(async () => {
  await browser?.close();
  await host?.close();
});

for (const [name, width, deviceScaleFactor, expected] of [
  ['a small phone', 390, 1, 400],
  ['a phone of two pixels a point', 390, 2, 800],
  ['a desktop', 1280, 1, 800],
  ['a desktop of two pixels a point', 1280, 2, 1200],
]) {
  test(`${name} takes ${expected} pixels`, { timeout: 60_000 }, async () => {
    const page = await browser.newPage();
    await page.setViewport({ width, height: 800, deviceScaleFactor });
    await page.goto(host.url('') + PAGE, { waitUntil: 'load' });
    const shown = await page.$eval('picture img', async (image) => {
      image.loading = 'eager';
      await image.decode();
      const { width, height } = image.getBoundingClientRect();
      return { source: image.currentSrc, ratio: width / height, given: image.getAttribute('width') / image.getAttribute('height'), sideways: document.documentElement.scrollWidth > innerWidth };
    });
    assert.match(shown.source, new RegExp(`-${expected}\\.webp$`));
    assert.ok(Math.abs(shown.ratio - shown.given) < 0.02, `${shown.ratio}, not ${shown.given}`);
    assert.equal(shown.sideways, false);
    await page.close();
  });
}
