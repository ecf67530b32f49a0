// What a theme meets one day: endless titles and words, wide tables, three hundred sheets, small screens, large letters.
// No page scrolls sideways, no text is cut or lies over another, and axe finds nothing to say.

import assert from 'node:assert/strict';
import axe from 'axe-core';
import test, { after, before } from 'node:test';
import { violations } from './lib/axe.mjs';
import { buildText } from './lib/build.mjs';
import { DEMANDING, demandingSite } from './lib/charge.mjs';
import { inTabs, openBrowser, settled } from './lib/chromium.mjs';
import { serve } from './lib/serve.mjs';
import { TABS } from './lib/settings.mjs';

/** Spacing that readers may ask for (WCAG 1.4.12). */
const SPACING = '* { line-height: 1.5 !important; letter-spacing: .12em !important; word-spacing: .16em !important } p { margin-bottom: 2em !important }';

let browser;
let built;
let host;

before(async () => {
  built = buildText(demandingSite(), '--drafts');
  host = await serve(built.folder);
  browser = await openBrowser();
}, { timeout: 240_000 });

after(async () => {
  await browser?.close();
  await host?.close();
  built?.remove();
});

/** Runs in the page: what sticks out, is cut, or lies over something else. */
function misplaced() {
  const problems = [];
  const root = document.documentElement;
  const short = (element) => `${element.tagName.toLowerCase()}.${element.className?.baseVal ?? element.className} “${element.textContent.trim().slice(0, 30)}”`;
  const scrolls = (element) => {
    for (let at = element; at && at !== document.body; at = at.parentElement) if (/auto|scroll/.test(getComputedStyle(at).overflowX)) return true;
    return false;
  };
  const hidden = (element) => element.closest('.invisible, .separe, .evitement, svg, [hidden], .ancre');
  if (root.scrollWidth > root.clientWidth) {
    const [culprit] = [...document.body.querySelectorAll('*')].filter((element) => element.getBoundingClientRect().right > root.clientWidth + 0.5 && !scrolls(element.parentElement) && !hidden(element)).slice(-1);
    problems.push(`the page scrolls sideways by ${root.scrollWidth - root.clientWidth} px: ${culprit ? short(culprit) : '?'}`);
  }
  for (const element of document.body.querySelectorAll('*')) {
    const { overflowX, overflowY } = getComputedStyle(element);
    if (hidden(element) || !element.getClientRects().length || element.matches('input')) continue;
    if (/hidden|clip/.test(overflowX) && element.scrollWidth > element.clientWidth + 1) problems.push(`cut at the side: ${short(element)}`);
    if (/hidden|clip/.test(overflowY) && element.scrollHeight > element.clientHeight + 2) problems.push(`cut below: ${short(element)}`);
  }
  // Lines of text, in the order of the page: none lies over one of another element.
  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    const owner = node.parentElement;
    if (!node.data.trim() || hidden(owner) || owner.closest('script, style, option, select')) continue;
    if (getComputedStyle(owner).visibility !== 'visible' || owner.checkVisibility?.() === false) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    // The height of the letters, not of the line.
    for (const { left, right, top, bottom } of range.getClientRects()) {
      const lean = (bottom - top) * 0.2;
      if (right - left > 2) lines.push({ owner, left, right, top: top + lean, bottom: bottom - lean });
    }
  }
  lines.sort((a, b) => a.top - b.top);
  for (let i = 0; i < lines.length; i++) {
    for (let j = i + 1; j < lines.length && lines[j].top < lines[i].bottom; j++) {
      const [a, b] = [lines[i], lines[j]];
      if (a.owner === b.owner || scrolls(a.owner) || scrolls(b.owner)) continue;
      const wide = Math.min(a.right, b.right) - Math.max(a.left, b.left);
      const high = Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top);
      if (wide > 2 && high > 2) problems.push(`${short(a.owner)} lies over ${short(b.owner)}`);
    }
  }
  return problems.slice(0, 8);
}

for (const [name, { width, height, features = [], css, look = false }] of Object.entries({
  'narrow, 320 pixels': { width: 320, height: 640, look: true },
  'zoomed to 200 %': { width: 640, height: 450 },
  'tablet, 900 pixels': { width: 900, height: 700 },
  'large screen': { width: 1680, height: 1000, look: true },
  'spaced letters, narrow': { width: 320, height: 640, css: SPACING },
  'spaced letters, wide': { width: 1280, height: 900, css: SPACING },
  'forced colours': { width: 1280, height: 900, features: [{ name: 'forced-colors', value: 'active' }] },
  'dark, phone': { width: 390, height: 844, features: [{ name: 'prefers-color-scheme', value: 'dark' }], look: true },
})) {
  test(`the theme holds: ${name}`, { timeout: 300_000 }, async () => {
    const prepare = async (page) => {
      await page.setBypassCSP(true);
      await page.setViewport({ width, height });
      // Puppeteer knows of no forced colours; the browser does.
      const session = await page.createCDPSession();
      await session.send('Emulation.setEmulatedMedia', { features: [{ name: 'prefers-reduced-motion', value: 'reduce' }, ...features] });
    };
    const found = await inTabs(browser, DEMANDING, TABS, prepare, async (page, path) => {
      await page.goto(host.url('') + path, { waitUntil: path.includes('?') ? 'networkidle0' : 'load' });
      if (css) await page.addStyleTag({ content: css });
      // The menu of narrow screens and what is folded, open.
      await page.evaluate(() => document.querySelectorAll('details').forEach((details) => (details.open = true)));
      await settled(page);
      const problems = await page.evaluate(misplaced);
      if (look) {
        await page.evaluate(axe.source);
        problems.push(...(await violations(page)).map(({ id, nodes }) => `axe:${id} ${nodes[0].html.slice(0, 160)} ${nodes[0].why}`));
      }
      return problems.map((problem) => `${path || 'home'}: ${problem}`);
    });
    assert.deepEqual(found.flat(), []);
  });
}
