import { openHub } from '../../../src/hub/open-hub.ts';

/** The hub of `idle-streams-bench`, in a process of its own so that its memory is its own. Says it on every line that it reads. */
const hub = await openHub({ database: { kind: 'pglite', dir: null } });
const { key } = await hub.addStation({ name: 'Bench' });
const office = await hub.addOfficeKey('bench');
const { url } = await hub.listen({ host: '127.0.0.1', port: 0 });
process.stdout.write(`${JSON.stringify({ url, key, office: office.key })}\n`);
process.stdin.on('data', () => {
  globalThis.gc?.();
  process.stdout.write(`${JSON.stringify({ rssMb: process.memoryUsage.rss() / 2 ** 20 })}\n`);
});
process.stdin.on('end', () => process.exit(0));
