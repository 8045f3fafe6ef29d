import { accept, type Decision, type Facts, type Found, refuse } from './command.ts';
import { decideAction } from './decide-action.ts';
import { decideBoxScan, decideCarton } from './decide-box.ts';
import { decideCapture } from './decide-capture.ts';
import { decideItem } from './decide-item.ts';
import { decideLoadScan } from './decide-load.ts';
import { decideBadge } from './decide-people.ts';
import { decidePickScan } from './decide-pick.ts';
import { decideProof } from './decide-proof.ts';
import { decideChoice } from './decide-question.ts';
import { isDouble, isRepeatedCommand, isStillThere, isTwin } from './decide-repeat.ts';
import { decideStart } from './decide-start.ts';
import { decideStopped } from './decide-stopped.ts';
import { foresee } from './evolve.ts';
import type { Instruction } from './instruction.ts';
import { isAwaited } from './parcel-label.ts';
import type { Frame, Scan } from './scan.ts';
import { evidenceOf } from './scan-evidence.ts';
import { phaseOf, type State } from './state.ts';

const BAD_READS_TOLERATED = 2;

/** Every scan ends as an event: what it did, or why it was refused. */
export function decideScan(
  state: State,
  scan: Scan,
  found: Found,
  facts: Facts,
  frame: Pick<Frame, 'text' | 'terminated'> | null,
): Decision {
  if (isTwin(state, scan)) return accept();
  const decision = meaningOf(state, scan, found, facts, frame);
  const orderId = state.work?.order.id ?? null;
  const evidence = evidenceOf(scan);
  if (decision.ok) {
    // A fact that carries its own scan is evidence enough.
    const told = decision.events.some((event) => 'scan' in event && event.scan.scanId === scan.id);
    return told ? decision : accept({ type: 'scan-taken', orderId, scan: evidence }, ...decision.events);
  }
  const { code, detail, offer } = decision;
  const refused = {
    type: 'scan-refused',
    orderId,
    code,
    detail,
    scan: evidence,
    ...(offer === null ? {} : { offer }),
  } as const;
  return { ...decision, events: [...decision.events, refused] };
}

function meaningOf(
  state: State,
  scan: Scan,
  found: Found,
  facts: Facts,
  frame: Pick<Frame, 'text' | 'terminated'> | null,
): Decision {
  const { payload } = scan;
  const { text } = payload;
  const phase = phaseOf(state);
  if (isDouble(state, scan)) return refuse('already-counted', { text });
  if (isStillThere(state, scan, facts)) return refuse('same-item', { text });
  if (payload.t === 'command') {
    if (isRepeatedCommand(state, scan, payload.instruction)) return refuse('already-done', { text });
    return instruct(state, payload.instruction, facts);
  }
  if (isBadge(scan)) return decideBadge(state, found.person);
  if (phase === 'checking-scanner') {
    const { text: raw, terminated } = frame ?? { text, terminated: true };
    return accept({ type: 'card-read', scan: evidenceOf(scan), raw, terminated });
  }
  if (phase === 'asked') return duringQuestion(state, scan, found, facts, frame);
  if (phase === 'locked') return refuse('locked', { person: state.packer?.name });
  if (phase === 'stopped') return decideStopped(state, scan, found, facts);
  if (payload.t === 'station') {
    const { no } = facts.station;
    return payload.no === no ? accept() : refuse('wrong-station', { expected: String(no), got: String(payload.no) });
  }
  if (phase === 'signed-out') return refuse('signed-out');
  if (phase === 'capturing') return decideCapture(state, scan, found, facts);
  // A carrier's number may look like a code of another kind that is broken; on the label that is awaited it is right.
  if (payload.t === 'invalid' && !isAwaited(state, text)) {
    const code = state.badReads >= BAD_READS_TOLERATED ? 'unreadable-code' : payload.code;
    return refuse(code, { text, code: payload.detail, fault: payload.fault, ai: payload.ai });
  }
  switch (phase) {
    case 'asking':
      return refuse('not-now', { text });
    case 'picking':
      return decidePickScan(state, scan, found, facts);
    case 'loading':
      return decideLoadScan(state, scan);
    case 'packing':
      return decidePacking(state, scan, found, facts);
    case 'boxing':
      return state.work === null ? refuse('no-order-open') : decideBoxScan(state.work, scan, found, facts);
    case 'weighing':
    case 'papering': {
      const [item] = found.items;
      return item === undefined
        ? refuse('not-now', { text })
        : refuse('item-after-complete', { text, scanned: item.item });
    }
    case 'labelling':
    case 'proving':
      return decideProof(state, scan, found, facts);
    default:
      return decideStart(state, scan, found, facts);
  }
}

function instruct(state: State, instruction: Instruction, facts: Facts): Decision {
  switch (instruction.kind) {
    case 'do':
      return decideAction(state, instruction.action, facts);
    case 'choose':
      return decideChoice(state, instruction.choice, facts);
    case 'quantity': {
      const { work } = state;
      if (work === null || phaseOf(state) !== 'packing') return refuse('not-now');
      if (!facts.site.policy.quantities) return refuse('quantity-off');
      const { units } = instruction;
      return accept({ type: 'mode-entered', orderId: work.order.id, mode: { t: 'quantity', units } });
    }
  }
}

function decidePacking(state: State, scan: Scan, found: Found, facts: Facts): Decision {
  const { work } = state;
  if (work === null) return refuse('no-order-open');
  if (found.items.length === 0 && found.carton !== null && work.mode === null) {
    return decideCarton(work, found.carton, facts);
  }
  const { text } = scan.payload;
  const bin = found.bin ?? (found.items.length === 0 && work.lines.some((line) => line.bin === text) ? text : null);
  if (bin !== null && found.items.length === 0) {
    const lines = work.lines.filter((line) => line.bin !== undefined);
    if (lines.some((line) => line.bin === bin)) return accept({ type: 'place-proved', bin, scan: evidenceOf(scan) });
    return refuse('wrong-place', { text, expected: lines[0]?.bin, got: bin });
  }
  return decideItem(state, scan, found, facts);
}

/** A question that asks "really?" gives way to any other scan; every other question waits for its answer. */
function duringQuestion(
  state: State,
  scan: Scan,
  found: Found,
  facts: Facts,
  frame: Pick<Frame, 'text' | 'terminated'> | null,
): Decision {
  if (state.question?.kind !== 'sure') return refuse('answer-first', { text: scan.payload.text });
  const closed = { type: 'question-closed' } as const;
  const rest = meaningOf(foresee(state, [closed], facts.atMs), scan, found, facts, frame);
  return rest.ok ? accept(closed, ...rest.events) : { ...rest, events: [closed, ...rest.events] };
}

/** Ours, or a service number (GSRN) that a hub knows as somebody's badge. */
function isBadge(scan: Scan): boolean {
  const { payload } = scan;
  return payload.t === 'badge' || (payload.t === 'gs1' && payload.facts.gsrn !== undefined);
}
