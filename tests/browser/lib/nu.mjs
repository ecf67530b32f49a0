// The Nu HTML checker (what validator.w3.org runs) over a folder, in one Java process.

import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { relative } from 'node:path';
import { fileURLToPath } from 'node:url';

const JAR = createRequire(import.meta.url).resolve('vnu-jar/build/dist/vnu.jar');

/** Every error and warning of the HTML files under `folder`. What is only informative has the rule `nu-info`. */
export async function checkHtml(folder) {
  const output = await run('java', ['-Xss4m', '-XX:+UseSerialGC', '-jar', JAR, '--stdout', '--format', 'json', '--exit-zero-always', '--skip-non-html', folder]);
  const { messages } = JSON.parse(output);
  return messages.map(({ type, subType, url, lastLine, message, extract }) => ({
    rule: type === 'info' ? (subType === 'warning' ? 'nu-warning' : 'nu-info') : 'nu-error',
    file: url ? relative(folder, fileURLToPath(url.replace(/^file:\/?(?!\/)/, 'file:///'))) : folder,
    line: lastLine,
    message,
    excerpt: extract,
  }));
}

function run(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'] });
    const out = [];
    const err = [];
    child.stdout.on('data', (chunk) => out.push(chunk));
    child.stderr.on('data', (chunk) => err.push(chunk));
    child.on('error', reject);
    child.on('close', (code) => {
      if (code === 0) resolve(Buffer.concat(out).toString('utf8'));
      else reject(new Error(`${command} ended with ${code}: ${Buffer.concat(err).toString('utf8')}`));
    });
  });
}

export { run };
