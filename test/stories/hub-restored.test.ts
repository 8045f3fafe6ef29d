import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { createVirtualNetwork } from '../../src/fakes/virtual-network.ts';
import { backupTo } from '../../src/hub/backup/backup.ts';
import { restoreFrom } from '../../src/hub/backup/restore.ts';
import { seedDemo } from '../../src/hub/demo-data.ts';
import { type Hub, openHub } from '../../src/hub/open-hub.ts';
import { openTestStation, type TestStation } from './hub-and-bench.ts';

const FREE_ORDERS = 12;
const allSent = (of: TestStation) =>
  of.see('everything sent', ({ strip }) => strip.unsent === 0 && strip.network.state === 'online');
const claims = (of: TestStation) => of.store.replica.held().map(({ orderId, fence }) => `${orderId} ${fence}`);

it('a hub restored from an older backup has every parcel again, and lends nothing that a station still holds', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'packhouse-restored-'));
  let hub: Hub = await openHub({ database: { kind: 'pglite', dir: null } });
  const network = createVirtualNetwork((input, init) => hub.handle(input, init));
  const world = { hub, network };
  try {
    await seedDemo(hub, { orders: FREE_ORDERS });
    const keys = [
      await hub.addStation({ name: 'A', offline_buffer: 3 }),
      await hub.addStation({ name: 'B', offline_buffer: 3 }),
    ];
    const [one, two] = await Promise.all(keys.map(({ key }) => openTestStation(world, key)));
    if (one === undefined || two === undefined) throw new Error('two stations were opened');
    for (const each of [one, two]) await each.see('claims', ({ strip }) => strip.autonomyOrders === 3);
    await one.packNext();
    await allSent(one);
    await backupTo(hub.context.db, join(folder, 'old.backup'));

    // After the backup: two more parcels leave, new orders are lent in their place, and one parcel leaves while nobody hears of it.
    await one.packNext();
    await one.packNext();
    await two.packNext();
    await Promise.all([one, two].map(allSent));
    await one.see('claims', ({ strip }) => strip.autonomyOrders >= 2);
    network.set('down');
    await two.packNext();
    const before = [claims(one), claims(two)];
    expect(before.flat().length).toBeGreaterThan(2);

    await hub.close();
    await restoreFrom({ kind: 'pglite', dir: join(folder, 'data') }, join(folder, 'old.backup'));
    hub = await openHub({ database: { kind: 'pglite', dir: join(folder, 'data') } });
    expect((await hub.summary()).shipped).toBe(1);
    network.set('fine');
    await Promise.all([one, two].map(allSent));
    // Both have spoken, so the hub lends again.
    for (const each of [one, two]) await each.see('claims', ({ strip }) => strip.autonomyOrders >= 2);

    expect(await hub.summary()).toMatchObject({ shipped: 5 });
    expect(claims(one)).toEqual(expect.arrayContaining(before[0] ?? []));
    expect(claims(two)).toEqual(expect.arrayContaining(before[1] ?? []));
    expect(new Set([...claims(one), ...claims(two)].map((claim) => claim.split(' ')[0])).size).toBe(
      claims(one).length + claims(two).length,
    );
    for (const each of [one, two]) await each.destroy();
  } finally {
    await hub.close();
    rmSync(folder, { recursive: true, force: true });
  }
}, 240_000);
