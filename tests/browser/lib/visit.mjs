// A page opened as a reader opens it: what the browser complains of, what it asks for and from whom, what it leaves behind.

import { gzipSync } from 'node:zlib';
import { inTabs, settled } from './chromium.mjs';

/**
 * Opens each of `paths` at `url(path)` and gives, for each,
 * { path, problems, requests: [{ url, bytes }] }, bytes being those of the compressed body.
 * `expected` is the status of the page itself (404 for the page that says so).
 */
export function visit(browser, paths, url, { tabs = 2, expected = 200, after = async () => [] } = {}) {
  const prepare = async (page) => {
    await page.setCacheEnabled(false);
    await page.evaluateOnNewDocument(() => {
      window.violations = [];
      document.addEventListener('securitypolicyviolation', ({ effectiveDirective, blockedURI, sourceFile, lineNumber }) =>
        window.violations.push({ effectiveDirective, blockedURI, sourceFile, lineNumber }),
      );
    });
  };
  return inTabs(browser, paths, tabs, prepare, async (page, path) => {
    const address = url(path);
    const watch = watchPage(page, path, { origin: new URL(address).origin, expected, address });
    await page.goto(address, { waitUntil: 'load' });
    await settled(page);
    const more = await after(page, path);
    for (const { effectiveDirective, blockedURI, lineNumber } of await page.evaluate(() => window.violations ?? [])) {
      watch.problems.push({ rule: 'csp', file: path, line: lineNumber, message: `${effectiveDirective} refuses ${blockedURI}` });
    }
    watch.problems.push(...more, ...(await tracesLeft(page, path)));
    watch.stop();
    const requests = await watch.weights();
    return { path, problems: watch.problems, requests };
  });
}

/**
 * Notes what goes wrong in a tab from now on, until `stop()`. `weights()` gives the requests that were made and waits
 * for all their bodies: for a tab that stays on one page only, since what a click cuts short never ends. `leaves` says
 * that the tab goes from page to page.
 */
export function watchPage(page, path, { origin = null, expected = 200, address = null, leaves = false } = {}) {
  const problems = [];
  const requests = [];
  const add = (rule, message, excerpt) => problems.push({ rule, file: path, message, excerpt });
  const listeners = {
    console: (message) => {
      if (!['error', 'warn', 'warning', 'assert'].includes(message.type())) return;
      // The browser reports the 404 page's own status as an error.
      if (expected === 404 && message.location().url === address) return;
      add('console', `${message.type()}: ${message.text()}`, message.location().url);
    },
    pageerror: (error) => add('script-error', error.message, error.stack),
    requestfailed: (request) => {
      const why = request.failure()?.errorText;
      // A page that is left stops loading what it had asked for, such as the script of previews when a link is hovered.
      if (leaves && why === 'net::ERR_ABORTED' && !request.isNavigationRequest()) return;
      add('request-failed', `${why}: ${request.url()}`);
    },
    request: (request) => {
      const target = new URL(request.url());
      if (target.protocol === 'data:' || target.protocol === 'blob:') return;
      if (origin && target.origin !== origin) add('third-party', `request to ${target.origin}`, request.url());
    },
    response: (response) => {
      if (response.url() === address ? response.status() !== expected : response.status() >= 400) {
        add('request-failed', `${response.status()} for ${new URL(response.url()).pathname}`);
      }
      const request = response.request();
      if (/^(data|blob):/.test(response.url()) || response.status() >= 300 && response.status() < 400) return;
      requests.push(response.buffer().then((body) => ({ url: request.url(), bytes: gzipSync(body).length }), () => ({ url: request.url(), bytes: 0 })));
    },
    dialog: (dialog) => {
      add('dialog', `a dialog opened: ${dialog.message()}`);
      dialog.dismiss();
    },
  };
  for (const [event, listener] of Object.entries(listeners)) page.on(event, listener);
  return {
    problems,
    stop: () => {
      for (const [event, listener] of Object.entries(listeners)) page.off(event, listener);
    },
    weights: () => Promise.all(requests),
  };
}

/** Cookies, storage, databases and service workers that a page leaves on the reader's machine. */
async function tracesLeft(page, path) {
  const add = (what) => ({ rule: 'trace', file: path, message: `the page leaves ${what}` });
  const cookies = await page.browserContext().cookies();
  const left = await page.evaluate(async () => ({
    local: Object.keys(localStorage),
    databases: (await indexedDB.databases()).map(({ name }) => name),
    workers: (await navigator.serviceWorker?.getRegistrations())?.length ?? 0,
    caches: await caches.keys(),
  }));
  const problems = [];
  if (cookies.length) problems.push(add(`cookies: ${cookies.map(({ name }) => name)}`));
  if (left.local.length) problems.push(add(`local storage: ${left.local}`));
  if (left.databases.length) problems.push(add(`databases: ${left.databases}`));
  if (left.workers) problems.push(add('a service worker'));
  if (left.caches.length) problems.push(add(`caches: ${left.caches}`));
  return problems;
}
