// Deliberate faults in protocol code: each must be caught by the invariants within a few histories, or the invariants have a hole.
// `edits`: an exact piece of a file and what stands there instead. `plan`: what makes the fault matter soon.

const LEASES = `    .where('claim_class', '=', 'soft')
    .where('claim_expires', '<', now as never)
    .limit(500);`;
const SWEPT = `      .where('claim_class', '=', 'soft')
      .where('claim_expires', '<', now as never)
      .orderBy('id')`;
const OLD = `.where('claim_class', 'is not', null).where('claimed_at', '<', instantOf(hub.clock() - 60_000) as never)`;

/** @type {typeof import('./mutants.d.mts').MUTANTS} */
export const MUTANTS = [
  {
    name: 'hard-claims-expire',
    edits: [
      { file: 'src/hub/claims/sweep-leases.ts', find: LEASES, put: `${OLD}.limit(500);` },
      { file: 'src/hub/claims/sweep-leases.ts', find: SWEPT, put: `${OLD}.orderBy('id')` },
    ],
    plan: { buffers: [4, 4, 4] },
    seeds: [1, 3],
  },
  {
    name: 'two-shipments-count',
    edits: [
      {
        file: 'src/hub/database/migration-base.ts',
        find: 'create unique index shipment_one_accepted on shipment (order_id) where accepted',
        put: 'create index shipment_one_accepted on shipment (order_id) where accepted',
      },
      {
        file: 'src/hub/events/judge-event.ts',
        find: `  if (order.state === 'shipped') return rejected(shipment, 'double_ship', 'same');`,
        put: '',
      },
    ],
    plan: { overrides: true, takeOvers: true, partitions: true, buffers: [8, 8, 8] },
    seeds: [1, 8],
  },
  {
    name: 'acknowledged-but-not-stored',
    edits: [
      {
        file: 'src/hub/events/write-events.ts',
        find: 'const rows = stored.map(({ from, event, outcome, code }) => ({',
        put: 'const rows = stored.slice(0, 5).map(({ from, event, outcome, code }) => ({',
      },
    ],
    plan: { partitions: true },
    seeds: [1, 3],
  },
  {
    name: 'feed-forgets-an-order',
    edits: [
      {
        file: 'src/hub/feed/publish.ts',
        find: 'const shown = [...changes.orders].filter((id) => !changes.gone.has(id));',
        put: 'const shown = [...changes.orders].filter((id) => !changes.gone.has(id)).slice(0, 1);',
      },
    ],
    plan: { buffers: [8, 8, 8], orders: 40 },
    seeds: [1, 4],
  },
  {
    name: 'hardened-under-an-old-fence',
    edits: [
      {
        file: 'src/hub/claims/judge-claim.ts',
        find: `return order.claim_class === null || order.fence !== right.fence ? 'stale-fence' : null;`,
        put: 'return null;',
      },
    ],
    plan: { overrides: true, partitions: true, buffers: [0, 0, 0] },
    seeds: [1, 10],
  },
  {
    name: 'taken-over-under-the-same-fence',
    edits: [
      {
        file: 'src/hub/claims/lent-order.ts',
        find: `const isNew = as === 'grant' || as === 'take';`,
        put: `const isNew = as === 'grant';`,
      },
    ],
    plan: { takeOvers: true, mistakes: 0.3, clockJumps: false, buffers: [8, 8, 8] },
    seeds: [1, 10],
  },
  {
    name: 'never-rewinds',
    edits: [
      {
        file: 'src/runtime/sync.ts',
        find: 'if (station.last_seq < journal.acknowledgedSeq()) journal.rewind(station.last_seq);',
        put: '',
      },
      {
        file: 'src/runtime/push-events.ts',
        find: `journal.rewind(fault.expected - 1);
      return 'sent';`,
        put: 'return fault;',
      },
    ],
    plan: { restores: true },
    seeds: [1, 6],
  },
  {
    name: 'cancels-what-a-station-holds',
    edits: [
      {
        file: 'src/hub/orders/cancel-order.ts',
        find: `  if (order.claim_class === 'hard') {`,
        put: `  if (order.claim_class === 'hard' && order.state === 'packed') {`,
      },
    ],
    plan: { cancels: true, buffers: [8, 8, 8] },
    seeds: [1, 4],
  },
  {
    name: 'ships-under-a-lease',
    edits: [
      {
        file: 'src/core/advance.ts',
        find: `if (work.order.claim?.class !== 'hard') return [{ type: 'order-hardening-asked', orderId }];`,
        put: '',
      },
    ],
    plan: { buffers: [0, 0, 0] },
    seeds: [1, 3],
  },
  {
    name: 'request-forgotten',
    edits: [
      {
        file: 'src/hub/claims/answer-once.ts',
        find: 'else if (before.memo === null) {',
        put: `else if (before.memo === null || ask.requestId !== '') {`,
      },
      {
        file: 'src/hub/claims/answer-once.ts',
        find: 'as r(station_id uuid, request_id uuid, hash text, response jsonb)',
        put: 'as r(station_id uuid, request_id uuid, hash text, response jsonb) on conflict do nothing',
      },
    ],
    plan: { twice: 0.3, buffers: [4, 8, 2] },
    seeds: [1, 6],
  },
  {
    name: 'anybody-finishes',
    edits: [
      {
        file: 'src/hub/outbound/outbound.ts',
        find: 'if (row.lock_token !== ask.lock_token) {',
        put: 'if (row.lock_token < 0) {',
      },
    ],
    plan: { slowWorkers: true },
    seeds: [1, 8],
  },
  {
    name: 'two-workers-one-row',
    edits: [
      {
        file: 'src/hub/outbound/lease-outbound.ts',
        find: 'and other.external_id = due.external_id and other.locked_until >',
        put: 'and other.external_id = due.external_id and other.locked_until <',
      },
      {
        file: 'src/hub/outbound/lease-outbound.ts',
        find: `    where outbound.state = 'todo' and outbound.next_at <= \${now}
      and (outbound.locked_until is null or outbound.locked_until <= \${now})`,
        put: `    where outbound.state = 'todo' and outbound.next_at <= \${now}`,
      },
    ],
    plan: { slowWorkers: true },
    seeds: [1, 6],
  },
  {
    name: 'lends-while-recovering',
    edits: [
      {
        file: 'src/hub/claims/answer-loans.ts',
        find: `if (asker.recovering && loans.some((loan) => loan.as !== 'renew')) throw stillRecovering();`,
        put: '',
      },
    ],
    plan: { restores: true, partitions: true, buffers: [4, 4, 0] },
    seeds: [1, 10],
  },
  {
    name: 'poison-is-not-kept',
    edits: [
      {
        file: 'src/hub/events/write-events.ts',
        find: 'if (quarantined.length === 0) return;',
        put: 'if (quarantined.length >= 0) return;',
      },
    ],
    plan: { poison: 0.1 },
    seeds: [1, 3],
  },
  {
    name: 'shelves-forget',
    edits: [
      {
        file: 'src/hub/stock/shift-stock.ts',
        find: 'do update set on_hand = stock_place.on_hand + excluded.on_hand)',
        put: 'do update set on_hand = excluded.on_hand)',
      },
    ],
    plan: { counts: true },
    seeds: [1, 3],
  },
  {
    name: 'copied-disk-goes-unnoticed',
    edits: [
      {
        file: 'src/hub/events/take-events.ts',
        find: 'attempt(() => refuseFork(namesOf(each.read), known, each.lastSeq))',
        put: 'attempt(() => null)',
      },
      {
        file: 'src/runtime/sync.ts',
        find: 'if (station.last_seq <= journal.lastSeq()) return null;',
        put: 'if (station.last_seq >= 0) return null;',
      },
    ],
    plan: { clones: true, crashes: true },
    seeds: [1, 8],
  },
  // Both of these were found by the simulation, in worlds that are rare: these seeds have one.
  {
    name: 'gives-up-what-was-hardened',
    edits: [
      {
        file: 'src/hub/claims/judge-claim.ts',
        find: `const isKept = AT_WORK.includes(order.state) || order.state === 'cancel_pending';`,
        put: 'const isKept = AT_WORK.includes(order.state);',
      },
    ],
    plan: { orders: 8, hours: 0.08 },
    seeds: [450, 1],
  },
  {
    name: 'unwanted-paper-goes-out',
    edits: [
      {
        file: 'src/core/evolve-job.ts',
        find: `const isOff = next.forgone === true && next.state === 'not_sent';`,
        put: 'const isOff = false;',
      },
    ],
    plan: { orders: 8, hours: 0.08 },
    seeds: [337, 1],
  },
];

/**
 * The text of a file with the fault in it; fails loudly when the code has changed, because a fault that is not there proves nothing.
 * @type {typeof import('./mutants.d.mts').mutated}
 */
export function mutated(edits, text) {
  let result = text;
  for (const { file, find, put } of edits) {
    const parts = result.split(find);
    if (parts.length !== 2) throw new Error(`${file} has this ${parts.length - 1} times, once is needed:\n${find}`);
    result = parts.join(put);
  }
  return result;
}
