// Where the tests find what they check. `tests/run` sets these variables; by hand:
//   CLASSEUR_PUBLIC=… CLASSEUR_PORTABLE=… node --test tests/browser/*.test.mjs

import { existsSync, statSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));

/** Folder of these tests. */
export const TESTS = resolve(here, '..');

/** The address both builds were given with `--base-url`. */
export const BASE = new URL(process.env.CLASSEUR_BASE_URL ?? 'https://exemple.test/base/');

/** The ordinary build. A missing folder is a failure, never a test passed over. */
export function publicFolder() {
  return folder('CLASSEUR_PUBLIC');
}

/** The build made with `--portable`. */
export function portableFolder() {
  return folder('CLASSEUR_PORTABLE');
}

/** Python with feedparser. */
export const PYTHON = process.env.CLASSEUR_PYTHON ?? resolve(TESTS, '../feeds/.venv/bin/python');

/** Chromium as Debian installs it, unless told otherwise. */
export const CHROMIUM = process.env.CHROMIUM ?? '/usr/bin/chromium';

/** How many pages are open at once. */
export const TABS = Number(process.env.CLASSEUR_TABS ?? 2);

function folder(variable) {
  const path = process.env[variable];
  if (!path) throw new Error(`${variable} is not set: run tests/run, or name a built site`);
  if (!existsSync(path) || !statSync(path).isDirectory()) throw new Error(`${variable}=${path} is not a folder`);
  return resolve(path);
}
