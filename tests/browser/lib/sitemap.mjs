// robots.txt and the sitemaps it leads to: valid against the protocol's schema, naming the pages to index and no others.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { validateXML } from 'xmllint-wasm';
import { resolveReference } from './links.mjs';
import { TESTS } from './settings.mjs';
import { pageUrl } from './walk.mjs';
import { readXml } from './xml.mjs';

const SCHEMA = 'sitemap.xsd';
const MAX_ENTRIES = 50_000;
const MAX_BYTES = 50 * 1024 * 1024;

/** { problems, pages }: what is wrong, and the paths of the pages that the sitemaps name. */
export async function checkSitemap(site) {
  const problems = [];
  const add = (rule, file, message, line) => problems.push({ rule, file, line, message });
  const pages = new Set();
  const root = new URL('sitemap.xml', site.base).href;

  if (!site.files.has('robots.txt')) add('robots', 'robots.txt', 'there is no robots.txt');
  else if (!site.text('robots.txt').split(/\r?\n/).some((row) => /^sitemap:\s*(.*?)\s*$/i.exec(row)?.[1] === root)) {
    add('robots', 'robots.txt', `no line “Sitemap: ${root}”`);
  }
  if (!site.files.has('sitemap.xml')) {
    add('sitemap-missing', 'sitemap.xml', 'there is no sitemap.xml');
    return { problems, pages };
  }

  const queue = ['sitemap.xml'];
  for (const file of queue) {
    const text = site.text(file);
    if (Buffer.byteLength(text) > MAX_BYTES) add('sitemap-size', file, 'more than 50 MiB');
    for (const { line, message } of await validate(file, text)) add('sitemap-schema', file, message, line);
    const { elements, error } = readXml(text);
    if (error) {
      add('sitemap-schema', file, error.message, error.line);
      continue;
    }
    const locations = elements.filter(({ local, parent }) => local === 'loc' && ['url', 'sitemap'].includes(parent?.local));
    if (locations.length > MAX_ENTRIES) add('sitemap-size', file, `${locations.length} entries, more than 50,000`);
    for (const { text: location, parent, line } of locations) {
      const url = location.trim();
      const { place, path } = resolveReference(url, site.base, site.base);
      if (place !== 'site') {
        add('sitemap-location', file, `not an address of the site: ${url}`, line);
        continue;
      }
      if (parent.local === 'sitemap') {
        if (site.files.has(path) && !queue.includes(path)) queue.push(path);
        continue;
      }
      if (pages.has(path)) add('sitemap-twice', file, `named twice: ${url}`, line);
      pages.add(path);
      const page = site.pages.get(path);
      if (!page) add('sitemap-location', file, `no such page: ${url}`, line);
      else {
        if (page.redirect !== null) add('sitemap-redirect', file, `a redirect: ${url}`, line);
        if (page.noindex) add('sitemap-noindex', file, `a page that asks not to be indexed: ${url}`, line);
        const canonical = page.references.find(({ element }) => element.name === 'link' && /\bcanonical\b/i.test(element.attrs.rel ?? ''));
        if (canonical && canonical.url !== url) add('sitemap-canonical', file, `${url} says its canonical address is ${canonical.url}`, line);
      }
    }
  }
  if (!pages.has('index.html')) add('sitemap-location', 'sitemap.xml', `the home page is not named: ${pageUrl('index.html', site.base)}`);
  return { problems, pages };
}

/** Problems of one sitemap or sitemap index against schema/sitemap.xsd. */
async function validate(fileName, contents) {
  const schema = readFileSync(join(TESTS, 'schema', SCHEMA), 'utf8');
  const result = await validateXML({ xml: [{ fileName, contents }], schema: [{ fileName: SCHEMA, contents: schema }] });
  return result.valid ? [] : result.errors.map(({ message, rawMessage, loc }) => ({ line: loc?.lineNumber, message: message || rawMessage }));
}
