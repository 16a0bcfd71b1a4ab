import { createReadStream } from 'node:fs';
import { stat } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { extname, join, normalize, sep } from 'node:path';
import { pipeline } from 'node:stream';
import { problems, refuse } from './refuse.ts';

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.webmanifest': 'application/manifest+json',
  '.map': 'application/json',
  '.txt': 'text/plain; charset=utf-8',
};

/** Own scripts and styles only, nothing inline; players feed video elements from blobs. */
export const securityHeaders = {
  'content-security-policy': [
    "default-src 'self'",
    "img-src 'self' data: blob:",
    "media-src 'self' blob:",
    "worker-src 'self' blob:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join('; '),
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
} as const;

/** Files of the folders in order, then the console's page for any address without an extension. */
export const staticDoor = (folders: readonly string[], consoleFolder: string) => {
  const find = async (path: string) => {
    for (const folder of folders) {
      const file = normalize(join(folder, path));
      if (!file.startsWith(folder + sep) && file !== folder) continue;
      for (const candidate of path.endsWith('/') ? [join(file, 'index.html')] : [file, join(file, 'index.html')]) {
        const facts = await stat(candidate).catch(() => null);
        if (facts?.isFile()) return { file: candidate, facts };
      }
    }
    return null;
  };

  return async (incoming: IncomingMessage, response: ServerResponse): Promise<void> => {
    if (incoming.method !== 'GET' && incoming.method !== 'HEAD') return refuse(response, problems.method);
    const path = meant(decodePath(incoming.url ?? '/'));
    const isPage = path !== null && extname(path) === '' && !path.startsWith('/api/');
    const found = path === null ? null : ((await find(path)) ?? (isPage ? await find('/index.html') : null));
    if (!found) return refuse(response, problems.unknown);
    const etag = `"${found.facts.size.toString(16)}-${Math.trunc(found.facts.mtimeMs).toString(16)}"`;
    const isHashed = found.file.startsWith(join(consoleFolder, 'assets') + sep);
    const headers = {
      ...securityHeaders,
      etag,
      'content-type':
        types[extname(found.file)] ?? (extname(found.file) === '' ? types['.html'] : 'application/octet-stream'),
      'cache-control': isHashed ? 'public, max-age=31536000, immutable' : 'no-cache',
    };
    if (incoming.headers['if-none-match'] === etag) {
      response.writeHead(304, headers).end();
      return;
    }
    response.writeHead(200, { ...headers, 'content-length': found.facts.size });
    if (incoming.method === 'HEAD') response.end();
    else pipeline(createReadStream(found.file), response, () => undefined);
  };
};

/** Browsers ask for the one, whatever a page says; there is the other. */
const meant = (path: string | null): string | null => (path === '/favicon.ico' ? '/favicon.svg' : path);

const decodePath = (url: string): string | null => {
  try {
    return decodeURIComponent(url.split('?', 1)[0] ?? '/');
  } catch {
    return null;
  }
};
