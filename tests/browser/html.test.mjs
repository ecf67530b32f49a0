// Valid HTML: no error and no warning from the Nu HTML checker, on any page of either build.

import test from 'node:test';
import { checkHtml } from './lib/nu.mjs';
import { expectNone } from './lib/report.mjs';
import { portableFolder, publicFolder } from './lib/settings.mjs';

// Warnings that are known and justified: { message: /…/, because: '…' }. Errors are never allowed.
const ALLOWED = [];

for (const [name, folder] of [['public', publicFolder], ['portable', portableFolder]]) {
  test(`every page of the ${name} build is valid HTML`, { timeout: 600_000 }, async (t) => {
    const messages = await checkHtml(folder());
    for (const { rule, file, line, message } of messages.filter(({ rule }) => rule === 'nu-info')) t.diagnostic(`${rule} ${file}:${line} ${message}`);
    const problems = messages.filter(({ rule, message }) => rule === 'nu-error' || (rule === 'nu-warning' && !ALLOWED.some((allowed) => allowed.message.test(message))));
    expectNone(problems, 'invalid HTML');
  });
}
