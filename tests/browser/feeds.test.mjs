// Feeds that feed readers read, and sitemaps that crawlers read.

import test from 'node:test';
import { atomFeeds, checkFeeds } from './lib/feeds.mjs';
import { expectNone } from './lib/report.mjs';
import { BASE, publicFolder } from './lib/settings.mjs';
import { checkSitemap } from './lib/sitemap.mjs';
import { readSite } from './lib/walk.mjs';

test('every Atom feed is read without a complaint', { timeout: 120_000 }, async (t) => {
  const site = readSite(publicFolder(), BASE);
  t.diagnostic(`${atomFeeds(site).length} feeds`);
  expectNone(await checkFeeds(site), 'feeds');
});

test('robots.txt names a valid sitemap of the pages to index', { timeout: 120_000 }, async (t) => {
  const { problems, pages } = await checkSitemap(readSite(publicFolder(), BASE));
  t.diagnostic(`${pages.size} pages`);
  expectNone(problems, 'sitemap');
});
