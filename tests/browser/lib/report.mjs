// Problems as every checker returns them: { file, line?, rule, message, excerpt? }.
// The same problem on every page is one line with its places, so that a template's mistake reads as one.

import assert from 'node:assert/strict';

const PLACES = 6;

/** Fails with a readable report unless there is no problem. */
export function expectNone(problems, what) {
  if (problems.length > 0) assert.fail(`${what}: ${report(problems)}`);
}

/** The problems as text, most frequent first. */
export function report(problems) {
  const groups = new Map();
  for (const problem of problems) {
    const key = `[${problem.rule}] ${problem.message}`;
    if (!groups.has(key)) groups.set(key, []);
    groups.get(key).push(problem);
  }
  const lines = [`${problems.length} problem(s), ${groups.size} different`];
  for (const [title, places] of [...groups].sort((a, b) => b[1].length - a[1].length)) {
    lines.push('', `${title}   (${places.length}×)`);
    for (const { file, line, excerpt } of places.slice(0, PLACES)) {
      lines.push(`    ${file}${line ? `:${line}` : ''}${excerpt ? `  ${shorten(excerpt)}` : ''}`);
    }
    if (places.length > PLACES) lines.push(`    … and ${places.length - PLACES} more`);
  }
  return lines.join('\n');
}

/** The rules that were broken, for the tests of the checkers themselves. */
export function rules(problems) {
  return new Set(problems.map((problem) => problem.rule));
}

function shorten(text) {
  const flat = text.replace(/\s+/g, ' ').trim();
  return flat.length > 160 ? `${flat.slice(0, 159)}…` : flat;
}
