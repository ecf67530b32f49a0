// A portable build, opened by double-click: from the home page to a sheet by clicking, styled, without complaint.

import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { settled } from './chromium.mjs';
import { distancesFrom, linkGraph, reversed } from './links.mjs';
import { sheets } from './sample.mjs';
import { watchPage } from './visit.mjs';

/** The address of a file of the site on the disk. */
export function fileUrl(site, path) {
  return pathToFileURL(join(site.root, path)).href;
}

/** Clicks from the home page to the sheet that is furthest from it. Gives { shown: the pages in order, problems }. */
export async function browseFromDisk(browser, site, { javascript = true } = {}) {
  const graph = linkGraph(site, { portable: true });
  const target = furthestSheet(site, graph);
  if (!target) return { shown: [], problems: [{ rule: 'offline-route', file: 'index.html', message: 'no sheet can be reached from the home page' }] };
  const distances = distancesFrom(target, reversed(graph));
  const page = await browser.newPage();
  await page.setJavaScriptEnabled(javascript);
  const watch = watchPage(page, 'index.html', { leaves: true });
  const problems = watch.problems;
  const shown = [];
  await page.goto(fileUrl(site, 'index.html'), { waitUntil: 'load' });
  for (let path = 'index.html'; ; ) {
    shown.push(path);
    if (javascript) await settled(page);
    problems.push(...(await unstyled(page, path)));
    if (path === target) break;
    const link = await nextLink(page, site, distances, path);
    if (!link) {
      problems.push({ rule: 'offline-route', file: path, message: `no visible link leads on towards ${target}` });
      break;
    }
    await Promise.all([page.waitForNavigation({ waitUntil: 'load' }), link.element.click()]);
    const arrived = page.url().replace(/[?#].*/, '');
    if (arrived !== fileUrl(site, link.path)) {
      problems.push({ rule: 'offline-route', file: path, message: `a click led to ${arrived}, not to ${link.path}` });
      break;
    }
    path = link.path;
  }
  watch.stop();
  await page.close();
  return { shown, problems };
}

function furthestSheet(site, graph) {
  const distances = distancesFrom('index.html', graph);
  const reached = sheets(site).filter((path) => distances.has(path));
  return reached.sort((a, b) => distances.get(b) - distances.get(a))[0];
}

/** The first link that a reader sees and that leads nearer. */
async function nextLink(page, site, distances, path) {
  for (const element of await page.$$('a[href]')) {
    const { href, visible } = await element.evaluate((a) => ({ href: a.href.replace(/[?#].*/, ''), visible: a.checkVisibility({ visibilityProperty: true }) && a.getBoundingClientRect().width > 1 && a.target !== '_blank' }));
    if (!visible) continue;
    const next = [...distances].find(([candidate, distance]) => distance === distances.get(path) - 1 && fileUrl(site, candidate) === href);
    if (next) return { element, path: next[0] };
  }
  return null;
}

/** Whether every stylesheet loaded and the page looks other than a page without any. */
async function unstyled(page, path) {
  const { sheets, missing, same } = await page.evaluate(() => {
    const links = [...document.querySelectorAll('link[rel~=stylesheet]')].filter((link) => !link.media || matchMedia(link.media).matches);
    const frame = document.createElement('iframe');
    document.body.append(frame);
    const plain = getComputedStyle(frame.contentDocument.body);
    const own = getComputedStyle(document.body);
    const properties = ['fontFamily', 'lineHeight', 'marginLeft', 'marginTop', 'color', 'backgroundColor', 'fontSize'];
    const same = properties.every((property) => plain[property] === own[property]);
    frame.remove();
    return { sheets: links.length, missing: links.filter((link) => !link.sheet).map((link) => link.getAttribute('href')), same };
  });
  const problems = missing.map((href) => ({ rule: 'offline-style', file: path, message: `stylesheet not loaded: ${href}` }));
  if (sheets === 0 || same) problems.push({ rule: 'offline-style', file: path, message: 'the page looks as a browser shows it without a stylesheet' });
  return problems;
}
