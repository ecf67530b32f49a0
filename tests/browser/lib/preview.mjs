// A small site served by `classeur serve`, for the tests of the preview.

import { spawn } from 'node:child_process';
import { mkdtempSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

const BIN = process.env.CLASSEUR_BIN;

export const sheet = (body, front = '') => `---\ntitre: Une fiche\nresume: Résumé.\n${front}---\n\n${body}\n`;

export const filler = (name) => Array.from({ length: 40 }, (_, i) => `Paragraphe ${name} ${i}, assez long pour tenir la page et la faire défiler un peu plus bas.`).join('\n\n');

/** Writes a site in a temporary folder. */
export function writeSite(files = {}) {
  const root = mkdtempSync(join(tmpdir(), 'classeur-apercu-'));
  const site = {
    write(path, text) {
      mkdirSync(dirname(join(root, path)), { recursive: true });
      writeFileSync(join(root, path), text);
    },
    path: (path) => join(root, path),
    remove: (path) => rmSync(join(root, path), { recursive: true, force: true }),
    root,
  };
  const all = {
    'site.toml': 'title = "Essai"\nlanguage = "fr"\nlicence = "CC0-1.0"\n',
    'content/_index.md': '---\ntitre: Accueil\nresume: r\n---\n\nBienvenue.\n',
    'content/fiches/_index.md': '---\ntitre: Fiches\nresume: r\n---\n',
    'content/fiches/une.md': sheet('## Partie\n\nUn texte.'),
    'content/fiches/deux.md': '---\ntitre: Deux\nresume: r\n---\n\nAutre texte, qui mène à [une](une.md).\n',
    ...files,
  };
  for (const [path, text] of Object.entries(all)) site.write(path, text);
  return site;
}

/** Starts the preview of a site; gives { url(path), port, stop(), log() }. */
export async function startPreview(site, args = [], env = {}, port = 0) {
  if (!BIN) throw new Error('CLASSEUR_BIN is not set: run tests/run, or name the program');
  const child = spawn(BIN, ['serve', '--site', site.root, '--port', String(port), ...args], { env: { ...process.env, ...env }, stdio: ['ignore', 'ignore', 'pipe'] });
  let log = '';
  const address = await new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`no address in: ${log}`)), 30_000);
    child.stderr.on('data', (text) => {
      log += text;
      const found = log.match(/http:\/\/127\.0\.0\.1:(\d+)\//);
      if (found) {
        clearTimeout(late);
        resolve(found);
      }
    });
    child.once('exit', (code) => reject(new Error(`stopped with ${code}: ${log}`)));
  });
  const ended = new Promise((resolve) => child.once('exit', (code, signal) => resolve({ code, signal })));
  return {
    port: Number(address[1]),
    url: (path = '/') => address[0].slice(0, -1) + path,
    log: () => log,
    pid: child.pid,
    stop: async (signal = 'SIGINT') => {
      const began = Date.now();
      child.kill(signal);
      const how = await ended;
      return { ...how, ms: Date.now() - began };
    },
  };
}

/** Opens a page and waits for the preview's script to hold its stream. */
export async function open(browser, url) {
  const page = await browser.newPage();
  page.problems = [];
  page.on('pageerror', (error) => page.problems.push(String(error)));
  page.on('console', (message) => message.type() === 'error' && page.problems.push(message.text()));
  await page.goto(url, { waitUntil: 'load' });
  await page.waitForFunction(() => document.querySelector('classeur-apercu'));
  await page.evaluate(() => (window.sameDocument = true));
  return page;
}

export const text = (page, words) => page.waitForFunction((words) => document.body.textContent.includes(words), { timeout: 10_000 }, words);

export const overlayShown = (page, shown) =>
  page.waitForFunction((shown) => document.querySelector('classeur-apercu').shadowRoot.querySelector('.overlay').hidden !== shown, { timeout: 10_000 }, shown);
