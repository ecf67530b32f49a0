// The preview in a real browser: a save is shown without losing what the author was doing.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test, { after, before } from 'node:test';
import { setTimeout as sleep } from 'node:timers/promises';
import { openBrowser } from './lib/chromium.mjs';
import { filler, open, sheet, startPreview, text, writeSite } from './lib/preview.mjs';

const SVG = (color) => `<svg xmlns="http://www.w3.org/2000/svg" width="40" height="40"><rect width="40" height="40" fill="${color}"/></svg>`;

let browser;
let site;
let preview;

before(async () => {
  site = writeSite({ 'content/fiches/plan.svg': SVG('red') });
  preview = await startPreview(site);
  browser = await openBrowser();
}, { timeout: 120_000 });

after(async () => {
  await browser?.close();
  await preview?.stop();
  site?.remove('');
});

/** Waits until what was done has been drawn. */
const drawn = (page) => page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));

const same = (page) => page.evaluate(() => window.sameDocument === true);

test('a page has one element more than what is published', async () => {
  const html = await (await fetch(preview.url('/fiches/une/'))).text();
  assert.equal(html.match(/data-classeur-preview/g).length, 1);
  const page = await open(browser, preview.url('/fiches/une/'));
  assert.deepEqual(page.problems, []);
  await page.close();
});

test('a change of text keeps scroll, open details, focus, fields and added buttons', { timeout: 60_000 }, async () => {
  const body = (word) => `::: details Plus\nCaché.\n:::\n\n\`\`\`\ncode\n\`\`\`\n\n${filler('a')}\n\nMot ${word} ici.\n\n${filler('b')}`;
  site.write('content/fiches/une.md', sheet(body('premier')));
  const page = await open(browser, preview.url('/fiches/une/'));
  await text(page, 'Mot premier');
  await page.evaluate(() => {
    document.querySelector('main details').open = true;
    const field = document.createElement('input');
    field.id = 'champ';
    document.querySelector('main').append(field);
    field.value = 'saisi';
    field.focus({ preventScroll: true });
    scrollTo(0, 900);
  });
  await drawn(page);
  const before = await page.evaluate(() => ({ y: scrollY, buttons: document.querySelectorAll('.copier').length }));
  site.write('content/fiches/une.md', sheet(body('second')));
  await text(page, 'Mot second');
  const now = await page.evaluate(() => ({
    y: scrollY, open: document.querySelector('main details').open, focus: document.activeElement.id, value: document.querySelector('#champ')?.value,
    buttons: document.querySelectorAll('.copier').length,
  }));
  assert.deepEqual(now, { y: before.y, open: true, focus: 'champ', value: 'saisi', buttons: before.buttons });
  assert.ok(await same(page), 'the document was not loaded again');
  // Blocks added, moved and removed one after the other end as the server has it.
  for (const blocks of [['## A', 'un', '## B', 'deux'], ['## B', 'deux', '- x\n- y'], ['- x\n- z\n- y', '## A', 'un'], ['seul']]) {
    site.write('content/fiches/une.md', sheet(blocks.join('\n\n') + '\n\nFin ' + blocks.length + blocks[0]));
    await text(page, 'Fin ' + blocks.length);
    await page.waitForFunction(async () => {
      const read = (root) => root.querySelector('main').innerHTML.replace(/<input id="champ">/, '').replace(/<div class="code">((?:(?!<div)[^])*?)<button[^>]*class="copier"[^>]*>[^<]*<\/button><\/div>/g, '$1').replace(/\s+/g, ' ').replace(/ aria-current="true"/g, '');
      const fresh = new DOMParser().parseFromString(await (await fetch(location.pathname)).text(), 'text/html');
      return read(document) === read(fresh);
    }, { timeout: 10_000 });
  }
  assert.ok(await same(page));
  assert.deepEqual(page.problems, []);
  await page.close();
});

test('the stylesheet is swapped without a moment without style', { timeout: 60_000 }, async () => {
  const page = await open(browser, preview.url('/fiches/deux/'));
  await page.evaluate(() => {
    window.bare = 0;
    const watch = () => {
      if (![...document.styleSheets].some((sheet) => sheet.href && sheet.cssRules.length)) window.bare++;
      requestAnimationFrame(watch);
    };
    watch();
  });
  site.write('static/assets/classeur.css', 'body { background: rgb(1, 2, 3); }');
  await page.waitForFunction(() => getComputedStyle(document.body).backgroundColor === 'rgb(1, 2, 3)', { timeout: 10_000 });
  await page.waitForFunction(() => document.querySelectorAll('link[rel=stylesheet]').length === 1);
  assert.equal(await page.evaluate(() => window.bare), 0);
  assert.ok(await same(page));
  site.remove('static');
  await page.waitForFunction(() => getComputedStyle(document.body).backgroundColor !== 'rgb(1, 2, 3)', { timeout: 10_000 });
  await page.close();
});

test('an image that changes is shown, and stays shown after the next change of text', { timeout: 60_000 }, async () => {
  site.write('content/fiches/une.md', sheet('![Plan](plan.svg)\n\nAvant.'));
  const page = await open(browser, preview.url('/fiches/une/'));
  await text(page, 'Avant.');
  const colour = () => page.evaluate(() => {
    const image = document.querySelector('main img');
    const canvas = Object.assign(document.createElement('canvas'), { width: 1, height: 1 }).getContext('2d');
    canvas.drawImage(image, 0, 0, 1, 1);
    return [...canvas.getImageData(0, 0, 1, 1).data.slice(0, 3)].join();
  });
  assert.equal(await colour(), '255,0,0');
  site.write('content/fiches/plan.svg', SVG('lime'));
  for (let tries = 0; (await colour()) !== '0,255,0'; tries++) {
    assert.ok(tries < 100, 'the new image is shown');
    await sleep(50);
  }
  site.write('content/fiches/une.md', sheet('![Le plan](plan.svg)\n\nAprès.'));
  await text(page, 'Après.');
  await page.evaluate(() => document.querySelector('main img').decode());
  await drawn(page);
  assert.equal(await colour(), '0,255,0');
  assert.ok(await same(page));
  await page.close();
});

test('a deleted page becomes the 404 page, and mends itself', { timeout: 60_000 }, async () => {
  site.write('content/fiches/passagere.md', sheet('Éphémère.'));
  const page = await open(browser, preview.url('/fiches/passagere/')).catch(() => null);
  assert.ok(page);
  site.remove('content/fiches/passagere.md');
  await page.waitForFunction(() => document.title.includes('introuvable'), { timeout: 10_000 });
  site.write('content/fiches/passagere.md', sheet('Revenue.'));
  await text(page, 'Revenue.');
  await page.close();
});

test('a restarted server is found again, with what changed meanwhile', { timeout: 60_000 }, async () => {
  const own = writeSite();
  const first = await startPreview(own);
  const page = await open(browser, first.url('/fiches/une/'));
  const { ms } = await first.stop();
  assert.ok(ms < 500, `Ctrl-C ends it at once: ${ms} ms`);
  own.write('content/fiches/une.md', sheet('Écrit pendant l’arrêt.'));
  const second = await startPreview(own, [], {}, first.port);
  assert.equal(second.port, first.port);
  await text(page, 'Écrit pendant l’arrêt.');
  own.write('content/fiches/une.md', sheet('Puis suivi.'));
  await text(page, 'Puis suivi.');
  assert.ok(await same(page));
  await page.close();
  await second.stop();
  own.remove('');
});

test('a hidden tab is quiet, and catches up when it is seen', { timeout: 60_000 }, async () => {
  site.write('content/fiches/une.md', sheet('Vu.'));
  const hidden = await open(browser, preview.url('/fiches/une/'));
  await text(hidden, 'Vu.');
  const requests = [];
  const front = await browser.newPage();
  await front.bringToFront();
  await hidden.evaluate(() => {
    Object.defineProperty(document, 'hidden', { configurable: true, get: () => window.put ?? true });
    document.dispatchEvent(new Event('visibilitychange'));
  });
  hidden.on('request', (request) => requests.push(request.url()));
  site.write('content/fiches/une.md', sheet('Caché.'));
  await sleep(600);
  assert.deepEqual(requests, []);
  await hidden.evaluate(() => {
    window.put = false;
    document.dispatchEvent(new Event('visibilitychange'));
  });
  // A tab behind draws nothing, and the test waits by what is drawn.
  await front.close();
  await hidden.bringToFront();
  await text(hidden, 'Caché.');
  await hidden.close();
});

test('ten tabs in sight do not use up the connections of the browser', { timeout: 90_000 }, async () => {
  const pages = [];
  for (let count = 0; count < 10; count++) pages.push(await open(browser, preview.url('/fiches/une/')));
  const last = await open(browser, preview.url('/fiches/deux/'));
  assert.ok(await last.evaluate(() => document.querySelector('main')));
  for (const page of [...pages, last]) await page.close();
});

test('with --follow the tab goes to the page being written and to the block that changed', { timeout: 60_000 }, async () => {
  const own = writeSite({ 'content/fiches/une.md': sheet(`${filler('a')}\n\nIci un.\n\n${filler('b')}`) });
  const following = await startPreview(own, ['--follow']);
  const page = await open(browser, following.url('/'));
  own.write('content/fiches/une.md', sheet(`${filler('a')}\n\nIci deux.\n\n${filler('b')}`));
  await page.waitForFunction(() => location.pathname === '/fiches/une/', { timeout: 10_000 });
  await page.waitForFunction(() => document.querySelector('classeur-apercu'));
  own.write('content/fiches/une.md', sheet(`${filler('a')}\n\nIci trois.\n\n${filler('b')}`));
  await text(page, 'Ici trois.');
  await page.waitForFunction(() => {
    const block = [...document.querySelectorAll('main p')].find((p) => p.textContent.includes('Ici trois'));
    const { top, bottom } = block.getBoundingClientRect();
    return top >= 0 && bottom <= innerHeight;
  }, { timeout: 10_000 });
  await page.close();
  await following.stop();
  own.remove('');
});

test('the processor rests when nothing changes', { timeout: 60_000, skip: process.platform !== 'linux' }, async () => {
  const page = await open(browser, preview.url('/fiches/deux/'));
  await sleep(1500);
  const ticks = () => readFileSync(`/proc/${preview.pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13).reduce((sum, one) => sum + Number(one), 0);
  const before = ticks();
  await sleep(5000);
  assert.ok(ticks() - before <= 2, `${ticks() - before} hundredths of a second in five seconds`);
  await page.close();
});
