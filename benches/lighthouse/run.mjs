// Lighthouse over pages of a built site, under its default mobile emulation and throttling.
//
//   npm ci
//   node run.mjs ../../public '' procedures/ fiches/recourir-a-une-amo/
//
// Without paths: the home page, every section's listing and the first sheet of each. The host is as plain as they come:
// gzip, nothing else. A score is Lighthouse's own, out of 100; what keeps one below is listed. CHROMIUM names a browser.

import { createServer } from 'node:http';
import { existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { extname, join } from 'node:path';
import { gzipSync } from 'node:zlib';
import lighthouse from 'lighthouse';
import { launch } from 'puppeteer-core';

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml', '.webp': 'image/webp', '.png': 'image/png', '.jpg': 'image/jpeg', '.json': 'application/json',
  '.txt': 'text/plain; charset=utf-8', '.xml': 'application/xml', '.md': 'text/markdown; charset=utf-8',
};
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'];

const [root, ...asked] = process.argv.slice(2);
if (!root || !existsSync(join(root, 'index.html'))) {
  console.error('usage: node run.mjs PUBLIC [PATH…]');
  process.exit(2);
}

/** The home page, each section, and the first sheet of each section that has one. */
function pages() {
  const folders = (path) => readdirSync(join(root, path), { withFileTypes: true })
    .filter((entry) => entry.isDirectory() && existsSync(join(root, path, entry.name, 'index.html')))
    .map((entry) => `${path}${entry.name}/`).sort();
  return ['', ...folders('').flatMap((section) => [section, ...folders(section).slice(0, 1)])];
}

const server = createServer((request, response) => {
  let file = join(root, decodeURIComponent(new URL(request.url, 'http://127.0.0.1').pathname));
  if (existsSync(file) && statSync(file).isDirectory()) file = join(file, 'index.html');
  if (!existsSync(file)) return response.writeHead(404).end();
  const type = TYPES[extname(file)] ?? 'application/octet-stream';
  const text = /text|json|xml|javascript|svg/.test(type);
  const body = readFileSync(file);
  response.writeHead(200, { 'content-type': type, ...(text && { 'content-encoding': 'gzip' }), 'cache-control': 'max-age=31536000' });
  response.end(text ? gzipSync(body) : body);
});
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${server.address().port}/`;

const browser = await launch({
  executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium',
  headless: true,
  args: ['--no-sandbox', '--disable-gpu', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync', '--disable-dev-shm-usage'],
});
let whole = true;
console.log(['page', ...CATEGORIES, 'LCP ms', 'kB', 'requests'].join('\t'));
for (const path of asked.length ? asked : pages()) {
  const page = await browser.newPage();
  const { lhr } = await lighthouse(origin + path, { output: 'json', logLevel: 'error', onlyCategories: CATEGORIES }, undefined, page);
  await page.close();
  const scores = CATEGORIES.map((name) => Math.round(lhr.categories[name].score * 100));
  const requests = lhr.audits['network-requests'].details.items;
  const weight = requests.reduce((sum, request) => sum + (request.transferSize ?? 0), 0);
  console.log([path || '/', ...scores, Math.round(lhr.audits['largest-contentful-paint'].numericValue), (weight / 1000).toFixed(1), requests.length].join('\t'));
  for (const name of CATEGORIES) {
    for (const { id, weight: counts } of lhr.categories[name].auditRefs) {
      const audit = lhr.audits[id];
      if (counts > 0 && audit.score !== null && audit.score < 1) {
        whole &&= name === 'performance';
        console.log(`  ${name}: ${id} ${audit.score} ${audit.displayValue ?? audit.title}`);
        for (const item of audit.details?.items?.slice(0, 3) ?? []) console.log(`    ${item.node?.snippet ?? item.description ?? item.url ?? ''}`);
      }
    }
  }
}
await browser.close();
server.close();
process.exit(whole ? 0 : 1);
