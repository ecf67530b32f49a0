// Builds a site of tests/sites/ with the program under test.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { TESTS } from './settings.mjs';

/** Builds tests/sites/`name` as it is and as a portable copy: { folder, portable, remove() }. */
export function buildSite(name) {
  const program = process.env.CLASSEUR_BIN;
  if (!program) throw new Error('CLASSEUR_BIN is not set: run tests/run, or name the program');
  const base = mkdtempSync(join(tmpdir(), 'classeur-site-'));
  const build = (to, ...more) => {
    const output = join(base, to);
    const site = resolve(TESTS, '../sites', name);
    execFileSync(program, ['build', '--site', site, '--output', output, '--date', '2026-11-22', ...more], { stdio: 'pipe' });
    return output;
  };
  return { folder: build('public'), portable: build('portable', '--portable'), remove: () => rmSync(base, { recursive: true }) };
}
