import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { labelsIn, objectionTo, sheetsIn } from '../../../src/devices/print/payload-guard.ts';
import { smallLabel, smallSlip } from './sample-jobs.ts';

const REAL_LABELS = join(import.meta.dirname, '../../../../shared/data/carrier-zpl');

describe('what must not be sent', () => {
  it.each([
    ['zpl', '', /nothing/],
    ['zpl', '%PDF-1.7', /another kind/],
    ['zpl', '\x89PNG\r\n', /another kind/],
    ['zpl', 'no label at all', /no \^XA/],
    ['zpl', '^XA^FO0,0^FDhalf', /cut off/],
    ['zpl', '^XA^FO0,0^FDone^FS^XZ^XA^FO0,0^FDhalf', /cut off/],
    ['escpos', '^XA^XZ', /ZPL/],
    ['escpos', '%PDF-1.7', /another kind/],
    ['pdf', '^XA^XZ', /no PDF/],
    ['pdf', '', /nothing/],
  ] as const)('to a printer of %s: %j', (language, text, why) => {
    expect(objectionTo(Buffer.from(text, 'latin1'), language)).toMatch(why);
  });

  it('is not what it prints every day', () => {
    expect(objectionTo(smallLabel(), 'zpl')).toBeNull();
    expect(objectionTo(smallSlip(), 'escpos')).toBeNull();
    expect(objectionTo(Buffer.from('%PDF-1.7\n'), 'pdf')).toBeNull();
    expect(objectionTo(Buffer.from('~DGR:LOGO.GRF,1,1,FF\n^xa^FO0,0^XGR:LOGO.GRF^FS^xz\r\n'), 'zpl')).toBeNull();
  });
});

describe('how many labels come out', () => {
  it.each([
    ['^XA^FO0,0^FDone^FS^XZ', 1],
    ['^XA^FO0,0^FDone^FS^PQ3,0,1,Y^XZ', 3],
    ['^XA^FO0,0^FDone^FS^PQ0^XZ', 1],
    ['^XA^PW812^LL1218^XZ^XA^FT0,90^FDone^FS^XZ', 1],
    ['^XA^FO0,0^FDone^FS^XZ^xa^fo0,0^fdtwo^fs^pq2^xz', 3],
    ['^XA^DFR:FORM.ZPL^FS^FO0,0^FN1^FS^XZ^XA^XFR:FORM.ZPL^FN1^FDone^FS^XZ', 1],
    ['^XA^IDR:*.*^XZ', 0],
  ] as const)('%s', (zpl, count) => {
    expect(labelsIn(Buffer.from(zpl))).toBe(count);
  });

  it('of a receipt: one', () => {
    expect(sheetsIn(smallSlip())).toBe(1);
  });
});

if (!existsSync(REAL_LABELS)) console.warn(`Real carrier labels are not tested here: ${REAL_LABELS} is not there.`);

describe.runIf(existsSync(REAL_LABELS))('a real carrier label', () => {
  const files = existsSync(REAL_LABELS) ? readdirSync(REAL_LABELS).filter((name) => name.endsWith('.zpl')) : [];
  it.each(files)('%s may be sent, and is at least one sheet', (name) => {
    const zpl = readFileSync(join(REAL_LABELS, name));
    expect(objectionTo(zpl, 'zpl')).toBeNull();
    expect(labelsIn(zpl)).toBeGreaterThanOrEqual(1);
  });
});
