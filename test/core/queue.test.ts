import { describe, expect, it } from 'vitest';
import type { PrintFault, PrintOutcome } from '../../src/core/print.ts';
import { resume } from '../../src/core/react.ts';
import { phaseOf } from '../../src/core/state.ts';
import { viewOf } from '../../src/core/view-of.ts';
import { around } from './around.ts';
import {
  BOTTLE_BLACK,
  FOUND,
  JONAS,
  labelOf,
  line,
  MUG,
  makeLabel,
  NIA,
  opened,
  order,
  PRINTERS,
  packed,
  parcelOf,
  printLabel,
  proveLabel,
  signedIn,
  type TestBench,
  THEA,
  types,
} from './bench.ts';

const NO_PAPER: PrintFault = { state: 'not_sent', code: 'NOT_READY', bytesWritten: 0, conditions: ['paper_out'] };
const LOST: PrintFault = { state: 'unknown', code: 'DISCONNECTED', bytesWritten: 900, conditions: [] };
const STOPPED = {
  state: 'attention',
  code: 'FAULT_AFTER_SEND',
  bytesWritten: 900,
  conditions: ['cover_open'],
} as const;

function end(bench: TestBench, outcome: PrintOutcome): void {
  const { jobId } = makeLabel(bench);
  bench.send({ type: 'end-print', jobId, outcome });
}

function withLabel(outcome: PrintOutcome): TestBench {
  const bench = packed();
  end(bench, outcome);
  return bench;
}

function stopped(): TestBench {
  const bench = packed();
  const { jobId } = makeLabel(bench);
  bench.send({ type: 'note-trouble', jobId, outcome: STOPPED });
  return bench;
}

const TWO = [FOUND, { order: order('10483', line(1, 'M-02', 1)), settled: null }];

describe('a neighbour printer', () => {
  it('gets a label of which nothing was sent, as the same copy and without a question', () => {
    const bench = withLabel(NO_PAPER);
    expect(bench.act('other-printer').events).toMatchObject([
      { type: 'print-wanted', reason: 'moved', printerId: 'label-2', copy: 1, parcelCode: parcelOf(bench) },
    ]);
    makeLabel(bench);
    expect(labelOf(bench)).toMatchObject({ state: 'sending', printer: 'Neighbour', printerId: 'label-2' });
    expect(bench.state.aside).toEqual([]);
  });

  it.each([
    ['stopped', stopped],
    ['unknown', () => withLabel(LOST)],
  ])('gets a %s label only when the packer answers for the first paper', (_, begin) => {
    const bench = begin();
    expect(bench.act('other-printer').events).toMatchObject([{ type: 'question-asked', question: { kind: 'twice' } }]);
    bench.choose('no');
    expect(labelOf(bench)?.printerId).toBe('label');
    bench.act('other-printer');
    expect(bench.choose('yes').events).toMatchObject([
      { type: 'question-closed' },
      { type: 'print-wanted', reason: 'moved', printerId: 'label-2', copy: 2 },
      { type: 'printer-clear-asked', printerId: 'label' },
    ]);
    // The first paper stays in sight: it may still come out.
    expect(bench.state.aside).toMatchObject([{ printerId: 'label', copy: 1 }]);
  });

  it('is chosen by name where there are several, and none there is said', () => {
    const bench = withLabel(NO_PAPER);
    const third = { id: 'label-3', name: 'Third', roles: ['label'], ready: true } as const;
    const lost = { id: 'label-0', name: 'Lost', roles: ['label'], ready: false } as const;
    const [usual, ...others] = PRINTERS;
    bench.facts = { ...bench.facts, printers: [usual, lost, ...others, third] };
    bench.act('other-printer');
    expect(viewOf(bench.state, around(bench.facts)).question).toMatchObject({
      names: ['Neighbour', 'Third', 'Lost'],
    });
    expect(bench.choose('printer-4')).toMatchObject({ ok: false, code: 'answer-first' });
    bench.choose('printer-2');
    expect(labelOf(bench)).toMatchObject({ printerId: 'label-3', state: 'queued' });

    const alone = withLabel(NO_PAPER);
    alone.facts = { ...alone.facts, printers: PRINTERS.slice(0, 2) };
    expect(alone.act('other-printer')).toMatchObject({ ok: false, code: 'no-other-printer' });
  });

  it('keeps what it was given: a reprint comes out where the packer stands', () => {
    const bench = withLabel(NO_PAPER);
    bench.act('other-printer');
    printLabel(bench);
    bench.act('reprint');
    bench.choose('smeared');
    expect(labelOf(bench)).toMatchObject({ printerId: 'label-2', copy: 2, reason: 'label-smeared' });
  });

  it('takes no label that is on its way', () => {
    const bench = packed();
    makeLabel(bench);
    expect(bench.act('other-printer')).toMatchObject({ ok: false, code: 'not-now' });
  });
});

describe('clearing a stopped printer', () => {
  it('asks first, then throws out what it holds; the job ends unknown and the packer says what came out', () => {
    const bench = stopped();
    bench.act('clear-printer');
    expect(bench.act('confirm').events).toMatchObject([
      { type: 'question-closed' },
      { type: 'printer-clear-asked', printerId: 'label' },
    ]);
    const jobId = labelOf(bench)?.jobId ?? bench.facts.jobIds[0];
    bench.send({ type: 'end-print', jobId, outcome: { ...LOST, code: 'CLEARED' } });
    expect(labelOf(bench)).toMatchObject({ state: 'unknown', code: 'CLEARED' });
    expect(bench.act('no-label').ok).toBe(true);
  });

  it('is the way on when somebody else’s half job blocks the printer', () => {
    const bench = withLabel({ ...NO_PAPER, conditions: ['buffer_full'] });
    bench.act('clear-printer');
    expect(bench.act('confirm').events).toMatchObject([{}, { type: 'printer-clear-asked', printerId: 'label' }]);
  });

  it('is not offered for a printer that works', () => {
    expect(withLabel(NO_PAPER).act('clear-printer')).toMatchObject({ ok: false, code: 'not-now' });
  });
});

describe('printing later', () => {
  it('puts the box aside, lets the bench go on, and brings it back by PARKED', () => {
    const bench = signedIn(TWO);
    bench.act('next');
    for (const code of [BOTTLE_BLACK, BOTTLE_BLACK, MUG]) bench.scan(code);
    end(bench, NO_PAPER);
    const parcel = parcelOf(bench);
    expect(types(bench.act('park').events)).toEqual(['order-parked']);
    expect(phaseOf(bench.state)).toBe('ready');
    const screen = viewOf(bench.state, around(bench.facts)).screen;
    expect(screen).toMatchObject({ parked: { orders: [{ number: '10482', boxes: 1 }], printable: false } });

    bench.scan('10483');
    bench.scan(MUG);
    expect(bench.act('parked')).toMatchObject({ ok: false, code: 'not-now' });
    proveLabel(bench);
    expect(bench.state.last?.number).toBe('10483');

    expect(types(bench.act('parked').events)).toEqual(['order-resumed']);
    expect(parcelOf(bench)).toBe(parcel);
    expect(labelOf(bench)?.state).toBe('not_sent');
    const jobId = labelOf(bench)?.jobId ?? bench.facts.jobIds[0];
    bench.send({ type: 'printer-ready', jobId, printer: PRINTERS[0] });
    bench.send({ type: 'end-print', jobId, outcome: { state: 'printed', by: 'odometer' } });
    expect(types(bench.scan(parcel).events)).toContain('order-shipped');
    expect(bench.act('parked')).toMatchObject({ ok: false, code: 'nothing-parked' });
  });

  it.each(['10482', 'the slip'])('comes back by scanning %s', (what) => {
    const bench = withLabel(NO_PAPER);
    const parcel = parcelOf(bench);
    bench.act('park');
    expect(types(bench.scan(what === 'the slip' ? parcel : what).events)).toContain('order-resumed');
    expect(bench.state.work?.order.number).toBe('10482');
  });

  it('prints nothing of a parked box, whatever the printer says', () => {
    const bench = withLabel(NO_PAPER);
    const jobId = labelOf(bench)?.jobId ?? bench.facts.jobIds[0];
    bench.act('park');
    expect(bench.send({ type: 'printer-ready', jobId, printer: PRINTERS[0] }).events).toEqual([]);
  });

  it('follows a paper that comes out after its box was parked, and a scan proves it then', () => {
    const bench = stopped();
    const jobId = labelOf(bench)?.jobId ?? bench.facts.jobIds[0];
    bench.act('park');
    bench.send({ type: 'end-print', jobId, outcome: { state: 'printed', by: 'odometer' } });
    bench.act('parked');
    expect(phaseOf(bench.state)).toBe('proving');
  });

  it('keeps back a label that was still being made when its box was parked', () => {
    const bench = packed();
    bench.act('park');
    const jobId = bench.state.parked[0]?.boxes[0]?.label?.jobId ?? bench.facts.jobIds[0];
    const proof = ['x'];
    const made = { type: 'take-document', jobId, sha256: 'ab', decoded: proof, proof, source: null } as const;
    expect(types(bench.send({ ...made, printer: PRINTERS[0] }).events)).toEqual([
      'document-made',
      'print-not-confirmed',
    ]);
    bench.act('parked');
    expect(labelOf(bench)).toMatchObject({ state: 'not_sent', made: true });
    expect(types(bench.send({ type: 'printer-ready', jobId, printer: PRINTERS[0] }).events)).toEqual(['print-started']);
  });

  it('is taken up after a restart as it was', () => {
    const bench = packed();
    bench.act('park');
    expect(resume(bench.state, bench.facts.atMs).map(({ type }) => type)).toEqual(['make-document', 'make-document']);
    bench.send({ type: 'recover' });
    expect(bench.state.parked).toHaveLength(1);
  });

  it('waits while the label is on its way', () => {
    const bench = packed();
    makeLabel(bench);
    expect(bench.act('park')).toMatchObject({ ok: false, code: 'not-now' });
  });
});

describe('a label once more', () => {
  it('needs a reason, and after the site’s number somebody who answers for it', () => {
    const bench = packed();
    printLabel(bench);
    bench.act('reprint');
    expect(viewOf(bench.state, around(bench.facts)).question).toMatchObject({
      kind: 'reprint',
      choices: [{ choice: 'torn' }, { choice: 'smeared' }, { choice: 'lost' }, { choice: 'elsewhere-stuck' }],
    });
    bench.choose('torn');
    printLabel(bench);
    bench.act('reprint');
    expect(bench.choose('lost').events).toMatchObject([{ question: { kind: 'approval', about: 'reprint' } }]);
    expect(bench.badge(JONAS)).toMatchObject({ ok: false, code: 'not-a-supervisor' });
    bench.badge(THEA);
    expect(types(bench.choose('checked').events)).toEqual(['approval-given', 'print-wanted']);
    expect(labelOf(bench)).toMatchObject({ copy: 3, reason: 'label-lost' });
  });

  it('by a lead needs nobody', () => {
    const bench = packed();
    bench.tell({ type: 'station-taken-over', personId: NIA.id, name: NIA.name, role: NIA.role, from: JONAS.id });
    for (const copy of [2, 3, 4]) {
      printLabel(bench);
      bench.act('reprint');
      bench.choose('torn');
      expect(labelOf(bench)?.copy).toBe(copy);
    }
  });

  it('of an order that is done is a paper beside it, proved by its scan, and counted at the vehicle', () => {
    const bench = packed();
    const parcel = parcelOf(bench);
    proveLabel(bench);
    bench.act('reprint');
    bench.choose('torn');
    const [copy] = bench.state.aside;
    expect(viewOf(bench.state, around(bench.facts)).band.code).toBe('copy-printing');
    expect(copy).toMatchObject({ copy: 2, number: '10482', parcelCode: parcel, state: 'queued' });
    const jobId = copy?.jobId ?? bench.facts.jobIds[0];
    const proof = [parcel];
    bench.send({
      type: 'take-document',
      jobId,
      sha256: 'ab',
      decoded: proof,
      proof,
      source: null,
      printer: PRINTERS[0],
    });
    expect(bench.act('reprint')).toMatchObject({ ok: false, code: 'not-now' });
    bench.send({ type: 'end-print', jobId, outcome: LOST });
    expect(bench.act('reprint').events).toMatchObject([{ question: { kind: 'reprint', copies: 2 } }]);
    bench.act('cancel');
    expect(types(bench.scan(parcel).events)).toEqual(['scan-taken', 'print-confirmed']);
    expect(bench.state.band.code).toBe('copy-right');

    bench.act('hand-over');
    expect(bench.scan(parcel).ok).toBe(true);
    expect(bench.scan('10482', 'other').ok).toBe(false);
    expect(bench.scan(parcel)).toMatchObject({ ok: false, code: 'label-copy' });
    expect(phaseOf(bench.state)).toBe('stopped');
  });

  it('of a parcel that has left begins by showing it', () => {
    const bench = signedIn([]);
    expect(bench.act('reprint')).toMatchObject({ ok: false, code: 'nothing-to-reprint' });
    const shipped = { orderId: FOUND.order.id, number: '10482', parcelCode: 'PH1' as never, atMs: 7 };
    bench.extra = ({ text }) => (text === '10482' ? { shipped } : {});
    expect(bench.scan('10482')).toMatchObject({ code: 'order-shipped', detail: { sinceMs: 7, reprint: true } });
    bench.act('reprint');
    bench.choose('lost');
    expect(bench.state.aside).toMatchObject([{ parcelCode: 'PH1', copy: 2, number: '10482' }]);
  });
});

describe('papers that are not of the open order', () => {
  it('a slip that still prints when the next order is opened stays in sight', () => {
    const bench = signedIn(TWO);
    bench.act('next');
    for (const code of [BOTTLE_BLACK, BOTTLE_BLACK, MUG]) bench.scan(code);
    const slip = bench.state.work?.slip?.jobId ?? bench.facts.jobIds[1];
    const printer = PRINTERS[1];
    bench.send({ type: 'take-document', jobId: slip, sha256: 'cd', decoded: [], proof: ['x'], source: null, printer });
    proveLabel(bench);
    bench.scan('10483');
    expect(bench.state.aside).toMatchObject([{ jobId: slip, state: 'sending', role: 'slip' }]);
    bench.act('printers');
    const { queue } = viewOf(bench.state, around(bench.facts));
    expect(queue?.jobs).toMatchObject([{ number: '10482', paper: 'slip', where: 'aside', printer: 'Slip printer' }]);
    bench.send({ type: 'end-print', jobId: slip, outcome: { state: 'printed', by: 'device_ack' } });
    expect(bench.state.aside).toMatchObject([{ state: 'printed' }]);
  });

  it('what never left is forgotten when its order is held, what may come out is not', () => {
    const never = withLabel(NO_PAPER);
    never.act('hold');
    never.choose('other');
    expect(never.state.aside).toEqual([]);
    const maybe = withLabel(LOST);
    maybe.act('hold');
    maybe.choose('other');
    expect(maybe.state.aside).toMatchObject([{ state: 'unknown', role: 'label' }]);
  });

  it('what was on its way when its order was held does not go out once its printer is well again', () => {
    const bench = packed();
    const { jobId } = makeLabel(bench);
    bench.act('hold');
    bench.choose('other');
    expect(bench.state.aside).toMatchObject([{ jobId, state: 'sending' }]);
    bench.send({ type: 'end-print', jobId, outcome: NO_PAPER });
    expect(bench.state.aside).toEqual([]);
    expect(bench.send({ type: 'printer-ready', jobId, printer: PRINTERS[0] }).events).toEqual([]);
  });

  it('nor does one that another paper has taken the place of; the other does', () => {
    const bench = stopped();
    const stale = labelOf(bench)?.jobId ?? bench.facts.jobIds[0];
    bench.act('other-printer');
    bench.choose('yes');
    expect(bench.state.aside).toMatchObject([{ jobId: stale, state: 'attention' }]);
    bench.send({ type: 'end-print', jobId: stale, outcome: NO_PAPER });
    expect(bench.state.aside).toEqual([]);
    expect(bench.send({ type: 'printer-ready', jobId: stale, printer: PRINTERS[0] }).events).toEqual([]);
    end(bench, NO_PAPER);
    const { jobId } = labelOf(bench) ?? { jobId: stale };
    expect(types(bench.send({ type: 'printer-ready', jobId, printer: PRINTERS[0] }).events)).toEqual(['print-started']);
  });

  it('one that nobody waits for is forgotten when somebody says so, and by itself after two days', () => {
    const moved = withLabel(LOST);
    moved.act('other-printer');
    moved.choose('yes');
    const [stale] = moved.state.aside;
    moved.act('printers');
    const rows = () =>
      viewOf(moved.state, around(moved.facts)).queue?.jobs.map(({ where, droppable }) => [where, droppable]);
    expect(rows()).toContainEqual(['aside', true]);
    expect(moved.send({ type: 'drop-job', jobId: labelOf(moved)?.jobId ?? moved.facts.jobIds[0] }).ok).toBe(false);
    expect(types(moved.send({ type: 'drop-job', jobId: stale?.jobId ?? moved.facts.jobIds[0] }).events)).toEqual([
      'job-dropped',
    ]);
    expect(moved.state.aside).toEqual([]);

    const left = withLabel(LOST);
    left.act('hold');
    left.choose('other');
    left.facts = { ...left.facts, atMs: left.facts.atMs + 49 * 3_600_000 };
    left.badge(THEA);
    left.tell({ type: 'packer-signed-in', personId: NIA.id, name: NIA.name, role: NIA.role });
    expect(left.state.aside).toEqual([]);
  });

  it('the scan of the last copy settles no older paper', () => {
    const bench = withLabel(LOST);
    bench.act('no-label');
    const parcel = parcelOf(bench);
    proveLabel(bench);
    expect(bench.state.aside).toMatchObject([{ copy: 1, state: 'unknown' }]);
    bench.act('sign-out');
    bench.tell({ type: 'packer-signed-in', personId: NIA.id, name: NIA.name, role: NIA.role });
    bench.scan(parcel);
    expect(bench.state.aside).toMatchObject([{ copy: 1, state: 'unknown' }]);
  });

  it('every attempt leaves its record, also when nobody waits for it any more', () => {
    const evidence = {
      transport: 'tcp',
      bytesTotal: 900,
      bytesWritten: 900,
      before: [],
      after: null,
      odometerBefore: 7,
      odometerAfter: null,
      tookMs: 31,
    } as const;
    const bench = opened();
    const decision = bench.send({
      type: 'end-print',
      jobId: 'gone' as never,
      outcome: { ...LOST, evidence },
    });
    expect(decision.events).toEqual([{ type: 'print-not-confirmed', jobId: 'gone', ...LOST, evidence }]);
  });
});
