import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { FastifyReply } from 'fastify';

const packGzip = promisify(gzip);
const packBrotli = promisify(brotliCompress);

/** What fits into one packet of the network is not worth packing. */
const WORTH_BYTES = 1024;

/** Sends JSON text, packed when the caller takes that. Level and quality: see the measurements in docs/connect.md. */
export async function sendJson(reply: FastifyReply, text: string, accepts: string | undefined): Promise<FastifyReply> {
  reply.header('content-type', 'application/json; charset=utf-8').header('vary', 'accept-encoding');
  const coding = text.length < WORTH_BYTES ? null : codingOf(accepts);
  if (coding === null) return reply.send(text);
  const packed =
    coding === 'gzip'
      ? await packGzip(text, { level: 4 })
      : await packBrotli(text, { params: { [constants.BROTLI_PARAM_QUALITY]: 3 } });
  return reply.header('content-encoding', coding).send(packed);
}

/** RFC 9110, 12.5.3. Null: send it as it is. */
export function codingOf(accepts: string | undefined): 'br' | 'gzip' | null {
  if (accepts === undefined) return null;
  const weights = new Map<string, number>();
  for (const part of accepts.toLowerCase().split(',')) {
    const [name = '', ...rest] = part.split(';').map((piece) => piece.trim());
    const weight = rest.find((piece) => piece.startsWith('q='));
    weights.set(name, weight === undefined ? 1 : Number(weight.slice(2)));
  }
  const rest = weights.get('*') ?? 0;
  const br = weights.get('br') ?? rest;
  const gzipped = weights.get('gzip') ?? rest;
  if (!(br > 0) && !(gzipped > 0)) return null;
  return br >= gzipped ? 'br' : 'gzip';
}
