import { cpSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Weather } from '../../src/fakes/virtual-network.ts';
import { newKey, openTestStation, openWorld, type TestStation, type World } from './hub-and-bench.ts';

let world: World;
const open: TestStation[] = [];

beforeAll(async () => {
  world = await openWorld();
});
afterAll(() => world.hub.close());
afterEach(async () => {
  world.network.set('fine');
  for (const station of open.splice(0)) await station.destroy();
});

async function station(): Promise<TestStation> {
  const opened = await openTestStation(world, await newKey(world));
  open.push(opened);
  return opened;
}

const online = (of: TestStation) =>
  of.see('online with orders', ({ strip }) => strip.network.state === 'online' && strip.autonomyOrders > 0);
const allSent = (of: TestStation) =>
  of.see('everything sent', ({ strip }) => strip.unsent === 0 && strip.network.state === 'online');

describe('a station and the real hub', () => {
  it('pulls, claims ahead, packs, ships, and is told that the hub has it', async () => {
    const bench = await station();
    await online(bench);
    const before = (await world.hub.summary()).shipped;
    await bench.packNext();
    await bench.see('shipped', ({ screen }) => screen.name === 'done' && screen.state === 'shipped');
    expect((await world.hub.summary()).shipped).toBe(before + 1);
    await allSent(bench);
  });

  it('ships offline, says saved, and reports exactly once when the network is back', async () => {
    const bench = await station();
    await online(bench);
    const before = await world.hub.summary();
    world.network.set('down');
    await bench.packNext();
    await bench.see('saved', ({ screen }) => screen.name === 'done' && screen.state === 'saved');
    await bench.packNext();
    expect(bench.bench.station.view().strip.unsentOrders).toBe(2);
    world.network.set('fine');
    await allSent(bench);
    const after = await world.hub.summary();
    expect([after.shipped - before.shipped, after.duplicates]).toEqual([2, 0]);
  });

  it('sends again what the hub did but could not say, and it counts once', async () => {
    const bench = await station();
    await online(bench);
    const before = await world.hub.summary();
    world.network.set('lost-answer', /events/);
    await bench.packNext();
    await bench.see('offline', ({ strip }) => strip.network.state === 'offline');
    world.network.set('fine');
    await allSent(bench);
    const after = await world.hub.summary();
    expect([after.shipped - before.shipped, after.duplicates]).toEqual([1, 0]);
    expect(after.events - before.events).toBe(bench.store.journal.lastSeq() - 0);
  });

  it.each<Weather>(['status-500', 'garbage', 'half-page', 'empty', 'silent'])(
    'goes on packing while the hub answers %s, and says since when',
    async (weather) => {
      const bench = await station();
      await online(bench);
      world.network.set(weather);
      await bench.see('offline', ({ strip }) => strip.network.state === 'offline');
      const { strip } = bench.bench.station.view();
      expect(strip.network.sinceMs).toBeGreaterThan(0);
      await bench.packNext();
      await bench.see('saved', ({ screen }) => screen.name === 'done' && screen.state === 'saved');
      world.network.set('fine');
      await allSent(bench);
    },
  );

  it('goes on after a restart in mid order, with the same order open', async () => {
    const key = await newKey(world);
    const bench = await openTestStation(world, key);
    await online(bench);
    await bench.read('XB10012');
    await bench.read('XQNEXTB');
    const before = bench.bench.station.view().screen;
    await bench.close();
    const again = await openTestStation(world, key, bench.folder);
    open.push(again);
    expect(again.bench.station.view().screen).toEqual(before);
  });

  it('fetches everything again when its replica was thrown away, and never re-opens what it shipped', async () => {
    const key = await newKey(world);
    const bench = await openTestStation(world, key);
    await online(bench);
    const number = await bench.packNext();
    bench.store.replica.clear();
    await bench.close();
    const again = await openTestStation(world, key, bench.folder);
    open.push(again);
    await online(again);
    expect(again.store.replica.queue(50, true).map(({ order }) => order.number)).not.toContain(number);
  });

  it('is found out when its disk is a copy of another one: the same numbers, other events', async () => {
    const key = await newKey(world);
    const first = await openTestStation(world, key);
    await online(first);
    await first.close();
    const twinFolder = mkdtempSync(join(tmpdir(), 'packhouse-twin-'));
    cpSync(first.folder, twinFolder, { recursive: true });
    const again = await openTestStation(world, key, first.folder);
    open.push(again);
    await online(again);
    await again.packNext();
    await allSent(again);
    world.network.set('down');
    const twin = await openTestStation(world, key, twinFolder);
    open.push(twin);
    await twin.packNext();
    await twin.packNext();
    const unsent = twin.store.journal.unsent();
    world.network.set('fine');
    await twin.see('refused', ({ strip }) => strip.network.state === 'refused');
    expect(twin.store.journal.unsent()).toEqual(unsent);
  });

  it('is refused at once when its disk knows less than the hub has of it, before it could pack an order twice', async () => {
    const key = await newKey(world);
    const first = await openTestStation(world, key);
    open.push(first);
    await online(first);
    await first.packNext();
    await allSent(first);
    const twin = await openTestStation(world, key);
    open.push(twin);
    await twin.see('refused', ({ strip }) => strip.network.state === 'refused');
    expect(twin.bench.station.view().strip.autonomyOrders).toBe(0);
  });

  it('is shut out by a wrong key, says so, and keeps everything', async () => {
    const bench = await openTestStation(world, 'psk_0000000000_not-a-key-not-a-key-not-a-key-not-a-key-nota');
    open.push(bench);
    await bench.see('refused', ({ strip }) => strip.network.state === 'refused');
  });
});
