import { type Readable, Transform } from 'node:stream';
import { createGunzip } from 'node:zlib';
import type { FastifyInstance } from 'fastify';
import type { HubRoute } from '../../wire/hub-api.ts';
import { MAX_BATCH_BYTES } from '../../wire/hub-feed.ts';
import { MAX_RAW_BYTES } from '../../wire/hub-station.ts';
import { HubRefusal } from '../hub-refusal.ts';

/** Nothing in the contract is deeper than 12; what is would overflow the stack of whoever walks it, the database included. */
const MAX_DEPTH = 64;
/** A code or a badge and a PIN: whoever has no key gets little room. */
const MAX_STRANGER_BYTES = 16_384;

/** @param text JSON, or anything else: only brackets outside strings are counted */
export function isTooDeep(text: string): boolean {
  let depth = 0;
  let quoted = false;
  for (let at = 0; at < text.length; at += 1) {
    const char = text.charCodeAt(at);
    if (quoted) {
      if (char === 0x5c) at += 1;
      else if (char === 0x22) quoted = false;
    } else if (char === 0x22) quoted = true;
    else if (char === 0x5b || char === 0x7b) {
      depth += 1;
      if (depth > MAX_DEPTH) return true;
    } else if (char === 0x5d || char === 0x7d) depth -= 1;
  }
  return false;
}

/** One reader for each kind of body that the contract knows. */
export function readBodies(server: FastifyInstance): void {
  const parseJson = server.getDefaultJsonParser('remove', 'remove');
  server.removeAllContentTypeParsers();
  server.addContentTypeParser<string>('application/json', { parseAs: 'string' }, (request, text, done) => {
    if (isTooDeep(text)) {
      done(new HubRefusal('invalid_request', `The body is nested deeper than ${MAX_DEPTH}.`), undefined);
      return;
    }
    parseJson(request, text, done);
  });
  server.addContentTypeParser('text/csv', (_request, stream, done) => done(null, stream));
  for (const type of ['application/octet-stream', 'application/x-ndjson']) {
    server.addContentTypeParser(type, { parseAs: 'buffer' }, (_request, bytes, done) => done(null, bytes));
  }
}

export const BODY_TYPES = {
  csv: 'text/csv',
  bytes: 'application/octet-stream',
  lines: 'application/x-ndjson',
} as const;

/** @throws HubRefusal unsupported_media: what the header names is not what this route takes */
export function checkType(route: HubRoute, contentType: string | undefined): void {
  if (route.body === undefined || contentType === undefined) return;
  const wanted = typeof route.body === 'string' ? BODY_TYPES[route.body] : 'application/json';
  const named = contentType.split(';', 1)[0]?.trim().toLowerCase();
  if (named !== wanted) throw new HubRefusal('unsupported_media', `Send the body as ${wanted}.`);
}

/** @returns bytes, unpacked. Bodies of offices and shops may be larger than a batch of events, whose limit the stations are told. */
export function bodyLimitOf(route: HubRoute): number {
  if (route.body === 'bytes') return MAX_RAW_BYTES;
  if (route.roles.length === 0) return MAX_STRANGER_BYTES;
  const big = route.roles.some((role) => role === 'office' || role === 'connector');
  return big ? 8 * MAX_BATCH_BYTES : MAX_BATCH_BYTES;
}

/**
 * The body as it was before it was packed. Unpacking stops at the limit, so that a bomb costs no more than that.
 * @param limitBytes null for files, whose reader counts for itself
 * @throws HubRefusal unsupported_media
 */
export function unpack(payload: Readable, encoding: string | undefined, limitBytes: number | null): Readable {
  const named = encoding?.trim().toLowerCase() ?? '';
  if (named === '' || named === 'identity') return payload;
  if (named !== 'gzip')
    throw new HubRefusal('unsupported_media', 'Send the body as it is, or with content-encoding gzip.');
  let size = 0;
  const gunzip = createGunzip();
  const counted = new Transform({
    transform(chunk: Uint8Array, _encoding, done) {
      size += chunk.length;
      if (limitBytes === null || size <= limitBytes) return done(null, chunk);
      stop(new HubRefusal('too_large', `The body has more than ${limitBytes} bytes when it is unpacked.`));
    },
  });
  // The server compares this with content-length, which is about what came over the wire.
  const told = Object.assign(counted, { receivedEncodedLength: 0 });
  const stop = (error: Error) => {
    payload.unpipe(gunzip);
    gunzip.destroy();
    told.destroy(error);
  };
  payload.on('data', (chunk: Uint8Array) => {
    told.receivedEncodedLength += chunk.length;
  });
  // Nobody reads on once the request was refused for another reason; what goes wrong after that is of no interest.
  told.on('error', () => undefined);
  payload.on('error', stop);
  payload.on('close', () => {
    if (!gunzip.writableEnded) stop(new HubRefusal('invalid_request', 'The body was cut off.'));
  });
  gunzip.on('error', () => stop(new HubRefusal('invalid_request', 'The body is not the gzip that it says it is.')));
  payload.pipe(gunzip).pipe(told);
  return told;
}
