// The DCAT catalogue, read as RDF by Python's rdflib.

import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { run } from './nu.mjs';
import { PYTHON, TESTS } from './settings.mjs';

const SCRIPT = resolve(TESTS, '../feeds/check_dcat.py');

/** Problems of the catalogue of a site. */
export async function checkDcat(site) {
  const file = 'dcat.jsonld';
  if (!existsSync(join(site.root, file))) return [{ rule: 'dcat-absent', file, message: 'the site has no DCAT catalogue' }];
  return JSON.parse(await run(PYTHON, [SCRIPT, site.root, file]));
}
