// Which pages stand for the others: the home page, and one of each sort of page.

/** Pages a reader sees, redirects left out. The 404 page is among them. */
export function shownPages(site) {
  return [...site.pages.values()].filter((page) => page.redirect === null).map((page) => page.path);
}

/** Sheets: pages in a folder that has no page below it, the home and the 404 page left out. */
export function sheets(site) {
  const indexes = shownPages(site).filter((path) => path.endsWith('/index.html'));
  const folders = indexes.map((path) => path.slice(0, -'index.html'.length));
  const parents = new Set(folders.flatMap((folder) => folder.split('/').slice(0, -2).map((_, i, parts) => `${parts.slice(0, i + 1).join('/')}/`)));
  return indexes.filter((path, i) => !parents.has(folders[i]) && folders[i].split('/').length > 2);
}

/**
 * The home page, the 404 page, the largest page, and the first of each sort. Two pages are of one sort when they have
 * the same top folder and depth and their <html>, <body>, <main> and <article> carry the same classes and data attributes.
 */
export function sample(site) {
  const chosen = new Map();
  const leaves = new Set(sheets(site));
  let largest = null;
  for (const path of shownPages(site)) {
    const page = site.pages.get(path);
    const marks = page.elements
      .filter(({ name }) => ['html', 'body', 'main', 'article'].includes(name))
      .slice(0, 4)
      .map(({ attrs }) => [attrs.class, ...Object.keys(attrs).filter((name) => /^data-(type|kind|genre|gabarit|template)$/.test(name)).map((name) => attrs[name])].join('.'));
    const parts = path.split('/');
    const sort = [parts.length > 1 ? parts[0] : path, Math.min(parts.length, 4), leaves.has(path), ...marks].join('|');
    if (!chosen.has(sort)) chosen.set(sort, path);
    if (!largest || page.size > site.pages.get(largest).size) largest = path;
  }
  const first = ['index.html', '404.html'].filter((path) => site.pages.has(path));
  return [...new Set([...first, ...chosen.values(), ...(largest ? [largest] : [])])];
}
