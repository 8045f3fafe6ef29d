import type { Facts } from './command.ts';
import { ordersToPick } from './decide-pick.ts';
import { isRefusal, NOTES, type NoteCode } from './note.ts';
import type { Order, Person } from './order.ts';
import { carrierLabelOf, isCarriers } from './parcel-label.ts';
import { reportOf } from './scanner-card.ts';
import type { QueueRow, ReadyScreen, Screen, WeighScreen } from './screen-view.ts';
import { boxOf, isSettled, phaseOf, type State, type Stopped, type Work } from './state.ts';
import { lastsMs } from './sync-state.ts';
import { REFUSALS, type RefusalCode, SUPERVISOR_CLEARS } from './verdict.ts';
import type { Band, DeviceView, PrinterView, StatusRow, StopView, View } from './view.ts';
import { keysOf, questionViewOf } from './view-keys.ts';
import { loadScreenOf, pickScreenOf } from './view-pick.ts';
import { parkedOf, printersOf, queueOf } from './view-queue.ts';
import { statusOf } from './view-status.ts';
import {
  boxScreenOf,
  headOf,
  jobView,
  papersScreenOf,
  paperViews,
  verifyScreenOf,
  weighScreenOf,
  workLineView,
} from './view-work.ts';

/** What is known beside the journal: the hub's last word, the devices, the clock. None of it is truth about packing. */
export interface Surroundings {
  readonly no: number;
  readonly nowMs: number;
  /** What a decision made now would be given; keys are offered by it. */
  readonly facts: Facts;
  readonly mode: View['mode'];
  readonly station: string;
  readonly network: View['strip']['network'];
  readonly unsent: number;
  readonly unsentOrders: number;
  readonly autonomyOrders: number;
  readonly acknowledgedSeq: number;
  readonly lastPullAtMs: number | null;
  readonly people: readonly Person[];
  readonly queue: readonly QueueRow[];
  readonly counts: ReadyScreen['counts'];
  readonly packedToday: number;
  /** The open order as the hub has it now, when that differs from what was opened. */
  readonly above: Order | null;
  readonly lookAlikes: ReadonlyMap<string, { readonly variant: string; readonly picture: string | null }>;
  readonly printers: readonly PrinterView[];
  readonly scanner: DeviceView;
  readonly scale: DeviceView;
  /** What lies on the scale; null without a scale, or before its first word. */
  readonly weight: WeighScreen['live'];
  readonly store: StatusRow;
  readonly clock: StatusRow;
  /** A refusal that is told and not kept; gone with the next event. */
  readonly flash: Band | null;
}

/** How long a finished order may wait for the hub's answer before it is called saved. */
const SENDING_MS = 1500;

export function viewOf(state: State, around: Surroundings): View {
  const phase = phaseOf(state);
  return {
    no: around.no,
    atMs: around.nowMs,
    phase,
    screen: screenOf(state, around),
    band: around.flash ?? bandOf(state, around),
    stop: stopOf(state),
    question: questionViewOf(state.question, state.work, workLineView),
    keys: keysOf(state, around.facts),
    strip: {
      person: state.packer && { name: state.packer.name, role: state.packer.role },
      station: around.station,
      network: around.network,
      unsent: around.unsent,
      unsentOrders: around.unsentOrders,
      autonomyOrders: around.autonomyOrders,
      autonomyMs: lastsMs(state.pace, around.autonomyOrders),
      drill: state.drill && { endsAtMs: state.drill.endsAtMs },
      conflicts: around.facts.conflicts.length,
      printers: printersOf(state, around.printers),
      parked: state.parked.length,
      scanner: around.scanner,
      scale: around.scale,
    },
    sheet: state.sheet,
    status: statusOf({ ...around, printers: printersOf(state, around.printers) }, state.doubles),
    queue: state.sheet === 'printers' ? queueOf(state) : null,
    mode: around.mode,
  };
}

function screenOf(state: State, around: Surroundings): Screen {
  const people = around.people.map(({ id, name }) => ({ id, name }));
  if (state.card !== null) return { name: 'card', report: reportOf(state.card) };
  if (state.packer === null) return { name: 'signed-out', people };
  const { work, round } = state;
  if (state.lockedAtMs !== null) {
    const open = work === null ? null : { number: work.order.number, boxNo: work.boxNo };
    return { name: 'locked', person: state.packer.name, sinceMs: state.lockedAtMs, work: open, people };
  }
  if (state.loading !== null) return loadScreenOf(state);
  if (round !== null) return pickScreenOf(round);
  return work === null ? readyScreenOf(state, around) : workScreenOf(state, work, around);
}

function readyScreenOf(state: State, around: Surroundings): ReadyScreen {
  return {
    name: 'ready',
    counts: around.counts,
    queue: around.queue,
    packedToday: around.packedToday,
    last: state.last,
    asking: state.asking && { number: state.asking.number, sinceMs: state.asking.sinceMs },
    lastPullAtMs: around.lastPullAtMs,
    picks: ordersToPick(state, around.facts.picks, around.facts.site.policy.roundOrders).length,
    waiting: state.waiting.length,
    parked: parkedOf(state, printersOf(state, around.printers)),
    conflicts: around.facts.conflicts.map(({ kind, number, askedLead }) => ({ kind, number, askedLead })),
    picked: Object.values(state.picked).map(({ number, totes }) => ({ number, totes })),
  };
}

function workScreenOf(state: State, work: Work, around: Surroundings): Screen {
  const { site, hasCamera, hasScale } = around.facts;
  // A cancellation says so itself.
  const head = headOf(work, around.above !== null && state.stop?.code !== 'order-cancelled');
  if (work.stage === 'boxing') return boxScreenOf(work, head, site);
  if (work.stage === 'weighing') return weighScreenOf(work, head, hasScale ? around.weight : null);
  if (work.stage === 'papering') return papersScreenOf(work, head, hasCamera);
  const { label, parcelCode } = boxOf(work);
  if (work.stage === 'packing' || label === null || parcelCode === null) {
    const current = work.capture?.item.sku ?? null;
    const screen = verifyScreenOf(work, head, null);
    const sku = current ?? screen.current?.sku ?? null;
    return { ...screen, lookAlike: (sku !== null && around.lookAlikes.get(sku)) || null };
  }
  const papers = paperViews(work);
  const paper = { head, parcelCode, label: jobView(label), slip: work.slip && jobView(work.slip), papers };
  if (work.stage === 'labelling') return { name: 'label', ...paper, carriers: isCarriers(work) };
  const tracking = carrierLabelOf(work, boxOf(work))?.tracking ?? null;
  if (work.stage === 'proving') return { name: 'prove', ...paper, tracking };
  return {
    name: 'done',
    head,
    state: doneState(work, around),
    lane: work.order.doc.lane,
    slip: paper.slip,
    papers,
    next: around.queue[0] ?? null,
  };
}

/** Shipped means that the hub has it; saved means that this station has it. They are never the same word. */
function doneState(work: Work, around: Surroundings): 'sending' | 'shipped' | 'saved' {
  if (work.shippedSeq !== null && work.shippedSeq <= around.acknowledgedSeq) return 'shipped';
  if (around.network.state !== 'online') return 'saved';
  const label = boxOf(work).label?.changedAtMs ?? around.nowMs;
  return around.nowMs - label > SENDING_MS ? 'saved' : 'sending';
}

/** News of a paper beside the order that is done. */
const ABOUT_COPIES: readonly string[] = ['copy-printing', 'copy-right'];

function bandOf(state: State, around: Surroundings): Band {
  const { work, band } = state;
  const paused = state.lockedAtMs !== null;
  if (work === null || state.packer === null || paused || state.question !== null || isRefusal(band.code))
    return toned(band.code, band.detail);
  if (work.stage === 'done' && !ABOUT_COPIES.includes(band.code))
    return toned(doneState(work, around), { ...band.detail, n: around.unsentOrders });
  // Once the box is full the label says what is awaited; the last scan's verdict has been given.
  if (work.stage === 'proving') return toned('waiting-for-label-scan', { code: boxOf(work).parcelCode ?? undefined });
  const label = work.stage === 'labelling' && isSettled(work) ? boxOf(work).label : null;
  if (label !== null && label.state !== 'queued') {
    const code = label.state === 'awaited' ? 'label-awaited' : label.state === 'sending' ? 'printing' : 'making-label';
    return toned(code, { number: work.order.number });
  }
  return toned(band.code, band.detail);
}

export function toned(code: NoteCode | RefusalCode, detail: Band['detail']): Band {
  return { tone: isRefusal(code) ? REFUSALS[code].tone : NOTES[code].tone, code, detail };
}

function stopOf(state: State): StopView | null {
  const { stop } = state;
  if (stop === null) return null;
  const rule = REFUSALS[stop.code];
  return rule.stop === 'band'
    ? null
    : {
        stop: rule.stop,
        tone: rule.tone,
        code: stop.code,
        detail: stop.detail,
        sinceMs: stop.sinceMs,
        remedy: remedyOf(stop),
      };
}

function remedyOf(stop: Stopped): StopView['remedy'] {
  return SUPERVISOR_CLEARS.includes(stop.code) ? 'clears' : (stop.offer?.by ?? null);
}
