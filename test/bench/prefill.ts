import { openStore } from '../../src/devices/store/open-store.ts';
import { fill } from './many-orders.ts';

/** Gives the station in this folder 50,000 open orders that nobody has claimed, before something else opens it. */
const store = openStore(process.argv[2] ?? '');
fill(store.replica);
store.close();
