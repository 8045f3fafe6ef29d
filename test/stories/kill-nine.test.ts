import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { fold } from '../../src/core/evolve.ts';
import { totalPacked } from '../../src/core/state.ts';
import { openStore } from '../../src/devices/store/open-store.ts';
import { bundleForNode } from '../bundle.ts';
import { stock } from './lonely-bench.ts';

/** `npm run kill` asks for more. */
const ROUNDS = Number(process.env.PACKHOUSE_KILL_ROUNDS ?? 50);
let entry: string;
let folder: string;

beforeAll(async () => {
  entry = await bundleForNode(join(import.meta.dirname, 'kill-nine-child.ts'));
  folder = mkdtempSync(join(tmpdir(), 'packhouse-kill-'));
  const store = openStore(folder);
  stock(store);
  store.close();
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  rmSync(dirname(entry), { recursive: true, force: true });
});

interface Round {
  readonly told: number;
  readonly screen: unknown;
}

/** Lets a station pack, and pulls the plug after a random number of scans, somewhere between two writes. */
async function round(scans: number, delayMs: number): Promise<Round> {
  const child: ChildProcess = spawn(process.execPath, [entry, folder], { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise<void>((resolve) => child.once('exit', () => resolve()));
  let told = 0;
  let screen: unknown = null;
  let seen = 0;
  if (child.stdout === null) throw new Error('the child has no output');
  for await (const text of createInterface({ input: child.stdout })) {
    const [word, ...rest] = text.split(' ');
    if (word === 'screen') screen = JSON.parse(rest.join(' '));
    if (word !== 'packed') continue;
    told = Number(rest[0]);
    seen += 1;
    if (seen === scans) setTimeout(() => child.kill('SIGKILL'), delayMs);
  }
  await ended;
  return { told, screen };
}

it(
  `loses no acknowledged scan and counts none twice in ${ROUNDS} kills`,
  async () => {
    let before = 0;
    for (let no = 1; no <= ROUNDS; no += 1) {
      const { told, screen } = await round(1 + Math.floor(Math.random() * 30), Math.random() * 6);
      const store = openStore(folder);
      const entries = [...store.journal.after(0)];
      const state = fold(entries);
      const inTheBox = state.work === null ? 0 : totalPacked(state.work);
      const scans = entries.flatMap(({ event }) => (event.type === 'item-packed' ? [event.scan.scanId] : []));
      store.close();

      // Every scan the child was told of is there; at most the one in flight is there besides.
      expect([no, inTheBox >= told, inTheBox <= told + 1]).toEqual([no, true, true]);
      expect(new Set(scans).size).toBe(scans.length);
      expect(scans.length).toBe(inTheBox);
      expect(entries.map(({ seq }) => seq)).toEqual(entries.map((_, index) => index + 1));
      // It had come up on the very screen where the kill before had left it.
      if (no > 1) expect(screen).toMatchObject({ name: 'verify', head: { units: { packed: before } } });
      before = inTheBox;
    }
    expect(before).toBeGreaterThan(ROUNDS);
  },
  180_000 + ROUNDS * 3000,
);
