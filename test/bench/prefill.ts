import { openStore } from '../../src/devices/store/open-store.ts';
import { fill } from './many-orders.ts';

/** Gives a demo station 50,000 open orders that nobody has claimed, before the app opens it. */
const store = openStore(process.argv[2] ?? '');
fill(store.replica, 50_000, () => ({ state: 'ready', claim: null }));
store.close();
