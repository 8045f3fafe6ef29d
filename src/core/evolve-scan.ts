import type { Event } from './event.ts';
import { beginCard, finishCard, readCard } from './scanner-card.ts';
import type { State } from './state.ts';
import { REFUSALS } from './verdict.ts';

export type ScanEvent = Extract<
  Event,
  {
    readonly type:
      | 'scan-taken'
      | 'scan-refused'
      | 'stop-acknowledged'
      | 'stop-confirmed'
      | 'approval-given'
      | 'question-asked'
      | 'question-closed'
      | 'barcode-learned'
      | 'card-begun'
      | 'card-read'
      | 'card-finished'
      | 'card-ended';
  }
>;

/** Codes that count towards a scanner that reads badly. */
const BAD_READS: readonly string[] = ['invalid-code', 'scan-glued'];

/** Answers to scans, and the questions that hang on them. */
export function evolveScan(state: State, event: ScanEvent, atMs: number): State {
  switch (event.type) {
    case 'scan-taken':
      return event.scan.read === 'station' ? { ...state, band: { code: 'station-right', detail: {} } } : state;
    case 'scan-refused':
      return refused(state, event, atMs);
    case 'stop-acknowledged':
      return { ...state, stop: null, badReads: 0, band: { code: 'acknowledged', detail: {} } };
    case 'stop-confirmed':
      return { ...state, stop: null, badReads: 0 };
    case 'approval-given':
      return {
        ...state,
        stop: null,
        question: null,
        approval: { by: event.by, reason: event.reason },
        band: { code: 'approved', detail: {} },
      };
    case 'question-asked':
      return {
        ...state,
        question: { ...event.question, sinceMs: atMs },
        sheet: null,
        band: { code: 'question', detail: {} },
      };
    case 'question-closed':
      return { ...state, question: null, band: { code: 'acknowledged', detail: {} } };
    case 'barcode-learned':
      return {
        ...state,
        stop: null,
        question: null,
        band: { code: 'learned', detail: { text: event.barcode.value } },
      };
    case 'card-begun':
      return { ...state, card: beginCard(), sheet: null, band: { code: 'card', detail: {} } };
    case 'card-read': {
      if (state.card === null) return state;
      const { scan } = event;
      const frame = {
        source: scan.source,
        kind: scan.kind ?? 'serial',
        no: 0,
        text: event.raw,
        terminated: event.terminated,
        monoMs: atMs,
      };
      return { ...state, card: readCard(state.card, frame) };
    }
    case 'card-finished':
      return state.card === null ? state : { ...state, card: finishCard(state.card) };
    case 'card-ended':
      return { ...state, card: null, band: { code: 'acknowledged', detail: {} } };
  }
}

function refused(state: State, event: Extract<ScanEvent, { type: 'scan-refused' }>, atMs: number): State {
  const { code, detail, scan } = event;
  const wrongPins = code === 'pin-wrong' ? { count: state.wrongPins.count + 1, lastAtMs: atMs } : state.wrongPins;
  const band = { code, detail: { ...detail, raw: scan.text ?? undefined, atMs } };
  // A scan during a stop is answered by the stop that is already there.
  const stops = code !== 'stopped' && REFUSALS[code].stop !== 'band';
  const stop = stops ? { code, detail, sinceMs: atMs, offer: event.offer ?? null } : state.stop;
  return {
    ...state,
    wrongPins,
    band,
    stop,
    sheet: null,
    badReads: BAD_READS.includes(code) ? state.badReads + 1 : 0,
    doubles: code === 'already-counted' && state.lastScan?.source !== scan.source ? state.doubles + 1 : state.doubles,
  };
}
