// How well the search finds, next to Pagefind and MiniSearch on the same pages and queries, and what a query costs.
//
//     (cd benches/search && npm install)
//     CLASSEUR_BIN=target/release/classeur node benches/search/compare.mjs [SHEETS OF THE LARGE CORPUS]
//
// Mean reciprocal rank and success at 3 over tests/search/requetes.toml and our own content/, then over a generated
// corpus and queries made of its sheets' titles as readers would type them. Prints Markdown tables; judges nothing.
// Pagefind reads the published HTML with its own settings, its script in the same browser; MiniSearch has the fields and
// settings that VitePress gives it.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import MiniSearch from 'minisearch';
import * as pagefind from 'pagefind';
import { launch } from 'puppeteer-core';
import { serve } from '../../tests/browser/lib/serve.mjs';
import { vocabulary, write } from './corpus.mjs';

const ROOT = dirname(dirname(dirname(fileURLToPath(import.meta.url))));
const PROGRAM = process.env.CLASSEUR_BIN ?? join(ROOT, 'target/release/classeur');
const SHEETS = Number(process.argv[2] ?? 2000);

const base = mkdtempSync(join(tmpdir(), 'classeur-compare-'));
const browser = await launch({ executablePath: process.env.CHROMIUM ?? '/usr/bin/chromium', headless: true, args: ['--no-sandbox', '--disable-gpu'] });
try {
  const queries = readFileSync(join(ROOT, 'tests/search/requetes.toml'), 'utf8')
    .split('[[query]]')
    .slice(1)
    .map((text) => ({ text: /^text = (["'])(.*)\1$/m.exec(text)[2], expected: JSON.parse(/^expected = (.*)$/m.exec(text)[1]) }));
  await compare(`content/, ${queries.length} queries`, ROOT, queries);
  write(join(base, 'corpus'), SHEETS);
  await compare(`${SHEETS} generated sheets, 60 queries`, join(base, 'corpus'), null);
} finally {
  await browser.close();
  rmSync(base, { recursive: true });
}

async function compare(title, site, queries) {
  const output = join(base, `public-${queries ? 'content' : 'corpus'}`);
  execFileSync(PROGRAM, ['build', '--site', site, '--output', output, '--date', '2026-11-22', '--drafts', '-q'], { stdio: 'pipe' });
  const { index } = await pagefind.createIndex();
  await index.addDirectory({ path: output });
  await index.writeFiles({ outputPath: join(output, 'pagefind') });
  const host = await serve(output);
  const page = await browser.newPage();
  await page.goto(host.url('recherche/'), { waitUntil: 'load' });
  const sheets = await page.evaluate(async () => {
    const all = [];
    await window.classeur.search('a');
    for (let at = 0; ; at++) {
      const sheet = await window.classeur.sheet(at).catch(() => null);
      if (!sheet) return all;
      all.push(sheet);
    }
  });
  queries ??= titleQueries(sheets);
  const mini = new MiniSearch({ fields: ['title', 'headings', 'text'], searchOptions: { prefix: true, fuzzy: 0.2, boost: { title: 4, text: 2, headings: 1 } } });
  mini.addAll(sheets.map(([, name, , , summary, parts], id) => ({
    id,
    title: name,
    headings: parts.filter((_, at) => at % 3 === 1).join('\n'),
    text: `${summary}\n${parts.filter((_, at) => at % 3 === 2).join('\n')}`,
  })));
  const engines = {
    Classeur: async (text) => page.evaluate(async (text) => {
      const { sheets } = await window.classeur.search(text);
      const found = await Promise.all(sheets.slice(0, 50).map(window.classeur.sheet));
      return found.map(([address]) => address);
    }, text),
    Pagefind: async (text) => page.evaluate(async (text, address) => {
      const engine = await import(address);
      const { results } = await engine.search(text);
      return Promise.all(results.slice(0, 50).map(async (result) => (await result.data()).raw_url ?? (await result.data()).url));
    }, text, host.url('pagefind/pagefind.js')),
    MiniSearch: async (text) => mini.search(text).slice(0, 50).map(({ id }) => sheets[id][0]),
  };
  console.log(`\n${title}\n\n| engine | MRR | success at 3 | nothing found |\n| --- | --- | --- | --- |`);
  for (const [name, ask] of Object.entries(engines)) {
    let [sum, three, none] = [0, 0, 0];
    const weak = [];
    for (const { text, expected } of queries) {
      const found = (await ask(text)).map((url) => url.replace(/^\.?\//, '').replace(/index\.html$/, ''));
      const rank = found.findIndex((url) => expected.includes(url)) + 1;
      sum += rank ? 1 / rank : 0;
      three += rank > 0 && rank <= 3;
      none += found.length === 0;
      if (rank !== 1) weak.push(`${text} → ${rank || 'no'} (${found.slice(0, 3).join(' ')})`);
    }
    const share = (value) => (value / queries.length).toFixed(3);
    console.log(`| ${name} | ${share(sum)} | ${share(three)} | ${none} |`);
    if (process.env.VERBOSE === name) console.error(weak.join('\n'));
  }
  await cost(host, output, queries);
  await page.close();
  await host.close();
}

/** Queries made of three words of a title, as readers type them. */
function titleQueries(sheets) {
  const common = new Set(vocabulary().words.slice(0, 100));
  const bare = (word) => word.normalize('NFD').replace(/[\u0300-\u036f]/g, '').replaceAll('œ', 'oe');
  const ways = [
    (words) => words.join(' '),
    (words) => words.map(bare).join(' '),
    (words) => words.toReversed().join(' '),
    ([first, ...rest]) => [`l’${first}`, ...rest].join(' '),
    (words) => words.map((word) => (word.endsWith('s') ? word.slice(0, -1) : `${word}s`)).join(' '),
    ([first, ...rest]) => [first.slice(0, 3) + first[4] + first[3] + first.slice(5), ...rest].join(' '),
  ];
  const titled = sheets.filter(([, title]) => title.split(' ').length === 5);
  return Array.from({ length: 60 }, (_, at) => {
    const [address, title] = titled[Math.floor((at * titled.length) / 60)];
    const words = title.split(' ').filter((word) => !common.has(word) && word.length > 5).slice(0, 3);
    return { text: ways[at % ways.length](words), expected: [address] };
  });
}

/** What a first query of two words loads and how long it then takes, from an empty cache: medians. */
async function cost(host, output, queries) {
  const [bytes, times] = [[], []];
  for (const { text } of queries.filter(({ text }) => text.split(' ').length > 1).slice(0, 20)) {
    const page = await browser.newPage();
    await page.setCacheEnabled(false);
    let loaded = 0;
    page.on('request', (request) => {
      const path = new URL(request.url()).pathname;
      if (/^\/recherche\/.+\.js$/.test(path)) loaded += gzipSync(readFileSync(join(output, path)), { level: 6 }).length;
    });
    const two = text.split(' ').slice(0, 2).join(' ');
    await page.goto(`${host.url('recherche/')}?q=${encodeURIComponent(two)}`, { waitUntil: 'networkidle0' });
    bytes.push(loaded);
    times.push(await page.evaluate(async (two) => {
      const from = performance.now();
      const { sheets } = await window.classeur.search(two);
      await Promise.all(sheets.slice(0, 10).map(window.classeur.sheet));
      return performance.now() - from;
    }, two));
    await page.close();
  }
  const sorted = (list) => list.toSorted((a, b) => a - b);
  const middle = (list) => sorted(list)[Math.floor(list.length / 2)];
  const most = (list) => sorted(list).at(-1);
  console.log(`\nA query of two words: ${Math.round(middle(bytes) / 1000)} kB compressed (at most ${Math.round(most(bytes) / 1000)}), ${middle(times).toFixed(1)} ms once loaded (at most ${most(times).toFixed(1)}).`);
}
