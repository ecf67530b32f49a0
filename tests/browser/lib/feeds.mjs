// Atom feeds: read by Python's feedparser as a feed reader does, and held to what RFC 4287 asks.

import { resolve } from 'node:path';
import { parseFragment } from 'parse5';
import { resolveReference } from './links.mjs';
import { run } from './nu.mjs';
import { PYTHON, TESTS } from './settings.mjs';
import { pageUrl } from './walk.mjs';
import { readXml } from './xml.mjs';

const ATOM = 'http://www.w3.org/2005/Atom';
const SCRIPT = resolve(TESTS, '../feeds/check_feeds.py');

/** Paths of the Atom feeds of a site, told by their root element (a broken one by its text). */
export function atomFeeds(site) {
  return [...site.files].filter((file) => /\.(xml|atom)$/i.test(file) && /<feed\b[^>]*http:\/\/www\.w3\.org\/2005\/Atom/.test(site.text(file)));
}

/** Checks all feeds of a site. */
export async function checkFeeds(site) {
  const feeds = atomFeeds(site);
  if (feeds.length === 0) return [{ rule: 'feed-missing', file: 'atom.xml', message: 'the site has no Atom feed' }];
  const found = JSON.parse(await run(PYTHON, [SCRIPT, site.root, ...feeds]));
  return [...found, ...feeds.flatMap((file) => checkOne(site, file))];
}

function checkOne(site, file) {
  const problems = [];
  const add = (rule, message, line) => problems.push({ rule, file, line, message });
  const { elements, error } = readXml(site.text(file));
  if (error) return problems; // feedparser says it too
  const own = pageUrl(file, site.base, true).href;
  const self = elements.find(({ local, uri, attrs, parent }) => uri === ATOM && local === 'link' && attrs.rel === 'self' && parent?.local === 'feed');
  if (!self) add('feed-self', 'no <link rel="self">');
  else if (self.attrs.href !== own) add('feed-self', `its own address is ${own}, not ${self.attrs.href}`, self.line);

  for (const entry of elements.filter(({ local, uri }) => uri === ATOM && local === 'entry')) {
    const link = elements.find(({ local, parent, attrs }) => parent === entry && local === 'link' && (attrs.rel ?? 'alternate') === 'alternate');
    const { place, path } = link ? resolveReference(link.attrs.href, site.base, site.base) : {};
    if (place === 'site' && !site.pages.has(path)) add('feed-entry', `an entry leads to no page: ${link.attrs.href}`, link.line);
  }
  // A feed is read away from the site: relative addresses in it mean nothing unless xml:base says.
  for (const { local, uri, attrs, text, line, parent } of elements) {
    if (uri !== ATOM || !['content', 'summary'].includes(local) || attrs.type !== 'html') continue;
    const base = attrs['xml:base'] ?? parent?.attrs['xml:base'] ?? elements[0].attrs['xml:base'];
    for (const url of htmlAddresses(text)) {
      const relative = !/^[a-z][a-z0-9+.-]*:/i.test(url);
      if (relative && !base) add('feed-relative', `relative address in <${local}>: ${url}`, line);
      const { place, path } = resolveReference(url, base ?? own, site.base);
      if (place === 'site' && !site.files.has(path)) add('feed-content', `<${local}> leads to a file that is not there: ${path}`, line);
    }
  }
  return problems;
}

function htmlAddresses(html) {
  const urls = [];
  const visit = (node) => {
    for (const { name, value } of node.attrs ?? []) if (name === 'href' || name === 'src') urls.push(value);
    (node.childNodes ?? []).forEach(visit);
  };
  visit(parseFragment(html));
  return urls;
}
