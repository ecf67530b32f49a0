// Whether everything a published site points at in itself is there: HTML, CSS, SVG, feeds, sitemap, manifests, data files.
// Links are relative, nothing is loaded from elsewhere, and a portable build names real files.

import * as csstree from 'css-tree';
import { pageUrl } from './walk.mjs';
import { readXml } from './xml.mjs';

/** Checks every reference of the site. Options: { portable }. */
export function checkLinks(site, { portable = false } = {}) {
  const problems = [];
  const checker = new Checker(site, portable, problems);
  for (const page of site.pages.values()) checker.page(page);
  for (const file of site.files) {
    if (/\.css$/i.test(file)) checker.css(file);
    else if (/\.(xml|atom)$/i.test(file)) checker.xml(file);
    else if (/\.svg$/i.test(file)) checker.svg(file);
    else if (/\.webmanifest$/i.test(file)) checker.manifest(file);
    else if (/\.(txt|json|jsonld|geojson|csv|md)$/i.test(file)) checker.text(file);
  }
  return problems;
}

/**
 * Where `url`, written in `file`, leads:
 *   { place: 'site', path, folder, fragment } a file of the site, by its path there;
 *   { place: 'outside', url } another address; { place: 'none' } mail, phone, data; { place: 'invalid' }.
 */
export function resolveReference(url, from, base) {
  let target;
  try {
    target = new URL(url, from);
  } catch {
    return { place: 'invalid' };
  }
  if (target.protocol === 'javascript:') return { place: 'script' };
  if (!/^(https?|file|ftp|wss?):$/.test(target.protocol)) return { place: 'none' };
  if (target.origin !== base.origin) return { place: 'outside', url: target };
  if (!target.pathname.startsWith(base.pathname)) return { place: 'above', url: target };
  let path;
  try {
    path = decodeURIComponent(target.pathname.slice(base.pathname.length));
  } catch {
    return { place: 'invalid' };
  }
  const folder = path === '' || path.endsWith('/');
  return { place: 'site', path: folder ? `${path}index.html` : path, folder, fragment: target.hash.slice(1) };
}

class Checker {
  constructor(site, portable, problems) {
    Object.assign(this, { site, portable, problems, svgIds: new Map() });
  }

  add(rule, file, line, message, excerpt) {
    this.problems.push({ rule, file, line, message, excerpt });
  }

  page(page) {
    const lost = page.path === '404.html';
    const from = pageUrl(page.path, this.site.base, this.portable);
    if (page.baseElement) this.add('base-element', page.path, page.baseElement.line, '<base> changes what every link of the page means');
    for (const { kind, element, attribute, url, line } of page.references) {
      const excerpt = `<${element.name} ${attribute}="${url}">`;
      const absolute = /^([a-z][a-z0-9+.-]*:|\/\/)/i.test(url);
      const say = (rule, message) => this.add(rule, page.path, line, message, excerpt);
      const target = this.target(url, from, say);
      if (kind === 'resource' && target.place === 'outside') {
        say('third-party', `loaded from another site: ${target.url.origin}`);
      }
      if (kind === 'address' && !absolute) say('relative-address', 'canonical and Open Graph addresses are whole ones');
      if (url === '' && kind !== 'link') say('empty', `empty ${attribute}`);
      const followed = kind === 'link' || kind === 'resource';
      if (lost) {
        // The 404 page is shown at any address, so a relative link in it leads anywhere.
        if (followed && target.place === 'site' && !url.startsWith('/') && !url.startsWith('#') && !absolute) say('relative-in-404', 'relative link in 404.html, shown at any depth');
      } else if (url.startsWith('/') && !url.startsWith('//')) {
        say('absolute-path', 'link from the host’s root: broken in a sub-path');
      } else if (followed && absolute && target.place === 'site') {
        say('absolute-self', 'full address of the site itself where a relative link is due');
      }
      if (this.portable && !lost && !absolute && target.place === 'site' && target.folder) {
        say('folder-link', 'link to a folder: from a disk it shows no page');
      }
    }
    for (const { line, text, linked } of page.data) {
      let value;
      try {
        value = JSON.parse(text);
      } catch (error) {
        this.add('json', page.path, line, `unreadable ${linked ? 'JSON-LD' : 'JSON'}: ${error.message}`);
        continue;
      }
      for (const url of strings(value)) {
        if (url.startsWith(this.site.base.href)) this.target(url, from, (rule, message) => this.add(rule, page.path, line, message, `JSON: ${url}`), { fragments: false });
      }
    }
    for (const { name, attrs, line, node } of page.elements) {
      if (attrs.style) this.cssText(attrs.style, page.path, from, line, 'declarationList');
      if (name === 'style') this.cssText(node.childNodes.map((child) => child.value).join(''), page.path, from, line, 'stylesheet');
    }
  }

  /** Resolves one reference and says what is wrong with where it leads. */
  target(url, from, say, { fragments = true } = {}) {
    const target = resolveReference(url, from, this.site.base);
    if (target.place === 'invalid') say('invalid', 'not an address');
    if (target.place === 'script') say('javascript', 'javascript: address');
    if (target.place === 'above') say('above', 'leads out of the site’s folder, above its base');
    if (target.place !== 'site') return target;
    const { path, folder, fragment } = target;
    if (!this.site.files.has(path)) {
      if (!folder && this.site.folders.has(path)) say('no-slash', `folder without its final slash: ${path}`);
      else say('missing', `leads to a file that is not there: ${path}`);
    } else if (fragments && fragment && !this.hasFragment(path, fragment)) {
      say('fragment', `no #${fragment} in ${path}`);
    }
    return target;
  }

  hasFragment(path, fragment) {
    if (fragment === 'top' || fragment.startsWith(':~:')) return true;
    let ids;
    if (this.site.pages.has(path)) ids = this.site.pages.get(path).ids;
    else if (/\.svg$/i.test(path)) ids = this.idsOfSvg(path);
    else return true;
    const [name] = fragment.split(':~:');
    let decoded = name;
    try {
      decoded = decodeURIComponent(name);
    } catch {
      // Not percent-encoded: the name as written.
    }
    return ids.has(name) || ids.has(decoded);
  }

  idsOfSvg(path) {
    if (!this.svgIds.has(path)) {
      this.svgIds.set(path, new Set(readXml(this.site.text(path)).elements.map((element) => element.attrs.id).filter(Boolean)));
    }
    return this.svgIds.get(path);
  }

  css(file) {
    this.cssText(this.site.text(file), file, pageUrl(file, this.site.base, true), 0, 'stylesheet');
  }

  cssText(text, file, from, firstLine, context) {
    const tree = csstree.parse(text, { positions: true, context, parseCustomProperty: true });
    csstree.walk(tree, (node) => {
      let url;
      if (node.type === 'Url') url = node.value;
      else if (node.type === 'Atrule' && node.name === 'import') url = node.prelude?.children?.first?.type === 'String' ? node.prelude.children.first.value : undefined;
      if (url === undefined || url.startsWith('#')) return;
      const line = firstLine ? firstLine + node.loc.start.line - 1 : node.loc.start.line;
      const say = (rule, message) => this.add(rule, file, line, message, `url(${url})`);
      const target = this.target(url, from, say);
      if (target.place === 'outside') say('third-party', `loaded from another site: ${target.url.origin}`);
      if (url.startsWith('/') && file !== '404.html') say('absolute-path', 'link from the host’s root: broken in a sub-path');
    });
  }

  svg(file) {
    const from = pageUrl(file, this.site.base, true);
    const { elements, error } = readXml(this.site.text(file));
    if (error) this.add('xml', file, error.line, error.message);
    for (const { local, attrs, line } of elements) {
      const url = attrs.href ?? attrs['xlink:href'];
      if (url === undefined) continue;
      const say = (rule, message) => this.add(rule, file, line, message, `<${local} href="${url}">`);
      if (url.startsWith('#')) {
        if (!this.idsOfSvg(file).has(url.slice(1))) say('fragment', `no ${url} in ${file}`);
        continue;
      }
      const target = this.target(url, from, say);
      if (target.place === 'outside' && local !== 'a') say('third-party', `loaded from another site: ${target.url.origin}`);
    }
  }

  /** Feeds and sitemaps: every address of the site in an attribute or as a whole text. */
  xml(file) {
    const from = pageUrl(file, this.site.base, true);
    const { elements, error } = readXml(this.site.text(file));
    if (error) return this.add('xml', file, error.line, error.message);
    for (const { local, attrs, text, line } of elements) {
      const urls = ['href', 'src', 'scheme'].map((name) => attrs[name]).filter((url) => url !== undefined);
      if (['loc', 'logo', 'icon', 'uri'].includes(local)) urls.push(text.trim());
      for (const url of urls) {
        const say = (rule, message) => this.add(rule, file, line, message, `<${local}> ${url}`);
        if (!/^[a-z][a-z0-9+.-]*:/i.test(url)) say('relative-in-feed', 'relative address in a feed or a sitemap');
        this.target(url, from, say);
      }
    }
  }

  manifest(file) {
    const from = pageUrl(file, this.site.base, true);
    let manifest;
    try {
      manifest = JSON.parse(this.site.text(file));
    } catch (error) {
      return this.add('json', file, undefined, `unreadable manifest: ${error.message}`);
    }
    const urls = [manifest.start_url, ...[manifest.icons, manifest.screenshots].flat().map((image) => image?.src), ...(manifest.shortcuts ?? []).map((shortcut) => shortcut.url)];
    for (const url of urls.filter((url) => url !== undefined)) {
      const say = (rule, message) => this.add(rule, file, undefined, message, url);
      this.target(url, from, say);
      if (url.startsWith('/')) say('absolute-path', 'link from the host’s root: broken in a sub-path');
    }
  }

  /** Data and text files: whole addresses of the site, wherever they are. */
  text(file) {
    const from = pageUrl(file, this.site.base, true);
    const text = this.site.text(file);
    if (/\.(json|jsonld|geojson)$/i.test(file)) {
      try {
        JSON.parse(text);
      } catch (error) {
        return this.add('json', file, undefined, `unreadable JSON: ${error.message}`);
      }
    }
    const base = this.site.base.href.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
    text.split('\n').forEach((row, index) => {
      for (const [found] of row.matchAll(new RegExp(`${base}[^\\s"'<>()\\[\\]{}\\\\|;,\`]*`, 'g'))) {
        const url = found.replace(/[.:!?*]+$/, '');
        this.target(url, from, (rule, message) => this.add(rule, file, index + 1, message, url), { fragments: /\.(md|txt)$/i.test(file) });
      }
    });
  }
}

/** Every string in a JSON value. */
function* strings(value) {
  if (typeof value === 'string') yield value;
  else if (value && typeof value === 'object') for (const inner of Object.values(value)) yield* strings(inner);
}

/** Of `paths`, the pages that no chain of links reaches from the home page. */
export function unreachable(site, paths) {
  const distances = distancesFrom('index.html', linkGraph(site));
  return [...paths].filter((path) => !distances.has(path));
}

/** Page → pages that a reader can go to from it by a link or a redirect. */
export function linkGraph(site, { portable = false } = {}) {
  const graph = new Map();
  for (const page of site.pages.values()) {
    const from = pageUrl(page.path, site.base, portable);
    const next = page.references
      .filter(({ kind, element }) => kind === 'link' && ['a', 'area', 'meta'].includes(element.name))
      .map(({ url }) => resolveReference(url, from, site.base))
      .filter(({ place, path }) => place === 'site' && site.pages.has(path))
      .map(({ path }) => path);
    graph.set(page.path, new Set(next));
  }
  return graph;
}

/** The same graph with every link turned round. */
export function reversed(graph) {
  const result = new Map([...graph.keys()].map((path) => [path, new Set()]));
  for (const [path, next] of graph) for (const other of next) result.get(other).add(path);
  return result;
}

/** How many links away from `start` each page is. */
export function distancesFrom(start, graph) {
  const distances = new Map([[start, 0]]);
  const queue = [start];
  for (const path of queue) {
    for (const next of graph.get(path) ?? []) {
      if (distances.has(next)) continue;
      distances.set(next, distances.get(path) + 1);
      queue.push(next);
    }
  }
  return distances;
}
