// All of a page by the keyboard: each stop is seen, is not behind anything, and does what the pointer does.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { openBrowser } from './lib/chromium.mjs';
import { serve } from './lib/serve.mjs';
import { BASE, publicFolder } from './lib/settings.mjs';

const DESKTOP = { width: 1280, height: 900 };
const PHONE = { width: 360, height: 740 };
const PAGES = [
  '', 'fiches/', 'fiches/acquerir-un-logiciel-libre/', 'procedures/deployer-des-services-numeriques/', 'benchmarks/portails-open-data/',
  'modeles/cctp-portail-open-data/', 'manuel/blocs/', 'glossaire/', 'recherche/?q=logiciel', 'plan/',
];

let browser;
let host;

before(async () => {
  host = await serve(publicFolder(), { prefix: BASE.pathname });
  browser = await openBrowser();
}, { timeout: 120_000 });

after(async () => {
  await browser?.close();
  await host?.close();
});

async function open(path, viewport = DESKTOP, features = []) {
  const page = await browser.newPage();
  page.setDefaultTimeout(10_000);
  await page.setViewport(viewport);
  await page.emulateMediaFeatures([{ name: 'prefers-reduced-motion', value: 'reduce' }, ...features]);
  await page.goto(host.url('') + path, { waitUntil: 'networkidle0' });
  return page;
}

/** What has the focus: its name, whether it shows, whether it is seen. Null at the end of the page. */
const stop = (page) => page.evaluate(() => {
  const element = document.activeElement;
  if (!element || element === document.body) return null;
  const { outlineStyle, outlineWidth, outlineColor } = getComputedStyle(element);
  const rects = [...element.getClientRects()];
  const points = rects.flatMap(({ left, right, top, bottom }) => [[(left + right) / 2, (top + bottom) / 2], [left + 2, top + 2], [right - 2, bottom - 2]]);
  const seen = points.some(([x, y]) => {
    const hit = document.elementFromPoint(x, y);
    return hit && (element === hit || element.contains(hit));
  });
  return {
    name: `${element.tagName.toLowerCase()}.${element.className} “${(element.getAttribute('aria-label') ?? element.textContent).trim().slice(0, 30)}”`,
    shown: outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2 && !/^rgba\(.*, 0\)$/.test(outlineColor),
    seen,
    inside: element.closest('[inert], [hidden], [aria-hidden=true]') === null,
  };
});

for (const [name, viewport] of [['desktop', DESKTOP], ['phone', PHONE]]) {
  test(`each stop of each kind of page is seen (${name})`, { timeout: 300_000 }, async (t) => {
    const wrong = [];
    for (const path of PAGES) {
      const page = await open(path, viewport);
      let count = 0;
      for (; count < 600; count++) {
        await page.keyboard.press('Tab');
        const at = await stop(page);
        if (!at) break;
        if (!at.shown) wrong.push(`${path}: the focus is not shown on ${at.name}`);
        if (!at.seen) wrong.push(`${path}: ${at.name} has the focus behind something`);
        if (!at.inside) wrong.push(`${path}: ${at.name} has the focus and is hidden`);
      }
      assert.ok(count > 15 && count < 600, `${path} has ${count} stops`);
      t.diagnostic(`${path || 'home'}: ${count} stops`);
      await page.close();
    }
    assert.deepEqual(wrong, []);
  });
}

test('the skip links show themselves, and skip', { timeout: 60_000 }, async () => {
  for (const viewport of [DESKTOP, PHONE]) {
    const page = await open('fiches/acquerir-un-logiciel-libre/', viewport);
    for (const [times, target] of [[1, 'contenu'], [2, 'menu']]) {
      await page.evaluate(() => {
        document.activeElement.blur();
        scrollTo(0, 0);
      });
      await page.reload({ waitUntil: 'load' });
      for (let i = 0; i < times; i++) await page.keyboard.press('Tab');
      const box = await page.evaluate(() => {
        const { top, left, width, height } = document.activeElement.getBoundingClientRect();
        return { top, left, width, height, hash: document.activeElement.hash };
      });
      assert.equal(box.hash, `#${target}`);
      assert.ok(box.top >= 0 && box.left >= 0 && box.width > 24 && box.height >= 24, JSON.stringify(box));
      await page.keyboard.press('Enter');
      await page.keyboard.press('Tab');
      assert.ok(await page.evaluate((id) => document.getElementById(id).contains(document.activeElement), target), `after #${target}, the next stop is in it`);
    }
    await page.close();
  }
});

test('the menu of narrow screens opens and closes', { timeout: 60_000 }, async () => {
  const page = await open('fiches/', PHONE);
  await page.focus('.menu-etroit summary');
  await page.keyboard.press('Enter');
  assert.ok(await page.$eval('.menu-etroit details', (details) => details.open));
  await page.keyboard.press('Tab');
  assert.ok(await page.evaluate(() => document.activeElement.matches('.menu-etroit a')));
  assert.equal(await page.$eval('.menu-etroit [aria-current]', (a) => a.textContent.trim()), 'Fiches opérationnelles');
  await page.keyboard.press('Escape');
  assert.ok(!(await page.$eval('.menu-etroit details', (details) => details.open)));
  assert.ok(await page.evaluate(() => document.activeElement.matches('.menu-etroit summary')), 'the focus is where it was opened from');
  await page.close();
});

const inSearch = (page) => page.evaluate(() => document.activeElement.matches('.recherche input'));

test('/ and Ctrl+K go to the search, Escape goes back, and / can be turned off', { timeout: 60_000 }, async () => {
  const page = await open('fiches/acquerir-un-logiciel-libre/');
  const at = '.contenu a[href]:not(.ancre)';
  await page.focus(at);
  await page.keyboard.press('/');
  assert.ok(await inSearch(page));
  await page.keyboard.type('a/b');
  assert.equal(await page.$eval('.recherche input', (input) => input.value), 'a/b', 'a slash can be typed');
  await page.evaluate(() => (document.querySelector('.recherche input').value = ''));
  await page.keyboard.press('Escape');
  assert.ok(await page.$eval(at, (a) => a === document.activeElement), 'Escape goes back to where one was');
  // As AZERTY has it, with Shift.
  await page.evaluate(() => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: '/', shiftKey: true, bubbles: true, cancelable: true })));
  assert.ok(await inSearch(page));
  await page.keyboard.press('Escape');
  for (const [key, options] of [['k', { ctrlKey: true }], ['K', { metaKey: true }]]) {
    await page.evaluate((key, options) => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key, bubbles: true, cancelable: true, ...options })), key, options);
    assert.ok(await inSearch(page), key);
    await page.keyboard.press('Escape');
    assert.ok(!(await inSearch(page)));
  }
  // Not with other modifiers.
  for (const options of [{ ctrlKey: true }, { altKey: true }, { metaKey: true }]) {
    await page.evaluate((options) => document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: '/', bubbles: true, cancelable: true, ...options })), options);
    assert.ok(!(await inSearch(page)));
  }
  await page.focus('.touche');
  await page.keyboard.press('Space');
  assert.equal(await page.$eval('.touche', (button) => button.getAttribute('aria-pressed')), 'false');
  await page.focus(at);
  await page.keyboard.press('/');
  assert.ok(!(await inSearch(page)), 'turned off');
  await Promise.all([page.waitForNavigation(), page.click('.fil a')]);
  await page.keyboard.press('/');
  assert.ok(!(await inSearch(page)), 'on the next page too');
  await page.focus('.touche, .recherche button');
  await page.$eval('.touche', (button) => button.click());
  await page.focus('.marque');
  await page.keyboard.press('/');
  assert.ok(await inSearch(page));
  await page.close();
});

test('tables sort, what is folded opens, code is copied, lists narrow', { timeout: 60_000 }, async () => {
  const sorted = await open('benchmarks/portails-open-data/');
  await sorted.focus('.tri');
  const before = await sorted.$eval('.tri', (button) => button.closest('th').getAttribute('aria-sort'));
  await sorted.keyboard.press('Enter');
  assert.notEqual(await sorted.$eval('.tri', (button) => button.closest('th').getAttribute('aria-sort')), before);
  await sorted.close();

  const sheet = await open('fiches/acquerir-un-logiciel-libre/');
  await sheet.focus('.contenu .depliant summary');
  await sheet.keyboard.press('Space');
  assert.ok(await sheet.$eval('.contenu .depliant', (details) => details.open));
  await browser.defaultBrowserContext().overridePermissions(host.origin, ['clipboard-sanitized-write', 'clipboard-read']);
  await sheet.bringToFront();
  await sheet.focus('.copier');
  await sheet.keyboard.press('Enter');
  await sheet.waitForFunction(() => document.querySelector('.copier').textContent === 'Copié');
  assert.equal(await sheet.$eval('.copier', (button) => button.getAttribute('aria-live')), 'polite', 'and it is said');
  await sheet.close();

  const list = await open('fiches/');
  await list.focus('.facettes summary');
  await list.keyboard.press('Enter');
  await list.keyboard.press('Tab');
  assert.ok(await list.evaluate(() => document.activeElement.matches('.facettes input')));
  await list.keyboard.press('Space');
  await list.waitForFunction(() => document.querySelector('.facettes [role=status]').textContent);
  await list.close();
});

test('the groups of buttons have a name, their state is told', { timeout: 60_000 }, async () => {
  const page = await open('fiches/');
  const tree = await page.accessibility.snapshot({ interestingOnly: false });
  const flat = [];
  const walk = (node) => {
    flat.push(node);
    node.children?.forEach(walk);
  };
  walk(tree);
  assert.ok(flat.some(({ role, name }) => role === 'group' && name === 'Couleurs'));
  const pressed = flat.filter(({ role, pressed }) => role === 'button' && pressed !== undefined).map(({ name, pressed }) => [name, pressed]);
  assert.deepEqual(pressed, [['Couleurs du système', true], ['Couleurs claires', false], ['Couleurs sombres', false], ['Touche / pour aller à la recherche', true]]);
  await page.close();
});
