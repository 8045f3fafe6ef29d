import type { ScaleProtocol } from '../../../src/core/scale/dialect.ts';
import type { MassUnit } from '../../../src/core/scale/mass.ts';
import type { ScaleMessage } from '../../../src/core/scale/scale-message.ts';

/** What scales send, as their manuals show it, and what it means. Latin-1. */
export interface Sample {
  readonly protocol: ScaleProtocol;
  readonly unit?: MassUnit;
  readonly text: string;
  readonly means: ScaleMessage;
}

const weight = (milligrams: number, stable: boolean | null, more: { net?: boolean; zero?: boolean } = {}) =>
  ({ t: 'weight', milligrams, stable, net: more.net ?? false, zero: more.zero ?? false }) as const;
const fault = (code: Extract<ScaleMessage, { t: 'fault' }>['code']) => ({ t: 'fault', code, detail: '' }) as const;

const MT_SICS: readonly [string, ScaleMessage][] = [
  ['S S     100.00 g\r\n', weight(100_000, true)],
  ['S D      99.87 g\r\n', weight(99_870, false)],
  ['S S      -1.50 g\r\n', weight(-1500, true)],
  ['S S       0.00 g\r\n', weight(0, true, { zero: true })],
  ['S S      1.250 kg\r\n', weight(1_250_000, true)],
  ['S S      2.205 lb\r\n', weight(1_000_171, true)],
  ['SI S    100.00 g\r\n', weight(100_000, true)],
  ['S I\r\n', fault('busy')],
  ['S +\r\n', fault('overload')],
  ['S -\r\n', fault('underload')],
  ['ES\r\n', fault('syntax')],
  ['ET\r\n', fault('syntax')],
  ['EL\r\n', fault('syntax')],
  ['S S         12 PCS\r\n', fault('syntax')],
  ['S S  Error 1b\r\n', fault('syntax')],
  ['Z A\r\n', { t: 'done', what: 'zero', taken: true }],
  ['ZI D\r\n', { t: 'done', what: 'zero', taken: true }],
  ['Z I\r\n', { t: 'done', what: 'zero', taken: false }],
  ['Z +\r\n', { t: 'done', what: 'zero', taken: false }],
  ['T S     100.00 g\r\n', { t: 'done', what: 'tare', taken: true }],
  ['T I\r\n', { t: 'done', what: 'tare', taken: false }],
];

const NCI: readonly [string, ScaleMessage][] = [
  ['\n012.34lb\r\n00\r\x03', weight(5_597_330, true)],
  ['\n 001.25kg\r\n10\r\x03', weight(1_250_000, false)],
  ['\n-01.25kg\r\n00\r\x03', weight(-1_250_000, true)],
  ['\n000.00LB\r\n20\r\x03', weight(0, true, { zero: true })],
  ['\n00100g\r\nS0p4\r\x03', weight(100_000, true, { net: true })], // third byte: net
  ['\n016.00oz\r\n00\r\x03', weight(453_592, true)],
  ['\n1lb 12.5oz\r\n00\r\x03', weight(807_961, true)], // 453,592 + 354,369
  ['\n012.34lb\r\x03', weight(5_597_330, null)], // without status
  ['\n^^^^^^lb\r\n02\r\x03', fault('overload')],
  ['\n^^^^^^kg\r\x03', fault('overload')],
  ['\n012.34lb\r\n02\r\x03', fault('overload')], // only the status says it
  ['\n______kg\r\n01\r\x03', fault('underload')],
  ['\n---------kg\r\n000\r\x03', fault('fault')],
  ['\n00\r\x03', { t: 'status', moving: false, zero: false }],
  ['\n10\r\x03', { t: 'status', moving: true, zero: false }],
  ['\nS20\r\x03', { t: 'status', moving: false, zero: true }],
  ['\n40\r\x03', fault('fault')], // RAM
  ['\n80\r\x03', fault('fault')], // EEPROM
  ['\n04\r\x03', fault('fault')], // ROM
  ['\n08\r\x03', fault('fault')], // calibration
  ['\n?\r\x03', fault('syntax')],
  // Parity bits left on by the line settings.
  ['\x0a\x30\xb1\x2e\xb2\xb5\x6b\xe7\x8d\x0a\x30\x30\x8d\x03', weight(1_250_000, true)],
];

const CAS: readonly [string, ScaleMessage, MassUnit?][] = [
  ['ST,GS,1\xc4,000013.5 kg\r\n', weight(13_500_000, true)],
  ['US,GS,1\x84,000013.5 kg\r\n', weight(13_500_000, false)],
  ['ST,NT,1\xc2,    -1.25 kg\r\n', weight(-1_250_000, true, { net: true })],
  ['ST,GS,1\xc5,     0.0 kg\r\n', weight(0, true, { zero: true })],
  ['ST,GS,1\x84,000013.5 kg\r\n', weight(13_500_000, false)], // header and lamp do not agree
  ['ST,GS, 0013.5 kg\r\n', weight(13_500_000, true)],
  ['ST,+001234.5  g\r\n', weight(1_234_500, true)],
  ['US,-000012.3  g\r\n', weight(-12_300, false)],
  ['ST,+000016.00 oz\r\n', weight(453_592, true)],
  ['\x02ST,GS,+  1.500kg\r', weight(1_500_000, true)],
  ['01ST,GS,  0.0,kg\r\n', weight(0, true, { zero: true })],
  ['ST,GS,   13.5,kg\r\n', weight(13_500_000, true)],
  ['   13.50\r\n', weight(13_500_000, null), 'kg'], // CAS 10 bytes
  ['000000.0\r\n', weight(0, null, { zero: true }), 'g'],
  ['   13.50\r\n', fault('syntax')], // nobody said which unit
  ['OL,GS,1\x84,        kg\r\n', fault('overload')],
  ['OL,+999999.9  g\r\n', fault('overload')],
  ['OL,-999999.9  g\r\n', fault('underload')],
  ['UL,GS,  0.0,kg\r\n', fault('underload')],
  ['QT,+00012345 PC\r\n', fault('syntax')],
  ['ST,+000123.4  %\r\n', fault('syntax')],
  ['ERR 01\r\n', fault('fault')],
];

const TOLEDO: readonly [string, ScaleMessage, MassUnit?][] = [
  ['\x02001.25\r', weight(566_990, true)],
  ['\x0212.34\r', weight(5_597_330, true)],
  ['\x0201.250\r', weight(1_250_000, true)],
  ['\x0200.500N\r', weight(500_000, true, { net: true })],
  ['\x0200.000\r', weight(0, true, { zero: true })],
  ['\x02001.25\r', weight(1_250_000, true), 'kg'],
  ['\x02?A\r', { t: 'status', moving: true, zero: false }],
  ['\x02?P\r', { t: 'status', moving: false, zero: true }],
  ['\x02?@\r', { t: 'status', moving: false, zero: false }],
  ['\x02?B\r', fault('overload')],
  ['\x02?C\r', fault('overload')], // moving as well
  ['\x02?D\r', fault('underload')],
  ['\x02?\xc1\r', { t: 'status', moving: true, zero: false }], // parity bit left on
  ['\x02E\r', fault('syntax')],
  ['\x02ABC\r', fault('syntax')],
];

const samplesOf = (protocol: ScaleProtocol, table: readonly (readonly [string, ScaleMessage, MassUnit?])[]) =>
  table.map(([text, means, unit]): Sample => ({ protocol, text, means, ...(unit === undefined ? {} : { unit }) }));

export const SAMPLES: readonly Sample[] = [
  ...samplesOf('mt-sics', MT_SICS),
  ...samplesOf('nci', NCI),
  ...samplesOf('cas', CAS),
  ...samplesOf('toledo-8217', TOLEDO),
];
