// The base as open data, as portals, spreadsheets and readers find it.

import assert from 'node:assert/strict';
import test from 'node:test';
import { parse } from 'parse5';
import { checkDcat } from './lib/dcat.mjs';
import { expectNone } from './lib/report.mjs';
import { BASE, publicFolder } from './lib/settings.mjs';
import { readSite } from './lib/walk.mjs';

const site = readSite(publicFolder(), BASE);

test('the DCAT catalogue is RDF that a portal can harvest', { timeout: 120_000 }, async () => {
  expectNone(await checkDcat(site), 'DCAT');
});

test('the page of open data leads to every file, and every page to it and to the credits', () => {
  const links = (path) => {
    const found = [];
    const visit = (node) => {
      const href = node.attrs?.find(({ name }) => name === 'href')?.value;
      if (href !== undefined) found.push(new URL(href, new URL(path.replace(/index\.html$/, ''), BASE)).href.slice(BASE.href.length));
      (node.childNodes ?? []).forEach(visit);
    };
    visit(parse(site.text(path)));
    return new Set(found);
  };
  const listed = links('donnees-ouvertes/index.html');
  for (const file of ['catalogue.csv', 'catalogue.json', 'catalogue.tableschema.json', 'catalogue.schema.json', 'dcat.jsonld', 'glossaire.json', 'llms.txt', 'llms-full.txt']) {
    assert.ok(site.files.has(file), `${file} is not published`);
    assert.ok(listed.has(file), `${file} is not on the page`);
  }
  for (const path of ['index.html', 'credits/index.html', 'fiches/recourir-a-une-amo/index.html', 'fiches/index.html']) {
    for (const target of ['credits/', 'donnees-ouvertes/']) assert.ok(links(path).has(target), `${path} does not lead to ${target}`);
  }
  const sheet = links('fiches/recourir-a-une-amo/index.html');
  for (const file of ['index.json', 'index.md']) assert.ok(sheet.has(`fiches/recourir-a-une-amo/${file}`), `a sheet does not lead to its ${file}`);
});

test('each page says its licence in every form', () => {
  const html = site.text('fiches/recourir-a-une-amo/index.html');
  for (const mark of [/<link rel="license" href="https:/, /<a rel="license" href="https:/, /<meta name="dcterms.license" content="https:/, /"license":"https:/, /"acquireLicensePage":"https:/, /"creditText":"/]) {
    assert.match(html, mark);
  }
});
