import { createReadStream } from 'node:fs';
import { extname, join } from 'node:path';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { z } from 'zod';
import { refuse } from '../../http/refusal.ts';
import type { Language } from '../language.ts';
import { bundleFolder, bundlePath, readBundle } from './bundle.ts';
import { explorerPage, explorerPath } from './page.ts';

/** What the page may load: files of this gateway. The editor sets styles on what it draws, and so they alone are free. */
const explorerPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "font-src 'self'",
  "img-src 'self' data:",
  "style-src 'self' 'unsafe-inline'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
].join('; ');

/** A worker is bound by the policy that its own file comes with. */
const filePolicy = "default-src 'none'; script-src 'self'; frame-ancestors 'none'";

/** A file's name has its content's hash in it: what is kept under it is never old. */
const keptForAYear = 'public, max-age=31536000, immutable';

const mediaTypes: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.ttf': 'font/ttf',
};

const encodings = [
  ['br', '.br'],
  ['gzip', '.gz'],
] as const;

const named = z.object({ file: z.string() });

/** Adds the explorer: its page, and the files of its app as `npm ci` built them. */
export function addExplorer(
  app: FastifyInstance,
  inLanguage: (request: FastifyRequest, reply: FastifyReply) => Language,
): void {
  const bundle = readBundle();
  app.get(explorerPath, { config: { contentSecurityPolicy: explorerPolicy } }, (request, reply) => {
    const language = inLanguage(request, reply);
    return reply.type('text/html; charset=utf-8').send(explorerPage(bundle, language));
  });
  app.get(
    `${bundlePath}:file`,
    { config: { contentSecurityPolicy: filePolicy, cacheControl: keptForAYear } },
    (request, reply) => {
      const { file } = named.parse(request.params);
      const type = mediaTypes[extname(file)];
      if (type === undefined || !bundle?.files.has(file)) return refuse(reply, { code: 'NOT_FOUND' });
      return reply.type(type).send(contentOf(file, request, reply));
    },
  );
}

/** The file in the smallest form that the browser reads. */
function contentOf(file: string, { headers }: FastifyRequest, reply: FastifyReply) {
  const accepted = (headers['accept-encoding'] ?? '').split(',').map((one) => one.split(';')[0]?.trim());
  const [encoding, extension] = encodings.find(([name]) => accepted.includes(name)) ?? [null, ''];
  reply.header('vary', 'Accept-Encoding');
  if (encoding !== null) reply.header('content-encoding', encoding);
  return createReadStream(join(bundleFolder, `${file}${extension}`));
}
