import { rmSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { bundleForNode } from '../bundle.ts';
import { killHub } from './kill-hub.ts';

let entry: string;
beforeAll(async () => {
  entry = await bundleForNode(join(import.meta.dirname, '../../src/hub/main.ts'));
});
afterAll(() => rmSync(dirname(entry), { recursive: true, force: true }));

// `npm run kill` does a hundred of each.
test.each([
  { name: 'the hub on its durable embedded database', engine: 'pglite', postmaster: false },
  { name: 'the hub, whose PostgreSQL goes on', engine: 'postgres', postmaster: false },
  { name: 'the hub and its PostgreSQL', engine: 'postgres', postmaster: true },
] as const)(
  'kill -9 of $name loses nothing that was acknowledged',
  async ({ engine, postmaster }) => {
    const { wrong, acked, shipped } = await killHub({ entry, engine, postmaster, rounds: 3, lookEvery: 3 });
    expect(wrong).toEqual([]);
    expect(acked).toBeGreaterThan(3);
    expect(shipped).toBeGreaterThan(0);
  },
  120_000,
);
