import { Agent, get, type IncomingMessage } from 'node:http';
import { round, spreadOf } from '../../../electron/demo/latencies.ts';
import { startHub } from './hub-child.ts';

/** So many stations listen and nothing happens: what they cost the hub in memory, and how long a poke takes to reach them all. */
const [program = '', streamsText = '2000'] = process.argv.slice(2);
const streams = Number(streamsText);
const hub = await startHub(program, { where: 'memory' });
const rssMb = async () => (await hub.state()).rssMb;
const authorization = `Bearer ${hub.keys[0]}`;
const agent = new Agent({ maxSockets: Number.POSITIVE_INFINITY });

/** Resolves once the stream is open. */
function listen(onPoke: () => void): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    get(`${hub.url}/v1/stream`, { agent, headers: { authorization } }, (response) => {
      if (response.statusCode !== 200) return reject(new Error(`status ${response.statusCode}`));
      response.setEncoding('utf8').on('data', (text: string) => {
        if (text.includes('event: poke')) onPoke();
      });
      resolve(response);
    }).on('error', reject);
  });
}

// The first request of a process costs what no other does.
await fetch(`${hub.url}/v1/hello`, { headers: { authorization } });
const before = await rssMb();
let heard: (() => void) | null = null;
const open: IncomingMessage[] = [];
for (let from = 0; from < streams; from += 100) {
  open.push(
    ...(await Promise.all(Array.from({ length: Math.min(100, streams - from) }, () => listen(() => heard?.())))),
  );
}
const after = await rssMb();

const pokes: number[] = [];
for (let round_ = 0; round_ < 5; round_ += 1) {
  let left = streams;
  const begun = performance.now();
  const all = new Promise<void>((resolve) => {
    heard = () => {
      left -= 1;
      if (left === 0) resolve();
    };
  });
  const items = [{ sku: `S-${round_}`, name: 'Poke', barcodes: [{ kind: 'text', value: `S-${round_}`, factor: 1 }] }];
  await fetch(`${hub.url}/v1/items`, {
    method: 'PUT',
    headers: { authorization: `Bearer ${hub.office}`, 'content-type': 'application/json' },
    body: JSON.stringify({ items }),
  });
  await all;
  pokes.push(performance.now() - begun);
}
process.stdout.write(
  JSON.stringify({
    streams,
    beforeMb: round(before),
    afterMb: round(after),
    addedMb: round(after - before),
    pokeMs: spreadOf(pokes),
  }),
);
for (const each of open) each.destroy();
await hub.close();
