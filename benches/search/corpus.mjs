// A large corpus with the vocabulary of a real one: some 80,000 word forms drawn with the frequencies of a natural
// language (Zipf–Mandelbrot), the same on every machine.
//
//     node benches/search/corpus.mjs FOLDER SHEETS

import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const source = readFileSync(new URL('../pipeline/words.rs', import.meta.url), 'utf8');
const listed = (name) => new RegExp(`const ${name}: &str = "([^"]*)"`).exec(source)[1].replaceAll('\\', ' ').trim().split(/\s+/);
const PREFIXES = ['', 're', 'dé', 'pré', 'co', 'inter', 'sur', 'sous', 'anti', 'auto', 'multi', 'micro', 'trans'];

/** A generator of numbers from 0 to 1 (mulberry32). */
function random(seed) {
  return () => {
    seed = (seed + 0x6d2b79f5) | 0;
    let mixed = Math.imul(seed ^ (seed >>> 15), 1 | seed);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

/** Words by rank: grammatical ones first, as in any French text, then roots with prefixes and endings, shuffled. */
export function vocabulary() {
  const common = listed('COMMON');
  const made = new Set();
  for (const prefix of PREFIXES) for (const root of listed('ROOTS')) for (const ending of listed('ENDINGS')) made.add(prefix + root + ending);
  const others = [...made];
  const next = random(1);
  for (let at = others.length - 1; at > 0; at--) {
    const other = Math.floor(next() * (at + 1));
    [others[at], others[other]] = [others[other], others[at]];
  }
  const words = [...common, ...others];
  let sum = 0;
  const sums = words.map((_, rank) => (sum += 1 / (rank + 2.7)));
  return { words, common: common.length, sums };
}

/** Writes a site of `count` sheets of about 700 words. */
export function write(folder, count) {
  const { words, common, sums } = vocabulary();
  const draw = (next, from = 0) => {
    const least = from ? sums[from - 1] : 0;
    const wanted = least + next() * (sums[sums.length - 1] - least);
    let [low, high] = [from, words.length - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (sums[middle] < wanted) low = middle + 1;
      else high = middle;
    }
    return words[low];
  };
  mkdirSync(join(folder, 'content'), { recursive: true });
  writeFileSync(join(folder, 'content', '_index.md'), '---\ntitre: Corpus\nresume: Des fiches pour mesurer.\n---\n');
  writeFileSync(join(folder, 'site.toml'), 'title = "Corpus de mesure"\nlanguage = "fr"\nlicence = "etalab-2.0"\n');
  writeFileSync(join(folder, 'content', '_index.md'), '---\ntitre: Corpus\nresume: Des fiches pour mesurer.\n---\n');
  for (let sheet = 0; sheet < count; sheet++) {
    const next = random(1000 + sheet);
    const several = (length, from) => Array.from({ length }, () => draw(next, from)).join(' ');
    const sentence = () => {
      const text = several(8 + Math.floor(next() * 12));
      return `${text[0].toUpperCase()}${text.slice(1)}${next() < 0.1 ? ` ${Math.floor(next() * 2000)}` : ''}.`;
    };
    const paragraph = () => Array.from({ length: 4 }, sentence).join(' ');
    const tags = Array.from({ length: 3 }, () => words[common + Math.floor(next() * 300)]).join(', ');
    let text = `---\ntitre: ${several(5, common)}\nresume: ${sentence()}\nmots_cles: [${tags}]\nthematiques: [thème ${sheet % 20}]\nmis_a_jour_le: 2026-01-${String(1 + (sheet % 28)).padStart(2, '0')}\n---\n\n`;
    for (let part = 0; part < 6; part++) text += `## ${several(4, common)}\n\n${paragraph()}\n\n- ${sentence()}\n- ${sentence()}\n- ${sentence()}\n\n`;
    const section = join(folder, 'content', `section-${String(Math.floor(sheet / 100)).padStart(3, '0')}`);
    if (sheet % 100 === 0) {
      mkdirSync(section, { recursive: true });
      writeFileSync(join(section, '_index.md'), `---\ntitre: Section ${sheet / 100}\nresume: Fiches.\n---\n`);
    }
    writeFileSync(join(section, `fiche-${String(sheet).padStart(5, '0')}.md`), text);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) write(process.argv[2], Number(process.argv[3] ?? 10_000));
