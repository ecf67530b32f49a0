// Listings narrowed in place: what is shown is what the pages of the values have in common, over HTTP and from a disk.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { openBrowser } from './lib/chromium.mjs';
import { fileUrl } from './lib/offline.mjs';
import { serve } from './lib/serve.mjs';
import { BASE, portableFolder, publicFolder } from './lib/settings.mjs';
import { watchPage } from './lib/visit.mjs';
import { readSite } from './lib/walk.mjs';

const TITLES = '.liste .ligne .titre';
const VALUES = '.facettes [data-facette]';

let browser;
let host;
const places = [];

before(async () => {
  const site = readSite(publicFolder(), BASE);
  const portable = readSite(portableFolder(), BASE);
  host = await serve(site.root, { prefix: BASE.pathname });
  places.push({ name: 'HTTP', site, url: (path) => host.url(path) }, { name: 'disk', site: portable, url: (path) => fileUrl(portable, path) });
  browser = await openBrowser();
}, { timeout: 120_000 });

after(async () => {
  await browser?.close();
  await host?.close();
});

/** The first listing that can be narrowed. */
function listing(site) {
  const path = [...site.files.keys()].find((path) => path.endsWith('/filtre/fiches.js'));
  assert.ok(path, 'no listing can be narrowed: is there a section of five sheets?');
  return path.replace('filtre/fiches.js', 'index.html');
}

const titles = (page) => page.$$eval(TITLES, (all) => all.map((one) => one.textContent.trim()));

/** What a page lists without scripts. */
async function listed(url) {
  const page = await browser.newPage();
  await page.setJavaScriptEnabled(false);
  await page.goto(url, { waitUntil: 'load' });
  const found = await titles(page);
  const links = await page.$$eval(VALUES, (groups) => groups.map((group) => [...group.querySelectorAll('a')].map((a) => ({
    facet: group.dataset.facette, value: a.dataset.valeur, url: a.href, count: Number(a.nextElementSibling.textContent),
  }))));
  await page.close();
  return { found, links };
}

for (const at of [0, 1]) {
  test(`boxes show what the pages have in common (${['HTTP', 'disk'][at]})`, { timeout: 120_000 }, async () => {
    const { site, url } = places[at];
    const path = listing(site);
    const { found: all, links } = await listed(url(path));
    assert.ok(links.length >= 2, 'two facets at least are needed');
    // The value with most sheets that is not all of them, of each of the two first facets.
    const [one, other] = links.map((values) => values.toSorted((a, b) => b.count - a.count).find((value) => value.count < all.length)).filter(Boolean);
    const lists = [];
    for (const value of [one, other]) {
      const { found } = await listed(value.url);
      assert.equal(found.length, value.count, `${value.url} lists as many sheets as its link says`);
      lists.push(found);
    }
    const both = lists[0].filter((title) => lists[1].includes(title));

    const page = await browser.newPage();
    const watch = watchPage(page, path);
    await page.goto(url(path), { waitUntil: 'networkidle0' });
    const box = ({ facet, value }) => `.facettes input[name="${facet}"][value="${value}"]`;
    await page.click('.facettes summary');
    await page.click(box(one));
    await page.waitForFunction((selector, count) => document.querySelectorAll(selector).length === count, {}, TITLES, one.count);
    assert.deepEqual(await titles(page), lists[0]);
    // By the keyboard.
    await page.focus(box(other));
    await page.keyboard.press('Space');
    await page.waitForFunction((selector, count) => document.querySelectorAll(selector).length === count, {}, TITLES, both.length);
    assert.deepEqual(await titles(page), both);
    const said = await page.$eval('.facettes [role=status]', (status) => status.textContent);
    assert.ok(both.length === 0 || said.includes(String(both.length)), `“${said}” says how many`);
    // Their links lead where they led.
    const hrefs = await page.$$eval(`${TITLES} a`, (all) => all.map((a) => a.href));
    for (const href of hrefs) {
      const file = decodeURIComponent(new URL(href).pathname);
      const inside = at === 0 ? join(site.root, file.slice(BASE.pathname.length - 1)) : file;
      assert.ok(readFileSync(inside.endsWith('/') ? `${inside}index.html` : inside).length > 0);
    }

    const address = page.url();
    assert.ok(address.includes(`#${one.facet}=${one.value}&${other.facet}=${other.value}`) || address.includes(`#${other.facet}=`), address);
    const again = await browser.newPage();
    await again.goto(address, { waitUntil: 'networkidle0' });
    assert.deepEqual(await titles(again), both, 'the address is enough to see the same');
    await again.close();

    await page.click('.facettes button');
    await page.waitForFunction((selector, count) => document.querySelectorAll(selector).length === count, {}, TITLES, all.length);
    assert.deepEqual(await titles(page), all);
    assert.ok(!page.url().includes('#'), 'nothing is left in the address');
    watch.stop();
    await page.close();
    assert.deepEqual(watch.problems, []);
  });
}
