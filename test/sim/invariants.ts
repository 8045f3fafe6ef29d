import * as hub from './invariants-hub.ts';
import * as stations from './invariants-stations.ts';

/** Every invariant of sync.md 4.1 that is looked at when everything has come to rest; the others are watched as things happen. */
export const INVARIANTS: readonly (readonly [string, hub.Invariant])[] = [
  ['I1 one accepted shipment', hub.oneAccepted],
  ['I2 shops are told once', hub.toldOnce],
  ['I3 I4 I5 every entry once, in order', stations.everyEntryOnce],
  ['I3 everything sent', stations.everythingSent],
  ['I3 I6 acknowledged is stored', stations.acknowledgedIsStored],
  ['I4 nothing rewritten', hub.nothingRewritten],
  ['I6 acknowledged stays', hub.acknowledgedStays],
  ['I7 the reader agrees', stations.readerAgrees],
  ['I7 positions', hub.positionsUnique],
  ['I7 work is shown', hub.workIsShown],
  ['I7 revs grow', hub.revGrows],
  ['I8 replicas agree', stations.replicasAgree],
  ['I9 one parcel', stations.oneParcel],
  ['I9 hard claims are sticky', hub.hardIsSticky],
  ['I10 fences grow', hub.fenceGrows],
  ['I11 cancelled stays cancelled', hub.cancelledStays],
  ['I12 not more than ordered', hub.notMoreThanOrdered],
  ['I13 stock adds up', hub.stockAddsUp],
  ['I13 shipped once', hub.shippedOnce],
  ['I16 the work is the fold', stations.workIsFold],
  ['I19 lends nothing yet', hub.lendsNothingYet],
  ['I19 every parcel is known', stations.everyParcelKnown],
  // Last, because it sends requests.
  ['I15 repeats change nothing', stations.repeatsChangeNothing],
];
