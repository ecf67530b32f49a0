// Nothing broken inside the site, nothing loaded from outside it, and a portable build that works from a disk.

import assert from 'node:assert/strict';
import test from 'node:test';
import { checkLinks, unreachable } from './lib/links.mjs';
import { checkSitemap } from './lib/sitemap.mjs';
import { expectNone } from './lib/report.mjs';
import { BASE, portableFolder, publicFolder } from './lib/settings.mjs';
import { readSite } from './lib/walk.mjs';

test('the site has pages', () => {
  const site = readSite(publicFolder(), BASE);
  for (const file of ['index.html', '404.html']) assert.ok(site.files.has(file), `${file} is missing`);
});

test('every link, image, style and fragment of the public build leads somewhere', () => {
  expectNone(checkLinks(readSite(publicFolder(), BASE)), 'broken references');
});

test('every link of the portable build names a real file', () => {
  expectNone(checkLinks(readSite(portableFolder(), BASE), { portable: true }), 'broken references');
});

test('every page of the sitemap can be reached from the home page by links', async () => {
  const site = readSite(publicFolder(), BASE);
  const { pages } = await checkSitemap(site);
  expectNone(unreachable(site, pages).map((file) => ({ file, rule: 'unreachable', message: 'no chain of links from the home page' })), 'lost pages');
});
