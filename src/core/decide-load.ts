import { accept, type Decision, type Facts, refuse } from './command.ts';
import type { Event } from './event.ts';
import type { ParcelCode } from './ids.ts';
import type { Action } from './phase.ts';
import type { Scan } from './scan.ts';
import { evidenceOf } from './scan-evidence.ts';
import type { State } from './state.ts';

/** The keys of the hand-over: begin, take the last one down again, close, leave. */
export function decideLoadAction(state: State, action: Action, _facts: Facts): Decision {
  const { loading } = state;
  if (action === 'hand-over') {
    if (loading !== null || state.round !== null) return refuse('not-now');
    return state.waiting.length === 0 ? refuse('nothing-to-load') : accept({ type: 'loading-begun' });
  }
  if (loading === null) return refuse('not-now');
  const left = leftOf(state);
  switch (action) {
    case 'undo': {
      const last = loading.loaded.at(-1);
      return last === undefined ? refuse('nothing-to-undo') : accept({ type: 'parcel-unloaded', parcelCode: last });
    }
    case 'cancel':
      return loading.loaded.length > 0 ? refuse('not-now') : accept({ type: 'loading-ended', loaded: [], left });
    case 'finish': {
      if (loading.loaded.length === 0) return refuse('nothing-to-load');
      const ended: Event = { type: 'loading-ended', loaded: loading.loaded, left };
      if (left.length === 0) return accept(ended);
      const question = { kind: 'left-behind', parcels: left.length, events: [ended] } as const;
      return accept({ type: 'question-asked', orderId: null, question });
    }
    default:
      return refuse('not-now');
  }
}

/** A parcel goes onto the vehicle by the scan of its label; one that does not wait here stays down. */
export function decideLoadScan(state: State, scan: Scan): Decision {
  const { loading } = state;
  const { text } = scan.payload;
  if (loading === null) return refuse('not-now', { text });
  const parcel = state.waiting.find(({ parcelCode, codes }) => parcelCode === text || codes.includes(text));
  if (parcel === undefined) return refuse('parcel-unknown', { text });
  const { parcelCode, number, copies } = parcel;
  if (loading.loaded.includes(parcelCode)) {
    // Printed once it is the same paper again; printed twice it may be on a second box.
    return refuse(copies > 1 ? 'label-copy' : 'parcel-loaded-already', { text, number, packed: copies });
  }
  return accept({ type: 'parcel-loaded', parcelCode, scan: evidenceOf(scan) });
}

function leftOf(state: State): readonly ParcelCode[] {
  const loaded = state.loading?.loaded ?? [];
  return state.waiting.map(({ parcelCode }) => parcelCode).filter((code) => !loaded.includes(code));
}
