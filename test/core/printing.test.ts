import { describe, expect, it } from 'vitest';
import type { JobId, ParcelCode } from '../../src/core/ids.ts';
import { countIn, nextParcelCode } from '../../src/core/parcel-code.ts';
import { resume } from '../../src/core/react.ts';
import { phaseOf } from '../../src/core/state.ts';
import { BOTTLE_BLUE, labelOf, MUG, makeLabel, PRINTERS, packed, parcelOf, type TestBench, types } from './bench.ts';

const OUT_OF_PAPER = { state: 'not_sent', code: 'NOT_READY', bytesWritten: 0, conditions: ['paper_out'] } as const;

function labelJob(bench: TestBench): JobId {
  const jobId = labelOf(bench)?.jobId;
  if (jobId === undefined) throw new Error('no label job');
  return jobId;
}

/** The label is made and on its way to the printer. */
function sent(): TestBench {
  const bench = packed();
  makeLabel(bench);
  return bench;
}

function code(bench: TestBench): string {
  return parcelOf(bench);
}

describe('a label on its way to paper', () => {
  it('is written down as started before a byte goes out', () => {
    const bench = packed();
    const before = bench.entries.length;
    makeLabel(bench);
    expect(types(bench.entries.slice(before).map(({ event }) => event))).toEqual(['document-made', 'print-started']);
    expect(labelOf(bench)).toMatchObject({ state: 'sending', attempt: 1, printer: 'Label printer' });
  });

  it('goes to be proved when the printer confirms', () => {
    const bench = sent();
    bench.send({ type: 'end-print', jobId: labelJob(bench), outcome: { state: 'printed', by: 'odometer' } });
    expect(phaseOf(bench.state)).toBe('proving');
  });

  it('waits for paper and is sent again by itself, because no byte left', () => {
    const bench = sent();
    bench.send({ type: 'end-print', jobId: labelJob(bench), outcome: OUT_OF_PAPER });
    expect(labelOf(bench)).toMatchObject({ state: 'not_sent', conditions: ['paper_out'] });
    const again = bench.send({ type: 'printer-ready', jobId: labelJob(bench), printer: PRINTERS[0] });
    expect(again.events).toMatchObject([{ type: 'print-started', attempt: 2 }]);
    expect(bench.send({ type: 'printer-ready', jobId: labelJob(bench), printer: PRINTERS[0] }).events).toEqual([]);
  });

  it('is sent again by RETRY only from not_sent', () => {
    const bench = sent();
    expect(bench.act('retry')).toMatchObject({ ok: false, code: 'not-now' });
    bench.send({
      type: 'end-print',
      jobId: labelJob(bench),
      outcome: { ...OUT_OF_PAPER, state: 'unknown', code: 'DISCONNECTED' },
    });
    expect(bench.act('retry')).toMatchObject({ ok: false, code: 'not-now' });
    expect(types(bench.act('no-label').events)).toEqual(['print-wanted']);
    expect(labelOf(bench)).toMatchObject({ state: 'queued', copy: 2 });
  });

  it('of a printer that cannot confirm anything goes to be proved: its scan says whether it came out', () => {
    const bench = sent();
    const outcome = { ...OUT_OF_PAPER, state: 'unknown', code: 'UNCONFIRMED', conditions: [] } as const;
    bench.send({ type: 'end-print', jobId: labelJob(bench), outcome });
    expect(phaseOf(bench.state)).toBe('proving');
    expect(labelOf(bench)?.state).toBe('unknown');
    bench.act('no-label');
    expect(labelOf(bench)).toMatchObject({ state: 'queued', copy: 2 });
  });

  it('is unknown after a restart in mid print, and a scan of it settles that', () => {
    const bench = sent();
    expect(bench.send({ type: 'recover' }).events).toMatchObject([
      { type: 'print-not-confirmed', state: 'unknown', code: 'RESTARTED' },
    ]);
    expect(types(bench.scan(code(bench)).events)).toEqual(['print-confirmed', 'label-proved', 'order-shipped']);
    expect(phaseOf(bench.state)).toBe('done');
  });

  it('is made again after a restart that came before it was made', () => {
    expect(resume(packed().state, 0).map(({ type }) => type)).toEqual(['make-document', 'make-document']);
  });

  it('shows trouble while the printer has it, and goes on when the printer does', () => {
    const bench = sent();
    const trouble = {
      state: 'attention',
      code: 'FAULT_AFTER_SEND',
      bytesWritten: 9,
      conditions: ['paper_out'],
    } as const;
    bench.send({ type: 'note-trouble', jobId: labelJob(bench), outcome: trouble });
    expect(labelOf(bench)?.state).toBe('attention');
    bench.send({ type: 'end-print', jobId: labelJob(bench), outcome: { state: 'printed', by: 'odometer' } });
    expect(phaseOf(bench.state)).toBe('proving');
  });

  it('ignores a late answer of a label that was proved meanwhile', () => {
    const bench = sent();
    bench.scan(code(bench));
    const late = bench.send({
      type: 'end-print',
      jobId: labelJob(bench),
      outcome: { ...OUT_OF_PAPER, state: 'unknown' },
    });
    expect(late.events).toEqual([]);
  });
});

describe('proving the label', () => {
  it('ships only by the label of this very order', () => {
    const bench = sent();
    expect(bench.scan('PH000501000002N')).toMatchObject({ ok: false });
    expect(phaseOf(bench.state)).not.toBe('done');
  });

  it('stops hard at the label of another box', () => {
    const bench = sent();
    const other = nextParcelCode({ no: 5, epoch: 1 }, countIn(parcelOf(bench) as ParcelCode));
    expect(bench.scan(other)).toMatchObject({ ok: false, code: 'wrong-label' });
    expect(phaseOf(bench.state)).toBe('stopped');
  });

  it('refuses anything that is no label, and items as too late', () => {
    const bench = sent();
    expect(bench.scan('10482')).toMatchObject({ ok: false, code: 'label-not-here' });
    expect(bench.scan(MUG)).toMatchObject({ ok: false, code: 'item-after-complete' });
    expect(bench.scan(BOTTLE_BLUE)).toMatchObject({ ok: false, code: 'stopped' });
  });

  it('refuses a label that cannot be on paper yet', () => {
    const bench = packed();
    expect(bench.scan(code(bench))).toMatchObject({ ok: false, code: 'label-not-here' });
  });

  it('reprints a torn label under the same number', () => {
    const bench = sent();
    bench.send({ type: 'end-print', jobId: labelJob(bench), outcome: { state: 'printed', by: 'odometer' } });
    const before = code(bench);
    bench.act('reprint');
    expect(bench.choose('torn').events).toMatchObject([
      { type: 'question-closed' },
      { type: 'print-wanted', copy: 2, reason: 'label-torn', parcelCode: before },
    ]);
  });

  it('tells the hub what is in the parcel', () => {
    const bench = sent();
    bench.scan(code(bench));
    const shipped = bench.entries.at(-1)?.event;
    expect(shipped).toMatchObject({
      type: 'order-shipped',
      shipment: {
        carrier: 'Heron Parcel',
        parcels: [
          {
            lines: [
              { lineId: 'line-1', units: 2 },
              { lineId: 'line-2', units: 1 },
            ],
          },
        ],
      },
    });
  });
});
