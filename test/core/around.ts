import type { Facts } from '../../src/core/command.ts';
import type { StatusRow } from '../../src/core/view.ts';
import type { Surroundings } from '../../src/core/view-of.ts';

const WELL = { state: 'well', sinceMs: 0, conditions: [] } as const;

function row(part: StatusRow['part']): StatusRow {
  return { part, level: 'well', name: '', sinceMs: 0, why: null, conditions: [] };
}

/** What a test's view needs beside the journal: everything is well, and one order waits if the facts know one. */
export function around(facts: Facts, change: Partial<Surroundings> = {}): Surroundings {
  const { next } = facts;
  return {
    no: 1,
    nowMs: facts.atMs,
    facts,
    mode: 'work',
    station: 'Station 5',
    network: { state: 'online', why: null, sinceMs: 0 },
    unsent: 0,
    unsentOrders: 0,
    autonomyOrders: 1,
    acknowledgedSeq: 0,
    lastPullAtMs: null,
    people: [],
    queue:
      next === null ? [] : [{ orderId: next.order.id, number: next.order.number, shipByMs: null, units: 3, marks: [] }],
    counts: { late: 0, today: 0, held: 0, open: 1 },
    packedToday: 0,
    above: null,
    lookAlikes: new Map(),
    printers: facts.printers.map(({ id, name, roles }) => ({
      ...WELL,
      id,
      name,
      roles,
      transport: 'tcp',
      acknowledgement: 'odometer',
    })),
    scanner: { ...WELL, name: 'scanner' },
    scale: { ...WELL, name: 'scale' },
    weight: null,
    store: row('store'),
    clock: row('clock'),
    flash: null,
    ...change,
  };
}
