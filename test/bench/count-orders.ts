import { openStore } from '../../src/devices/store/open-store.ts';

/** How many open orders the station in this folder has: what was measured "among 50,000" must still be among them. */
const store = openStore(process.argv[2] ?? '');
const { open } = store.replica.counts(0, 0);
process.stdout.write(JSON.stringify({ open }));
store.close();
