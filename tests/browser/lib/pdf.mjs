// What a page gives on paper: printed by Chromium, read back by poppler, page by page.

import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Prints the page in `tab`: one { text, width, height, words: [{ text, left, right, top, bottom }] } a sheet of paper, lengths in points. */
export async function printed(tab) {
  const folder = mkdtempSync(join(tmpdir(), 'classeur-papier-'));
  try {
    const file = join(folder, 'page.pdf');
    writeFileSync(file, await tab.pdf({ preferCSSPageSize: true }));
    const read = (...how) => execFileSync('pdftotext', [...how, file, '-'], { encoding: 'utf8', maxBuffer: 1 << 28 });
    const texts = read('-layout').split('\f');
    return read('-bbox').split('<page ').slice(1).map((page, i) => {
      const [, width, height] = /width="([\d.]+)" height="([\d.]+)"/.exec(page);
      const words = [...page.matchAll(/<word xMin="([\d.-]+)" yMin="([\d.-]+)" xMax="([\d.-]+)" yMax="([\d.-]+)">([^<]*)</g)].map(
        ([, left, top, right, bottom, text]) => ({ text: plain(text), left: +left, right: +right, top: +top, bottom: +bottom }),
      );
      return { text: texts[i], width: +width, height: +height, words };
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

const plain = (text) => text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&quot;/g, '"').replace(/&#39;|&apos;/g, "'").replace(/&amp;/g, '&');
