// A static host on loopback, as plain as they come: files, index.html, 404.html, below any sub-path.

import { createServer } from 'node:http';
import { readFile, stat } from 'node:fs/promises';
import { extname, join } from 'node:path';

const TYPES = {
  '.html': 'text/html; charset=utf-8', '.css': 'text/css; charset=utf-8', '.js': 'text/javascript; charset=utf-8',
  '.mjs': 'text/javascript; charset=utf-8', '.json': 'application/json', '.jsonld': 'application/ld+json',
  '.webmanifest': 'application/manifest+json', '.xml': 'application/xml', '.atom': 'application/atom+xml',
  '.svg': 'image/svg+xml', '.png': 'image/png', '.jpg': 'image/jpeg', '.jpeg': 'image/jpeg', '.gif': 'image/gif',
  '.webp': 'image/webp', '.avif': 'image/avif', '.ico': 'image/x-icon', '.woff2': 'font/woff2', '.pdf': 'application/pdf',
  '.txt': 'text/plain; charset=utf-8', '.md': 'text/markdown; charset=utf-8', '.csv': 'text/csv; charset=utf-8',
  '.wasm': 'application/wasm',
};

/** Serves `root` below `prefix` (`/un/sous-chemin/`). Gives { origin, url(path), close() }. */
export async function serve(root, { prefix = '/', headers = {} } = {}) {
  const server = createServer(async (request, response) => {
    try {
      await answer(root, prefix, headers, request, response);
    } catch (error) {
      response.writeHead(500, { 'content-type': 'text/plain' }).end(String(error));
    }
  });
  await new Promise((resolve, reject) => server.once('error', reject).listen(0, '127.0.0.1', resolve));
  const origin = `http://127.0.0.1:${server.address().port}`;
  return {
    origin,
    url: (path = '') => origin + prefix + path.replace(/(^|\/)index\.html$/, '$1').split('/').map(encodeURIComponent).join('/'),
    close: () =>
      new Promise((resolve) => {
        server.close(resolve);
        server.closeAllConnections();
      }),
  };
}

async function answer(root, prefix, headers, request, response) {
  if (request.method !== 'GET' && request.method !== 'HEAD') return response.writeHead(405).end();
  const { pathname, search } = new URL(request.url, 'http://127.0.0.1');
  const path = decodeURIComponent(pathname);
  const inside = path.startsWith(prefix) && !path.split('/').includes('..') && !path.includes('\0');
  let file = inside ? join(root, path.slice(prefix.length)) : null;
  let found = file && (await stat(file).catch(() => null));
  if (found?.isDirectory()) {
    if (!path.endsWith('/')) return response.writeHead(301, { location: `${pathname}/${search}` }).end();
    file = join(file, 'index.html');
    found = await stat(file).catch(() => null);
  }
  let status = 200;
  if (!found?.isFile()) {
    status = 404;
    file = join(root, '404.html');
  }
  const body = await readFile(file).catch(() => Buffer.from('404'));
  const type = status === 404 ? TYPES['.html'] : (TYPES[extname(file).toLowerCase()] ?? 'application/octet-stream');
  response.writeHead(status, { 'content-type': type, 'content-length': body.length, 'x-content-type-options': 'nosniff', ...headers });
  response.end(request.method === 'HEAD' ? undefined : body);
}
