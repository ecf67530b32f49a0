// axe-core over pages shown by a real browser, and reflow on a narrow screen (WCAG 1.4.10).

import axe from 'axe-core';
import { inTabs, settled } from './chromium.mjs';

/** What depends on colours. */
const COLOURS = ['color-contrast', 'link-in-text-block'];
const TAGS = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

export const DESKTOP = { width: 1280, height: 900 };
export const PHONE = { width: 360, height: 740, isMobile: true, hasTouch: true };
/** 1280 CSS pixels at a zoom of 400 %. */
const NARROWEST = 320;

/**
 * Problems of `paths`, each served at `url(path)`. Options: { schemes, viewport, tabs }: every rule under the first
 * scheme, those of colours under the others, the page being the same.
 */
export async function checkAccessibility(browser, paths, url, { schemes = ['light'], viewport = DESKTOP, tabs = 2 } = {}) {
  const prepare = async (page) => {
    await page.setBypassCSP(true); // axe is put in the page; the policy has its own test
    await page.setViewport(viewport);
  };
  const under = (page, scheme) =>
    page.emulateMediaFeatures([
      { name: 'prefers-color-scheme', value: scheme },
      { name: 'prefers-reduced-motion', value: 'reduce' },
    ]);
  const results = await inTabs(browser, paths, tabs, prepare, async (page, path) => {
    await under(page, schemes[0]);
    await page.goto(url(path), { waitUntil: 'load' });
    await page.evaluate(axe.source);
    const problems = [];
    for (const [i, scheme] of schemes.entries()) {
      if (i) await under(page, scheme);
      const found = await violations(page, i ? { type: 'rule', values: COLOURS } : { type: 'tag', values: TAGS });
      problems.push(
        ...found.flatMap(({ id, impact, help, nodes }) =>
          nodes.map(({ target, html, why }) => ({ rule: `axe:${id}`, file: path, message: `${help} (${impact}, ${scheme})`, excerpt: `${target}  ${html}  ${why}` })),
        ),
      );
    }
    if (viewport.isMobile) problems.push(...(await reflow(page, path, viewport)));
    return problems;
  });
  return results.flat();
}

/** What axe finds in the page as it is. Targets of 24 pixels are looked at too, which axe leaves out unless asked. */
export function violations(page, runOnly = { type: 'tag', values: TAGS }) {
  return page.evaluate(async (runOnly) => {
    const rules = runOnly.type === 'tag' ? { 'target-size': { enabled: true } } : {};
    const { violations } = await window.axe.run(document, { runOnly, rules, resultTypes: ['violations'] });
    return violations.map(({ id, impact, help, nodes }) => ({
      id,
      impact,
      help,
      nodes: nodes.map(({ target, html, any, all, none }) => ({
        target: target.flat().join(' '),
        html,
        why: [...any, ...all, ...none].map(({ message }) => message)[0] ?? '',
      })),
    }));
  }, runOnly);
}

/** A page scrolls one way only, however narrow the screen. */
async function reflow(page, path, viewport) {
  const problems = [];
  for (const width of [viewport.width, NARROWEST]) {
    if (width !== viewport.width) {
      await page.setViewport({ ...viewport, width });
      await settled(page);
    }
    const wide = await page.evaluate((limit) => {
      if (document.documentElement.scrollWidth <= limit) return null;
      // The outermost elements that stick out, but for what scrolls in a box of its own.
      const scrolls = (element) => element && (/(auto|scroll|hidden|clip)/.test(getComputedStyle(element).overflowX) ? element !== document.body && element !== document.documentElement : scrolls(element.parentElement));
      const culprits = [...document.body.querySelectorAll('*')].filter((element) => element.getBoundingClientRect().right > limit + 0.5 && !scrolls(element.parentElement));
      const [element] = culprits;
      return { by: document.documentElement.scrollWidth - limit, excerpt: element?.outerHTML.slice(0, 120) ?? '' };
    }, width);
    if (wide) problems.push({ rule: 'reflow', file: path, message: `the page scrolls sideways on a screen ${width} px wide`, excerpt: `+${wide.by} px  ${wide.excerpt}` });
  }
  await page.setViewport(viewport);
  return problems;
}
