// What is published is read by browsers as what was written, and every rule and function of the theme serves somewhere.

import { parse } from 'acorn';
import assert from 'node:assert/strict';
import * as css from 'css-tree';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test, { after, before } from 'node:test';
import { buildText } from './lib/build.mjs';
import { DEMANDING, demandingSite } from './lib/charge.mjs';
import { inTabs, openBrowser, settled } from './lib/chromium.mjs';
import { shownPages } from './lib/sample.mjs';
import { serve } from './lib/serve.mjs';
import { BASE, TABS, publicFolder } from './lib/settings.mjs';
import { filesOf, readSite } from './lib/walk.mjs';

/** Selectors that match nothing on a page that has only been opened, and what they wait for. */
const LATER = {
  ':root[data-theme=light]': 'the reader chooses light',
  ':root[data-theme=dark]': 'the reader chooses dark',
  '.sommaire [aria-current]': 'the reader scrolls past a heading',
  '.apercu': 'the pointer rests on a link',
  '.apercu p': 'the pointer rests on a link',
  '.apercu p+p': 'the pointer rests on a link',
  '.apercu .titre': 'the pointer rests on a link',
  '#choix li': 'the reader types in the search box',
  '#choix li+li': 'the reader types in the search box',
  '#choix li:hover': 'the reader types in the search box',
  '#choix [aria-selected=true]': 'the reader goes down the list of choices',
  '#choix small': 'the reader types in the search box',
  '#resultats[aria-busy=true]': 'the search is under way',
  '[aria-sort=descending] .tri::after': 'the reader sorts a table',
  '[aria-sort=ascending] .tri::after': 'the reader sorts a table',
  '.recherche .touche[aria-pressed=false]': 'the reader gives the key `/` back to the browser',
};

let browser;
let written;
let published;

before(async () => {
  const site = (minify) => ({
    'site.toml': `title = "Essai"\n[build]\nminify = ${minify}\n[checks]\n"*" = "off"\n`,
    'content/_index.md': '# Accueil\n',
  });
  written = buildText(site(false));
  published = buildText(site(true));
  browser = await openBrowser();
}, { timeout: 240_000 });

after(async () => {
  await browser?.close();
  written?.remove();
  published?.remove();
});

/** Files of the theme below `folder`, by their names without fingerprint. */
function assets(folder, extension) {
  const files = filesOf(join(folder, 'assets')).filter((file) => file.endsWith(extension));
  return new Map(files.map((file) => [file.replace(/\.[0-9a-f]{8}\./, '.'), readFileSync(join(folder, 'assets', file), 'utf8')]));
}

/** The syntax tree of a script, places aside. */
function tree(script) {
  const shape = JSON.stringify(parse(script, { ecmaVersion: 'latest' }), (key, value) => (key === 'start' || key === 'end' ? undefined : value instanceof RegExp ? String(value) : value));
  return JSON.parse(shape);
}

test('stylesheets say the same, in fewer bytes', { timeout: 60_000 }, async () => {
  const page = await browser.newPage();
  const rules = (text) => page.evaluate((text) => {
    const sheet = new CSSStyleSheet();
    sheet.replaceSync(text);
    // Values that hold a `var()` come as they are written.
    return [...sheet.cssRules].map(({ cssText }) => cssText.replaceAll(', ', ','));
  }, text);
  const before = assets(written.folder, '.css');
  const after = assets(published.folder, '.css');
  assert.deepEqual([...after.keys()], [...before.keys()]);
  for (const [name, text] of before) {
    const [long, short] = [await rules(text), await rules(after.get(name))];
    assert.ok(long.length > 300, `${name}: ${long.length} rules are read`);
    for (const [at, rule] of long.entries()) assert.equal(short[at], rule, name);
    assert.equal(short.length, long.length, name);
    assert.ok(after.get(name).length < 0.87 * text.length, `${name}: ${text.length} → ${after.get(name).length}`);
  }
  await page.close();
});

test('scripts say the same, in fewer bytes', () => {
  const before = assets(written.folder, '.js');
  const after = assets(published.folder, '.js');
  assert.ok(before.size >= 6);
  for (const [name, text] of before) {
    assert.deepEqual(tree(after.get(name)), tree(text), name);
    assert.ok(after.get(name).length < 0.85 * text.length, `${name}: ${text.length} → ${after.get(name).length}`);
  }
});

test('each name a script gives is used', () => {
  for (const [name, text] of assets(published.folder, '.js')) {
    const seen = new Map();
    JSON.stringify(parse(text, { ecmaVersion: 'latest' }), (_, value) => {
      if (value?.type === 'Identifier') seen.set(value.name, (seen.get(value.name) ?? 0) + 1);
      return value instanceof RegExp ? undefined : value;
    });
    const declared = [];
    JSON.stringify(parse(text, { ecmaVersion: 'latest' }), (_, value) => {
      if (value?.type === 'VariableDeclarator' && value.id.type === 'Identifier') declared.push(value.id.name);
      if (value?.type === 'FunctionDeclaration') declared.push(value.id.name);
      return value instanceof RegExp ? undefined : value;
    });
    assert.ok(declared.length > 5, name);
    assert.deepEqual(declared.filter((one) => seen.get(one) === 1), [], name);
  }
});

/** States and parts of elements, which a page at rest does not show. */
const STATES = /^(hover|focus|focus-visible|active|target|visited|link|placeholder|before|after|marker|first-line|selection|details-content)$/;

/** Each selector of a stylesheet without states, under the one that is written. */
function selectors(text) {
  const found = new Map();
  css.walk(css.parse(text, { parseCustomProperty: false }), {
    visit: 'Rule',
    enter(rule) {
      if (this.atrule?.name === 'page' || rule.prelude.type !== 'SelectorList') return;
      for (const selector of rule.prelude.children.toArray()) {
        const whole = css.generate(selector);
        const bare = css.clone(selector);
        css.walk(bare, (node, item, list) => {
          if (/^Pseudo/.test(node.type) && STATES.test(node.name)) list.remove(item);
        });
        // `:hover > .ancre`: nothing is left before the sign.
        const kept = css.generate(bare).replace(/(^|[ >+~(,])(?=[>+~ ,)]|$)/g, '$1*');
        found.set(whole, kept);
      }
    },
  });
  return found;
}

test('each selector of the theme is for something', { timeout: 600_000 }, async () => {
  const [stylesheet] = assets(published.folder, '.css').values();
  const left = selectors(stylesheet);
  assert.ok(left.size > 400, `${left.size} selectors are read`);
  const look = async (root, prefix, paths, scripts = true) => {
    const host = await serve(root, { prefix });
    await inTabs(browser, paths, TABS, (page) => page.setJavaScriptEnabled(scripts), async (page, path) => {
      await page.goto(host.url('') + path, { waitUntil: path.includes('?') ? 'networkidle0' : 'load' });
      if (scripts) await settled(page);
      const matched = await page.evaluate((all) => all.filter(([, bare]) => document.querySelector(bare)).map(([whole]) => whole), [...left]);
      for (const whole of matched) left.delete(whole);
    });
    await host.close();
  };
  const site = readSite(publicFolder(), BASE);
  await look(site.root, BASE.pathname, shownPages(site).map((page) => page.replace(/(^|\/)index\.html$/, '$1')));
  const hard = buildText(demandingSite(), '--drafts');
  await look(hard.folder, '/', DEMANDING);
  // What scripts replace is there without them.
  await look(hard.folder, '/', DEMANDING, false);
  hard.remove();
  assert.deepEqual([...left.keys()].filter((one) => !(one in LATER)), [], 'nothing matches these');
  assert.deepEqual(Object.keys(LATER).filter((one) => !left.has(one)), [], 'these need no excuse any more');
});
