// Drawings are published lighter, and drawn the same to the pixel: the base's own, and some as editors write them.

import assert from 'node:assert/strict';
import { readFileSync, readdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import test, { after, before } from 'node:test';
import { buildText } from './lib/build.mjs';
import { openBrowser } from './lib/chromium.mjs';
import { TESTS } from './lib/settings.mjs';

const CASES = resolve(TESTS, 'dessins');
const CONTENT = resolve(TESTS, '../../content');

/** Every drawing, by its path in the site. */
const drawings = new Map([
  ...readdirSync(CASES).map((name) => [name, readFileSync(join(CASES, name))]),
  ...readdirSync(CONTENT, { recursive: true }).filter((path) => path.endsWith('.svg')).map((path) => [path.replaceAll('\\', '/'), readFileSync(join(CONTENT, path))]),
]);

let browser;
let built;

before(async () => {
  const site = { 'site.toml': 'title = "Dessins"\nlicence = "CC0-1.0"\n[checks]\n"*" = "warning"\n' };
  for (const [path, bytes] of drawings) site[`content/${path}`] = bytes;
  built = buildText(site);
  browser = await openBrowser();
}, { timeout: 120_000 });

after(async () => {
  await browser?.close();
  built?.remove();
});

/** Runs in the page: how many channels of how many pixels differ when two drawings are drawn `width` pixels wide. */
async function difference(one, other, width) {
  const draw = async (base64) => {
    const image = new Image();
    image.src = `data:image/svg+xml;base64,${base64}`;
    await image.decode();
    const canvas = document.createElement('canvas');
    canvas.width = width;
    canvas.height = Math.round((width * image.naturalHeight) / image.naturalWidth);
    const context = canvas.getContext('2d', { willReadFrequently: true });
    context.drawImage(image, 0, 0, canvas.width, canvas.height);
    return { sides: [image.naturalWidth, image.naturalHeight], data: context.getImageData(0, 0, canvas.width, canvas.height).data };
  };
  const [a, b] = [await draw(one), await draw(other)];
  let ink = 0;
  let differ = 0;
  for (let at = 0; at < a.data.length; at += 1) {
    if (a.data[at]) ink += 1;
    if (a.data[at] !== b.data[at]) differ += 1;
  }
  return { sides: [a.sides, b.sides], ink, differ };
}

test('drawings are lighter, and the same to the pixel', { timeout: 120_000 }, async (t) => {
  const page = await browser.newPage();
  for (const [path, bytes] of drawings) {
    const published = readFileSync(join(built.folder, path));
    t.diagnostic(`${path}: ${bytes.length} → ${published.length} bytes`);
    assert.ok(published.length < bytes.length, path);
    for (const width of [160, 640, 1600]) {
      const { sides, ink, differ } = await page.evaluate(difference, bytes.toString('base64'), published.toString('base64'), width);
      assert.deepEqual(sides[0], sides[1], path);
      assert.ok(ink > 0, `${path} draws nothing`);
      assert.equal(differ, 0, `${path} in ${width} pixels`);
    }
  }
});
