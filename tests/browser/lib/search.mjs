// The search page, used as a reader uses it: `recherche/?q=…`, results in <ol id="resultats">.

import { sheets } from './sample.mjs';

export const SEARCH = 'recherche/index.html';

/** Whether one of the addresses found is the page at `address`, with `index.html` spelled out or not. */
export function finds(found, address) {
  const bare = (url) => url?.replace(/\/index\.html$/, '/');
  return found.some((url) => bare(url) === bare(address));
}

/** Looks for `query` at the address of the search page and gives the addresses of the results' first links. */
export async function search(page, address, query) {
  await page.goto(`${address}?q=${encodeURIComponent(query)}`, { waitUntil: 'load' });
  await page.waitForFunction(
    () => {
      const list = document.querySelector('#resultats');
      return list && list.getAttribute('aria-busy') !== 'true' && list.querySelector('li a[href]');
    },
    { polling: 'mutation', timeout: 30_000 },
  );
  return page.$$eval('#resultats > li', (items) => items.map((item) => item.querySelector('a[href]')?.href.replace(/#.*/, '')));
}

/** A sheet and a query that must find it: its title. */
export function knownSheet(site) {
  const path = sheets(site).find((path) => site.pages.get(path).headings.some(({ level }) => level === 1) && !path.startsWith('recherche/') && !site.pages.get(path).noindex);
  return path ? { path, query: site.pages.get(path).headings.find(({ level }) => level === 1).text } : null;
}
