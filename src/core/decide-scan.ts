import { accept, type Decision, type Facts, type Found, refuse } from './command.ts';
import { decideAction } from './decide-action.ts';
import { decideItem } from './decide-item.ts';
import { decideOpen } from './decide-open.ts';
import { decideProof } from './decide-proof.ts';
import type { Scan } from './scan.ts';
import { evidenceOf } from './scan-evidence.ts';
import { phaseOf, type State } from './state.ts';

/** A composite scanner on two interfaces delivers one read twice; one device never does. */
const SECOND_SOURCE_MS = 150;

/** Every scan ends as an event: what it did, or why it was refused. */
export function decideScan(state: State, scan: Scan, found: Found, facts: Facts): Decision {
  const decision = meaningOf(state, scan, found, facts);
  if (decision.ok || decision.events.length > 0) return decision;
  const { code, detail } = decision;
  const orderId = state.work?.order.id ?? null;
  return { ...decision, events: [{ type: 'scan-refused', orderId, code, detail, scan: evidenceOf(scan) }] };
}

function meaningOf(state: State, scan: Scan, found: Found, facts: Facts): Decision {
  const { payload } = scan;
  const phase = phaseOf(state);
  if (isSecondSource(state, scan)) return refuse('already-counted');
  if (payload.t === 'command') return decideAction(state, payload.action, facts);
  if (phase === 'stopped') return refuse('stopped');
  if (payload.t === 'invalid') return refuse(payload.code, { text: payload.text, code: payload.detail });

  if (payload.t === 'badge') {
    if (phase !== 'signed-out') return refuse('not-now');
    if (found.person === null) return refuse('badge-unknown');
    const { id, name, role } = found.person;
    return accept({ type: 'packer-signed-in', personId: id, name, role });
  }
  if (phase === 'signed-out') return refuse('signed-out');
  if (phase === 'asking') return refuse('not-now', { text: payload.text });

  if (phase === 'labelling' || phase === 'proving') return decideProof(state, scan, found);
  if (phase === 'packing') return decideItem(state, scan, found, facts);
  return decideStart(state, scan, found, facts);
}

/** Nothing is open: an order number or a tote opens its order. */
function decideStart(state: State, scan: Scan, found: Found, facts: Facts): Decision {
  const text = scan.payload.text;
  if (found.orders.length > 1) return refuse('ambiguous-code', { text });
  const [order] = found.orders;
  if (order !== undefined) return decideOpen(state, order, facts);
  if (scan.payload.t === 'parcel') {
    if (state.work?.parcelCode === text) return refuse('already-counted', { text });
    return refuse('label-not-here', { text, number: found.parcelOf ?? undefined });
  }
  if (found.items.length > 0) return refuse('no-order-open', { text });
  return refuse('unknown-code', { text });
}

function isSecondSource(state: State, scan: Scan): boolean {
  const { lastScan } = state;
  return (
    lastScan !== null &&
    lastScan.source !== scan.source &&
    lastScan.text === scan.payload.text &&
    scan.atMs - lastScan.atMs < SECOND_SOURCE_MS
  );
}
