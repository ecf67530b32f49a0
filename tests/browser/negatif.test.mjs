// The checkers themselves: each fault of `controle-negatif/` is reported, and nothing of `controle-positif/` is.

import assert from 'node:assert/strict';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { checkAccessibility, PHONE } from './lib/axe.mjs';
import { openBrowser } from './lib/chromium.mjs';
import { checkDcat } from './lib/dcat.mjs';
import { checkFeeds } from './lib/feeds.mjs';
import { checkLinks, unreachable } from './lib/links.mjs';
import { checkHtml } from './lib/nu.mjs';
import { browseFromDisk, fileUrl } from './lib/offline.mjs';
import { checkInline, CSP } from './lib/policy.mjs';
import { expectNone, report, rules } from './lib/report.mjs';
import { sample, shownPages } from './lib/sample.mjs';
import { knownSheet, search, SEARCH } from './lib/search.mjs';
import { serve } from './lib/serve.mjs';
import { BASE, TESTS } from './lib/settings.mjs';
import { checkSitemap } from './lib/sitemap.mjs';
import { visit } from './lib/visit.mjs';
import { readSite, srcset } from './lib/walk.mjs';

const good = readSite(join(TESTS, 'controle-positif'), BASE);
const bad = readSite(join(TESTS, 'controle-negatif'), BASE);

let browser;

before(async () => {
  browser = await openBrowser();
}, { timeout: 120_000 });

after(() => browser?.close());

/** All of `expected`, pairs of rule and file, are among the problems. */
function expectAll(problems, expected) {
  const found = new Set(problems.map(({ rule, file }) => `${rule} ${file}`));
  const missed = expected.map(([rule, file]) => `${rule} ${file}`).filter((pair) => !found.has(pair));
  assert.deepEqual(missed, [], `not reported, among ${report(problems)}`);
}

test('Nu HTML checker', { timeout: 300_000 }, async () => {
  const [fine, problems] = await Promise.all([checkHtml(good.root), checkHtml(bad.root)]);
  expectNone(fine, 'positive control');
  expectAll(problems, [['nu-error', 'html.html'], ['nu-warning', 'html.html'], ['nu-error', 'accessibilite.html']]);
});

test('links, public', () => {
  expectNone(checkLinks(good), 'positive control');
  expectAll(checkLinks(bad), [
    ['missing', 'liens.html'], ['fragment', 'liens.html'], ['absolute-path', 'liens.html'], ['absolute-self', 'liens.html'],
    ['above', 'liens.html'], ['no-slash', 'liens.html'], ['invalid', 'liens.html'], ['empty', 'liens.html'],
    ['third-party', 'liens.html'], ['json', 'liens.html'], ['relative-address', 'liens.html'],
    ['missing', 'style.css'], ['third-party', 'style.css'], ['absolute-path', 'style.css'],
    ['fragment', 'icone.svg'], ['third-party', 'icone.svg'],
    ['javascript', 'politique.html'], ['third-party', 'politique.html'], ['base-element', 'politique.html'],
    ['relative-in-404', '404.html'],
    ['xml', 'casse.xml'], ['missing', 'atom.xml'], ['relative-in-feed', 'atom.xml'], ['missing', 'sitemap.xml'],
    ['json', 'catalogue.json'], ['missing', 'llms.txt'],
  ]);
});

test('links, portable', () => {
  expectNone(checkLinks(good, { portable: true }), 'positive control');
  expectAll(checkLinks(bad, { portable: true }), [['folder-link', 'index.html'], ['folder-link', 'procedures/index.html']]);
});

test('pages that nothing leads to', () => {
  assert.deepEqual(unreachable(good, shownPages(good).filter((path) => path !== '404.html')), []);
  assert.deepEqual(unreachable(bad, ['procedures/index.html', 'cachee/index.html']), ['cachee/index.html']);
});

test('srcset is split as browsers do', () => {
  assert.deepEqual(srcset('a.png 1x, b.png?x=1,2 2x,c.png, d.png 300w'), ['a.png', 'b.png?x=1,2', 'c.png', 'd.png']);
});

test('the sample has the home page, a listing and a sheet', () => {
  assert.deepEqual(sample(good), ['index.html', '404.html', 'procedures/index.html', 'procedures/ouvrir-un-jardin/index.html', 'recherche/index.html']);
});

test('feeds', { timeout: 60_000 }, async () => {
  expectNone(await checkFeeds(good), 'positive control');
  const problems = await checkFeeds(bad);
  const expected = ['feed-field', 'feed-date', 'feed-id-twice', 'feed-author', 'feed-self', 'feed-entry', 'feed-relative', 'feed-content'];
  expectAll(problems, [...expected.map((rule) => [rule, 'atom.xml']), ['feed-bozo', 'casse.xml']]);
});

test('DCAT', { timeout: 60_000 }, async () => {
  expectNone(await checkDcat(good), 'positive control');
  const expected = ['dcat-missing', 'dcat-address', 'dcat-type', 'dcat-property', 'dcat-date'];
  expectAll(await checkDcat(bad), expected.map((rule) => [rule, 'dcat.jsonld']));
});

test('sitemap and robots.txt', { timeout: 60_000 }, async () => {
  const { problems: fine, pages } = await checkSitemap(good);
  expectNone(fine, 'positive control');
  assert.equal(pages.size, 4);
  const { problems } = await checkSitemap(bad);
  const expected = ['sitemap-schema', 'sitemap-twice', 'sitemap-location', 'sitemap-noindex', 'sitemap-canonical'];
  expectAll(problems, [...expected.map((rule) => [rule, 'sitemap.xml']), ['robots', 'robots.txt']]);
});

test('axe-core and reflow', { timeout: 120_000 }, async () => {
  const fineHost = await serve(good.root, { prefix: BASE.pathname });
  const badHost = await serve(bad.root, { prefix: BASE.pathname });
  try {
    for (const options of [{}, { schemes: ['light', 'dark'], viewport: PHONE }]) {
      expectNone(await checkAccessibility(browser, shownPages(good), fineHost.url, options), 'positive control');
    }
    const check = async (options) => rules(await checkAccessibility(browser, ['accessibilite.html'], badHost.url, options));
    const light = await check({});
    for (const rule of ['image-alt', 'html-has-lang', 'label', 'color-contrast', 'heading-order', 'region', 'landmark-one-main']) {
      assert.ok(light.has(`axe:${rule}`), `${rule} not reported, among ${[...light]}`);
    }
    assert.ok(!light.has('reflow'));
    assert.ok((await check({ viewport: PHONE })).has('reflow'));
    const dark = await checkAccessibility(browser, ['accessibilite.html'], badHost.url, { schemes: ['light', 'dark'] });
    assert.ok(dark.some(({ rule, excerpt, message }) => rule === 'axe:color-contrast' && message.includes('dark') && excerpt.includes('sombre')), report(dark));
  } finally {
    await fineHost.close();
    await badHost.close();
  }
});

test('strict policy, third parties and traces', { timeout: 120_000 }, async () => {
  expectNone(checkInline(good), 'positive control');
  expectAll(checkInline(bad), [['inline-script', 'politique.html'], ['inline-style', 'politique.html'], ['event-attribute', 'politique.html']]);
  const headers = { 'content-security-policy': CSP };
  const fineHost = await serve(good.root, { prefix: '/un/sous-chemin/', headers });
  const basedHost = await serve(good.root, { prefix: BASE.pathname, headers });
  const badHost = await serve(bad.root, { prefix: '/un/sous-chemin/', headers });
  try {
    const fine = await visit(browser, sample(good).filter((path) => path !== '404.html'), fineHost.url);
    expectNone(fine.flatMap(({ problems }) => problems), 'positive control');
    assert.ok(fine.every(({ requests }) => requests.length >= 2 && requests.every(({ bytes }) => bytes > 0)));
    const lost = await visit(browser, ['nulle/part'], basedHost.url, { expected: 404 });
    expectNone(lost[0].problems, 'positive control');

    const [{ problems }] = await visit(browser, ['politique.html'], badHost.url);
    for (const rule of ['csp', 'console', 'script-error', 'request-failed', 'third-party', 'trace']) assert.ok(rules(problems).has(rule), `${rule} not reported, among ${report(problems)}`);
    // (script-src-attr shows only when the event happens: checkInline finds those.)
    for (const directive of ['script-src-elem', 'style-src-elem', 'style-src-attr', 'img-src', 'base-uri']) {
      assert.ok(problems.some(({ rule, message }) => rule === 'csp' && message.startsWith(directive)), `${directive} not reported, among ${report(problems)}`);
    }
    const [{ problems: notFound }] = await visit(browser, ['absente.html'], badHost.url);
    assert.ok(rules(notFound).has('request-failed'));
    const [{ problems: relative }] = await visit(browser, ['nulle/part'], badHost.url, { expected: 404 });
    assert.ok(rules(relative).has('request-failed'), 'a 404 page with relative styles');
  } finally {
    await Promise.all([fineHost, basedHost, badHost].map((host) => host.close()));
  }
});

test('from a disk', { timeout: 120_000 }, async () => {
  for (const javascript of [true, false]) {
    const { shown, problems } = await browseFromDisk(browser, good, { javascript });
    expectNone(problems, 'positive control');
    assert.deepEqual(shown, ['index.html', 'procedures/index.html', 'procedures/ouvrir-un-jardin/index.html']);
  }
  const { path, query } = knownSheet(good);
  const page = await browser.newPage();
  assert.deepEqual(await search(page, fileUrl(good, SEARCH), query), [fileUrl(good, path)]);
  await page.close();
  // Links to folders lead to a list of files, not to a page; a stylesheet is missing too.
  const problems = (await browseFromDisk(browser, bad)).problems;
  assert.ok(rules(problems).has('offline-route') && rules(problems).has('request-failed'), report(problems));
});
