import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { Poke } from '../../wire/hub-api.ts';

/** Under the half minute after which proxies give up on a silent connection. */
const BEAT_MS = 20_000;
/** Pokes that pile up say nothing that the first of them did not. */
const ENOUGH_BYTES = 1024;

/** A text/event-stream that lives until the pokes end or the caller goes. */
export function sendPokes(reply: FastifyReply, pokes: AsyncIterable<Poke>): FastifyReply {
  const body = new Readable({ read: () => undefined, highWaterMark: ENOUGH_BYTES });
  const say = (text: string) => {
    if (!body.destroyed && body.readableLength < ENOUGH_BYTES) body.push(text);
  };
  const beat = setInterval(() => say(': still here\n\n'), BEAT_MS);
  body.on('close', () => clearInterval(beat));
  follow(pokes, say).then(
    () => body.push(null),
    // The reader sees a broken stream, asks again, and is told what is wrong.
    (error: Error) => body.destroy(error),
  );
  return reply
    .code(200)
    .header('content-type', 'text/event-stream')
    .header('cache-control', 'no-store')
    .header('x-accel-buffering', 'no')
    .send(body);
}

async function follow(pokes: AsyncIterable<Poke>, say: (text: string) => void): Promise<void> {
  for await (const { pos } of pokes) say(`event: poke\ndata: ${JSON.stringify({ pos })}\n\n`);
}
