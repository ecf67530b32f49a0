// Chromium, headless, with an empty profile that goes with it, and no way out of this machine.

import { launch } from 'puppeteer-core';
import { CHROMIUM } from './settings.mjs';

/** Starts a browser. Its profile is a temporary folder that puppeteer removes when it closes. */
export function openBrowser() {
  return launch({
    executablePath: CHROMIUM,
    headless: true,
    protocolTimeout: 240_000,
    timeout: 120_000,
    args: [
      '--no-sandbox',
      '--disable-gpu',
      '--disable-quic',
      '--no-first-run',
      '--disable-background-networking',
      '--disable-component-update',
      '--disable-sync',
      '--disable-dev-shm-usage',
      '--lang=fr',
      // No name is looked up, so a request to another site fails at once instead of leaving.
      '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
    ],
  });
}

/** Does `work(page, item)` for every item, `tabs` at a time, each tab reused. Results in the order of the items. */
export async function inTabs(browser, items, tabs, prepare, work) {
  const results = new Array(items.length);
  let next = 0;
  const worker = async () => {
    const page = await browser.newPage();
    page.setDefaultTimeout(120_000);
    await prepare(page);
    while (next < items.length) {
      const index = next++;
      results[index] = await work(page, items[index]);
    }
    await page.close();
  };
  await Promise.all(Array.from({ length: Math.min(tabs, items.length) }, worker));
  return results;
}

/** Resolves once the page has painted and has nothing left to do at once. */
export function settled(page) {
  return page.evaluate(() => new Promise((resolve) => requestAnimationFrame(() => requestIdleCallback(() => resolve(), { timeout: 5000 }))));
}
