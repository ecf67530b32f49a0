// axe-core without violation: every page on a desktop, a sample of them dark and on a phone.

import test, { after, before } from 'node:test';
import { checkAccessibility, PHONE } from './lib/axe.mjs';
import { openBrowser } from './lib/chromium.mjs';
import { expectNone } from './lib/report.mjs';
import { sample, shownPages } from './lib/sample.mjs';
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

function check(name, pages, options) {
  test(name, { timeout: 900_000 }, async (t) => {
    const paths = pages(site);
    t.diagnostic(`${paths.length} pages`);
    expectNone(await checkAccessibility(browser, paths, host.url, { tabs: TABS, ...options }), 'accessibility');
  });
}

check('every page, light, desktop', shownPages, {});
check('a sample, dark, desktop', sample, { scheme: 'dark' });
check('a sample, light, phone', sample, { viewport: PHONE });
check('a sample, dark, phone', sample, { scheme: 'dark', viewport: PHONE });
