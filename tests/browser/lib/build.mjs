// Builds a site of tests/sites/, or one given as texts, with the program under test.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { TESTS } from './settings.mjs';

/** Builds tests/sites/`name` as it is and as a portable copy: { folder, portable, remove() }. */
export function buildSite(name) {
  const base = temporary();
  return built(base, resolve(TESTS, '../sites', name));
}

/** Builds a site whose `files` are given, path → text or bytes, with `options` of `build`. */
export function buildText(files, ...options) {
  const base = temporary();
  const site = join(base, 'site');
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(site, path)), { recursive: true });
    writeFileSync(join(site, path), text);
  }
  return built(base, site, ...options);
}

function temporary() {
  return mkdtempSync(join(tmpdir(), 'classeur-site-'));
}

function built(base, site, ...options) {
  const program = process.env.CLASSEUR_BIN;
  if (!program) throw new Error('CLASSEUR_BIN is not set: run tests/run, or name the program');
  const build = (to, ...more) => {
    const output = join(base, to);
    execFileSync(program, ['build', '--site', site, '--output', output, '--date', '2026-11-22', ...options, ...more], { stdio: 'pipe' });
    return output;
  };
  return { folder: build('public'), portable: build('portable', '--portable'), remove: () => rmSync(base, { recursive: true }) };
}
