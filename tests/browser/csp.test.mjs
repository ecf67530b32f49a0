// A strict Content-Security-Policy holds, nothing is asked of another site, nothing is left on the reader's machine,
// in a sub-path that the build knew nothing of.

import test, { after, before } from 'node:test';
import { openBrowser } from './lib/chromium.mjs';
import { checkInline, CSP } from './lib/policy.mjs';
import { expectNone } from './lib/report.mjs';
import { sample, sheets } from './lib/sample.mjs';
import { finds, knownSheet, search, SEARCH } from './lib/search.mjs';
import { serve } from './lib/serve.mjs';
import { BASE, publicFolder, TABS } from './lib/settings.mjs';
import { visit } from './lib/visit.mjs';
import { readSite } from './lib/walk.mjs';

const HEADERS = { 'content-security-policy': CSP };
const MAX_REQUESTS = 6;
const MAX_BYTES = 50_000;

let browser;
let host;
let site;

before(async () => {
  site = readSite(publicFolder(), BASE);
  host = await serve(site.root, { prefix: '/un/sous-chemin/', headers: HEADERS });
  browser = await openBrowser();
}, { timeout: 120_000 });

after(async () => {
  await browser?.close();
  await host?.close();
});

test('no page has an inline script, style or event handler', () => {
  expectNone(checkInline(site), 'inline code');
});

test('a sample of pages opens in a sub-path under the strict policy, and a sheet is light', { timeout: 600_000 }, async (t) => {
  const paths = sample(site).filter((path) => path !== '404.html');
  const visits = await visit(browser, paths, host.url, { tabs: TABS });
  const problems = visits.flatMap(({ problems }) => problems);
  const light = new Set(sheets(site));
  for (const { path, requests } of visits) {
    const bytes = requests.reduce((sum, request) => sum + request.bytes, 0);
    t.diagnostic(`${path}: ${requests.length} requests, ${bytes} bytes compressed`);
    if (light.has(path) && (bytes > MAX_BYTES || requests.length > MAX_REQUESTS)) {
      problems.push({ rule: 'weight', file: path, message: `a sheet weighs at most ${MAX_BYTES} bytes in ${MAX_REQUESTS} requests`, excerpt: `${bytes} bytes in ${requests.length}: ${requests.map(({ url, bytes }) => `${url} ${bytes}`).join(', ')}` });
    }
  }
  expectNone(problems, 'under the policy');
});

test('the 404 page is whole at any depth', { timeout: 120_000 }, async () => {
  const based = await serve(site.root, { prefix: BASE.pathname, headers: HEADERS });
  try {
    const visits = await visit(browser, ['nulle-part', 'nulle/part/du-tout/'], based.url, { expected: 404 });
    expectNone(visits.flatMap(({ problems }) => problems), '404.html');
  } finally {
    await based.close();
  }
});

test('the search finds a sheet by its title, under the policy', { timeout: 120_000 }, async (t) => {
  if (!site.files.has(SEARCH)) return t.skip(`there is no ${SEARCH}`);
  const { path, query } = knownSheet(site);
  const after = async (page) => {
    const found = await search(page, host.url(SEARCH), query);
    return finds(found, host.url(path)) ? [] : [{ rule: 'search', file: SEARCH, message: `“${query}” does not find ${path}`, excerpt: found.join(' ') }];
  };
  const [{ problems }] = await visit(browser, [SEARCH], host.url, { after });
  expectNone(problems, 'search');
});
