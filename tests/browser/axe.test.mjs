// axe-core without violation: every page, light and dark, on a desktop and on a phone.

import test, { after, before } from 'node:test';
import { checkAccessibility, PHONE } from './lib/axe.mjs';
import { openBrowser } from './lib/chromium.mjs';
import { expectNone } from './lib/report.mjs';
import { shownPages } from './lib/sample.mjs';
import { serve } from './lib/serve.mjs';
import { BASE, publicFolder, TABS } from './lib/settings.mjs';
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

function check(name, options) {
  test(name, { timeout: 900_000 }, async (t) => {
    const paths = shownPages(site);
    t.diagnostic(`${paths.length} pages`);
    expectNone(await checkAccessibility(browser, paths, host.url, { tabs: TABS, schemes: ['light', 'dark'], ...options }), 'accessibility');
  });
}

check('every page, light and dark, desktop', {});
check('every page, light and dark, phone', { viewport: PHONE });
