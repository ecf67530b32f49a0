// A published folder, read once: its files, and each HTML page with its ids and the references it makes.
// Nothing is judged here.

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'parse5';

/** Everything under `root`, relative, with `/`, sorted. */
export function filesOf(root) {
  const files = [];
  const visit = (folder) => {
    for (const entry of readdirSync(join(root, folder), { withFileTypes: true })) {
      const path = folder ? `${folder}/${entry.name}` : entry.name;
      if (entry.isDirectory()) visit(path);
      else files.push(path);
    }
  };
  visit('');
  return files.sort();
}

/** Reads a published folder. `base` is the address it was built for. */
export function readSite(root, base) {
  const files = filesOf(root);
  const folders = new Set(['']);
  for (const file of files) {
    const parts = file.split('/');
    for (let i = 1; i < parts.length; i++) folders.add(parts.slice(0, i).join('/'));
  }
  const pages = new Map();
  for (const file of files) {
    if (/\.html?$/i.test(file)) pages.set(file, readPage(file, readFileSync(join(root, file), 'utf8')));
  }
  return {
    root,
    base: new URL(base),
    files: new Set(files),
    folders,
    pages,
    text: (file) => readFileSync(join(root, file), 'utf8'),
  };
}

/** The address of a page below the site's: `index.html` is left out, unless `spelledOut`. */
export function pageUrl(path, base, spelledOut = false) {
  const shown = spelledOut ? path : path.replace(/(^|\/)index\.html$/, '$1');
  return new URL(shown.split('/').map(encodeURIComponent).join('/'), base);
}

/** One page: its elements in order, its ids and its references. */
export function readPage(path, html) {
  const page = {
    path,
    size: Buffer.byteLength(html),
    elements: [],
    ids: new Set(),
    references: [],
    data: [],
    redirect: null,
    noindex: false,
    baseElement: null,
    text: '',
    headings: [],
  };
  // Scripting off, so that what <noscript> holds is read as elements too.
  const document = parse(html, { sourceCodeLocationInfo: true, scriptingEnabled: false });
  walkNodes(document, (node) => readElement(page, node));
  return page;
}

function walkNodes(node, visit) {
  if (node.tagName) visit(node);
  for (const child of node.childNodes ?? []) walkNodes(child, visit);
  if (node.content) walkNodes(node.content, visit);
}

/** Text of a node and of all below it. */
export function textOf(node) {
  if (node.nodeName === '#text') return node.value;
  return (node.childNodes ?? []).map(textOf).join('');
}

/**
 * What a reference is for:
 *   link      a reader follows it
 *   resource  the browser loads it to show the page
 *   relation  says how documents are related (alternate, license, cite): relative or absolute
 *   address   must be absolute or is a statement (canonical, Open Graph)
 */
const LOADED_RELS = new Set([
  'stylesheet', 'icon', 'apple-touch-icon', 'mask-icon', 'manifest', 'preload', 'modulepreload', 'prefetch',
  'preconnect', 'dns-prefetch', 'prerender',
]);
const LOADED = {
  script: ['src'], img: ['src'], source: ['src'], iframe: ['src'], frame: ['src'], embed: ['src'], object: ['data'],
  video: ['src', 'poster'], audio: ['src'], track: ['src'], image: ['href'], use: ['href'], feimage: ['href'],
};
const FOLLOWED = { a: ['href'], area: ['href'], form: ['action'], button: ['formaction'], input: ['formaction'] };
const ADDRESS_METAS = /^(og:(url|image|image:url|image:secure_url|audio|video)|twitter:(image|url))$/;

function readElement(page, node) {
  const attrs = {};
  for (const { name, value } of node.attrs) attrs[name] ??= value;
  const name = node.tagName.toLowerCase();
  const line = node.sourceCodeLocation?.startLine;
  const element = { name, attrs, line, node };
  page.elements.push(element);
  const refer = (kind, attribute, url) => {
    if (url !== undefined) page.references.push({ kind, element, attribute, url: url.trim(), line });
  };

  if (attrs.id) page.ids.add(attrs.id);
  if (name === 'a' && attrs.name) page.ids.add(attrs.name);
  if (name === 'base') page.baseElement ??= element;
  if (/^h[1-6]$/.test(name)) page.headings.push({ level: Number(name[1]), text: textOf(node).replace(/\s+/g, ' ').trim() });

  for (const attribute of LOADED[name] ?? []) refer('resource', attribute, attrs[attribute]);
  for (const attribute of FOLLOWED[name] ?? []) refer('link', attribute, attrs[attribute]);
  if (name === 'input' && attrs.type?.toLowerCase() === 'image') refer('resource', 'src', attrs.src);
  for (const attribute of ['srcset', 'imagesrcset']) {
    for (const url of srcset(attrs[attribute] ?? '')) refer('resource', attribute, url);
  }
  if (['blockquote', 'q', 'del', 'ins'].includes(name)) refer('relation', 'cite', attrs.cite);
  if (name === 'link') {
    const rels = (attrs.rel ?? '').toLowerCase().split(/\s+/);
    const kind = rels.some((rel) => LOADED_RELS.has(rel)) ? 'resource' : rels.includes('canonical') ? 'address' : 'relation';
    refer(kind, 'href', attrs.href);
  }
  if (name === 'meta') {
    const refresh = attrs['http-equiv']?.toLowerCase() === 'refresh' && /^\s*[\d.]+\s*[;,]\s*(?:url\s*=\s*)?['"]?([^'"]*)/i.exec(attrs.content ?? '');
    if (refresh) {
      refer('link', 'content', refresh[1]);
      page.redirect = refresh[1].trim();
    }
    if (ADDRESS_METAS.test(attrs.property ?? attrs.name ?? '')) refer('address', 'content', attrs.content);
    if (attrs.name?.toLowerCase() === 'robots' && /noindex|none/i.test(attrs.content ?? '')) page.noindex = true;
  }
  if (name === 'script' && /^application\/(ld\+)?json$/i.test(attrs.type ?? '')) {
    page.data.push({ line, text: textOf(node), linked: /ld\+json/i.test(attrs.type) });
  }
}

/** Addresses in a `srcset`, as the HTML standard splits it. */
export function srcset(text) {
  const urls = [];
  let rest = text;
  for (;;) {
    rest = rest.replace(/^[\s,]+/, '');
    if (!rest) return urls;
    const [word] = /^\S+/.exec(rest);
    rest = rest.slice(word.length);
    const url = word.replace(/,+$/, '');
    urls.push(url);
    if (url === word) rest = rest.replace(/^[^,(]*(\([^)]*\)[^,(]*)*/, '');
  }
}
