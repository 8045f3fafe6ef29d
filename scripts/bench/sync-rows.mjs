import { number, single, spread } from './rows.mjs';

const LEAST_ORDERS_PER_SECOND = 1500;

/** @returns {import('./rows.mjs').Row[]} */
export function syncRowsOf({ load, loadInMemory, pull, onePull, catchUp, idle, rival }) {
  return [
    ...loadRows(load, 'PostgreSQL', LEAST_ORDERS_PER_SECOND),
    ...loadRows(loadInMemory, 'embedded, in memory', null),
    single(`pull of ${number(pull.orders)} orders into the replica, hub on PostgreSQL`, pull.pullMs, { most: 1500 }),
    single('the same, hub on the embedded database and station in one process', onePull.pullMs, {}),
    ...beside(rival, `${number(rival?.orders ?? 0)} orders pulled to disk`, rival?.pullMs),
    single(`catch-up of ${number(catchUp.entries)} journal entries, hub on PostgreSQL`, catchUp.pushMs, { most: 3000 }),
    ...beside(rival, `${number(rival?.entries ?? 0)} entries pushed`, rival?.pushMs),
    single(`memory of ${number(idle.streams)} idle streams`, idle.addedMb, { most: 150, unit: 'MB' }),
    spread(`until a poke has reached all ${number(idle.streams)}`, idle.pokeMs, {}),
  ];
}

function loadRows(load, where, least) {
  const what = `hub on ${where}, ${load.stations} stations`;
  return [
    {
      what: `${what}: orders claimed, packed (8 events) and shipped`,
      measured: `${number(load.ordersPerSecond)}/s`,
      budget: least === null ? '' : `≥ ${number(least)}/s`,
      within: least === null ? null : load.ordersPerSecond >= least,
    },
    spread(`${what}: claim of 5`, load.claimMs, {}),
    spread(`${what}: push of 40`, load.pushMs, {}),
    { what: `${what}: orders shipped twice`, measured: number(load.doubles), budget: '0', within: load.doubles === 0 },
  ];
}

/** What another stack needs for the same, in the same run. */
function beside(rival, what, ms) {
  return rival === null ? [] : [single(`${rival.name} against its own server: ${what}`, ms, {})];
}
