import { commandCodeOf } from './command-code.ts';
import { canPrintSlipAgain } from './decide-action.ts';
import type { Order, OrderLine, Person } from './order.ts';
import { unitsOf } from './order.ts';
import { type Action, type Phase, SATISFIES, satisfies } from './phase.ts';
import { isComplete, type Job, packedOf, phaseOf, type State, todoOf, totalPacked, type Work } from './state.ts';
import { isRefusal, NOTES, type NoteCode, REFUSALS, type RefusalCode } from './verdict.ts';
import type {
  Band,
  DeviceView,
  Head,
  JobView,
  KeyView,
  LineView,
  QueueRow,
  ReadyScreen,
  Screen,
  StopView,
  VerifyScreen,
  View,
} from './view.ts';

/** What is known beside the journal: the hub's last word, the devices, the clock. None of it is truth about packing. */
export interface Surroundings {
  readonly no: number;
  readonly nowMs: number;
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
  readonly labelPrinter: DeviceView;
  readonly slipPrinter: DeviceView;
  readonly scanner: DeviceView;
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
    keys: keysOf(state, phase, around),
    strip: {
      person: state.packer && { name: state.packer.name, role: state.packer.role },
      station: around.station,
      network: around.network,
      unsent: around.unsent,
      unsentOrders: around.unsentOrders,
      autonomyOrders: around.autonomyOrders,
      labelPrinter: deviceOf(around.labelPrinter, state.work?.label ?? null),
      slipPrinter: deviceOf(around.slipPrinter, state.work?.slip ?? null),
      scanner: around.scanner,
    },
    helpOpen: state.helpOpen,
    mode: around.mode,
  };
}

/** What a job has just heard from its printer is newer than the last time the printer was asked. */
function deviceOf(asked: DeviceView, job: Job | null): DeviceView {
  if (job === null || job.changedAtMs < asked.sinceMs || (job.state !== 'not_sent' && job.state !== 'attention'))
    return asked;
  const state = job.code === 'UNREACHABLE' ? 'lost' : 'degraded';
  return { ...asked, state, sinceMs: job.changedAtMs, conditions: job.conditions };
}

function screenOf(state: State, around: Surroundings): Screen {
  if (state.packer === null) return { name: 'signed-out', people: around.people.map(({ id, name }) => ({ id, name })) };
  const { work } = state;
  if (work === null) {
    return {
      name: 'ready',
      counts: around.counts,
      queue: around.queue,
      packedToday: around.packedToday,
      last: state.last,
      asking: state.asking && { number: state.asking.number, sinceMs: state.asking.sinceMs },
      lastPullAtMs: around.lastPullAtMs,
    };
  }
  const head = headOf(work, around);
  if (work.stage === 'packing' || work.label === null || work.parcelCode === null) return verifyOf(work, head, around);
  const paper = {
    head,
    parcelCode: work.parcelCode,
    label: jobView(work.label),
    slip: work.slip && jobView(work.slip),
  };
  if (work.stage === 'labelling') return { name: 'label', ...paper };
  if (work.stage === 'proving') return { name: 'prove', ...paper };
  return {
    name: 'done',
    head,
    state: doneState(work, around),
    lane: work.order.doc.lane,
    slip: paper.slip,
    next: around.queue[0] ?? null,
  };
}

/** Shipped means that the hub has it; saved means that this station has it. They are never the same word. */
function doneState(work: Work, around: Surroundings): 'sending' | 'shipped' | 'saved' {
  if (work.shippedSeq !== null && work.shippedSeq <= around.acknowledgedSeq) return 'shipped';
  if (around.network.state !== 'online') return 'saved';
  const label = work.label?.changedAtMs ?? around.nowMs;
  return around.nowMs - label > SENDING_MS ? 'saved' : 'sending';
}

function verifyOf(work: Work, head: Head, around: Surroundings): VerifyScreen {
  const todo = todoOf(work).map((line) => lineView(work, line));
  const done = work.order.doc.lines.filter((line) => packedOf(work, line.id) >= line.quantity);
  const current = todo[0] ?? null;
  return {
    name: 'verify',
    head,
    current,
    lookAlike: (current && around.lookAlikes.get(current.sku)) ?? null,
    todo,
    done: done.map((line) => lineView(work, line)),
  };
}

function lineView(work: Work, line: OrderLine): LineView {
  return {
    id: line.id,
    sku: line.sku,
    name: line.name,
    variant: line.variant ?? null,
    picture: line.picture ?? null,
    place: line.bin ?? work.order.doc.tote ?? null,
    packed: packedOf(work, line.id),
    ordered: line.quantity,
  };
}

function headOf(work: Work, around: Surroundings): Head {
  const { order } = work;
  return {
    number: order.number,
    shipByMs: order.shipByMs,
    carrier: order.doc.carrier,
    marks: order.doc.marks,
    note: order.doc.note ?? null,
    box: { no: 1, of: 1 },
    units: { packed: totalPacked(work), ordered: unitsOf(order.doc) },
    changedAbove: around.above !== null,
  };
}

function jobView(job: Job): JobView {
  return {
    jobId: job.jobId,
    state: job.state,
    printer: job.printer ?? '',
    code: job.code,
    conditions: job.conditions,
    queuedAtMs: job.queuedAtMs,
    sentAtMs: job.sentAtMs,
    changedAtMs: job.changedAtMs,
    copy: job.copy,
    hasPreview: job.made && job.role === 'label',
    detail: job.detail,
  };
}

function bandOf(state: State, around: Surroundings): Band {
  const { work, band } = state;
  if (work === null || state.packer === null || isRefusal(band.code)) return toned(band.code, band.detail);
  if (work.stage === 'done') return toned(doneState(work, around), { ...band.detail, n: around.unsentOrders });
  // Once the box is full the label says what is awaited; the last scan's verdict has been given.
  if (work.stage === 'proving') return toned('waiting-for-label-scan', { code: work.parcelCode ?? undefined });
  if (work.stage === 'labelling' && isComplete(work) && work.label?.state !== 'queued') {
    return toned(work.label?.state === 'sending' ? 'printing' : 'making-label', { number: work.order.number });
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
    : { stop: rule.stop, tone: rule.tone, code: stop.code, detail: stop.detail, sinceMs: stop.sinceMs };
}

/** The rail: the keys of the phase beneath a stop stay where they are, disabled. */
function keysOf(state: State, phase: Phase, around: Surroundings): KeyView[] {
  const beneath = phase === 'stopped' ? phaseOf({ ...state, stop: null }) : phase;
  const actions: readonly Action[] = SATISFIES[beneath];
  const rail = phase === 'stopped' ? [...SATISFIES.stopped, ...actions.filter((action) => action !== 'help')] : actions;
  return rail.map((action) => {
    const reason = satisfies(phase, action) ? whyNot(state, action, around) : 'not-now';
    return { action, code: commandCodeOf(action), enabled: reason === null, reason };
  });
}

function whyNot(state: State, action: Action, around: Surroundings): KeyView['reason'] {
  const { work } = state;
  switch (action) {
    case 'next':
      return around.queue.length > 0 ? null : 'nothing-to-do';
    case 'undo':
      return work !== null && work.accepted.length > 0 ? null : 'nothing-to-undo';
    case 'skip':
      return work !== null && todoOf(work).length > 1 ? null : 'last-line';
    case 'retry':
      return [work?.label, work?.slip].some((job) => job?.state === 'not_sent' || job?.state === 'failed')
        ? null
        : 'not-now';
    case 'no-label':
      return work?.label?.state === 'unknown' ? null : 'not-now';
    case 'slip-again':
      return canPrintSlipAgain(work?.slip ?? null) ? null : 'not-now';
    default:
      return null;
  }
}
