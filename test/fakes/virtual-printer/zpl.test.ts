import { deflateSync } from 'node:zlib';
import { afterEach, describe, expect, it } from 'vitest';
import { createBitmap, paintBox } from '../../../src/core/bitmap.ts';
import { crc16 } from '../../../src/fakes/virtual-printer/graphic-field.ts';
import type { Sheet } from '../../../src/fakes/virtual-printer/sheet.ts';
import { type Bench, closeBenches, LABEL, openBench, until } from './bench.ts';

afterEach(closeBenches);

let bench: Bench;

async function print(job: string | Uint8Array, more: Parameters<typeof openBench>[1] = {}): Promise<Sheet> {
  bench = await openBench('zebra-linkos', more);
  bench.socket.write(typeof job === 'string' ? Buffer.from(job, 'latin1') : job);
  const [sheet] = await bench.paper.waitForSheets(1);
  if (sheet === undefined) throw new Error('Nothing came out');
  return sheet;
}

const ROWS = [0xff, 0x81, 0x12, 0x34, 0x00, 0x7e];
const inked = ({ bitmap }: Sheet): number[] => {
  const rows = [];
  for (let y = 0; y < 3; y += 1) rows.push(...bitmap.bits.subarray(y * bitmap.stride, y * bitmap.stride + 2));
  return rows;
};
const label = (field: string, more = ''): string => `^XA^PW80^LL20${more}^FO0,0${field}^FS^XZ`;

describe('a graphic field', () => {
  const raw = Buffer.from(ROWS);
  const packed = (kind: string, bytes: Buffer, sum?: number): string => {
    const text = bytes.toString('base64');
    return `^GFA,6,6,2,:${kind}:${text}:${(sum ?? crc16(text)).toString(16).padStart(4, '0')}`;
  };
  it.each([
    ['in hexadecimal', '^GFA,6,6,2,FF811234007E'],
    ['in hexadecimal with line breaks', '^GFA,6,6,2,FF81\r\n1234\r\n007E'],
    ['in runs', '^GFA,6,6,2,HF811234I07E'.replace('I07E', 'H07E')],
    ['in base64', packed('B64', raw)],
    ['in Z64', packed('Z64', deflateSync(raw))],
    ['in counted binary', `^GFB,6,6,2,${raw.toString('latin1')}`],
    ['in counted zlib', `^GFC,${deflateSync(raw).length},6,2,${deflateSync(raw).toString('latin1')}`],
  ])('comes %s', async (_, field) => {
    expect(inked(await print(label(field)))).toEqual(ROWS);
    expect(bench.complaints()).toEqual([]);
  });

  it('repeats rows, and fills them white or black', async () => {
    const sheet = await print(label('^GFA,6,6,2,F,:!'));
    expect(inked(sheet)).toEqual([0xf0, 0, 0xf0, 0, 0xff, 0xff]);
  });

  it('is left out when its sum is wrong, and that is written down', async () => {
    const sheet = await print(`${label(packed('B64', raw, 1), '^FO8,8^GFA,1,1,1,FF^FS')}`);
    expect(inked(sheet)).toEqual([0, 0, 0, 0, 0, 0]);
    expect(bench.complaints()).toEqual([expect.stringMatching(/^\^GFA,6,6,2,:B64/)]);
  });

  it('keeps commands that are only bytes of it', async () => {
    const binary = Buffer.concat([Buffer.from('~JA~HS^XZ~PP'), Buffer.from([0xff, 0x81, 0, 0])]);
    const job = Buffer.concat([Buffer.from('^XA^PW80^LL20^FO0,0^GFB,16,16,2,'), binary, Buffer.from('^FS^XZ')]);
    bench = await openBench('zebra-linkos');
    // Byte by byte: the marks are cut in two wherever possible.
    for (const byte of job) bench.socket.write(Uint8Array.of(byte));
    const [sheet] = await bench.paper.waitForSheets(1);
    expect(sheet?.bitmap.bits.filter((_, at) => at % 10 < 2)).toEqual(
      new Uint8Array([...binary, ...new Uint8Array(24)]),
    );
    expect(bench.paper.stats.answered).toBe(0);
    expect(bench.paper.events.map(({ t }) => t)).not.toContain('cancelled');
  });

  it('stands where ^LH, ^FO and ^FT put it', async () => {
    const at = async (place: string): Promise<number> => {
      const { bitmap } = await print(`^XA^PW80^LL20^LH8,2${place}^GFA,2,2,1,FF81^FS^XZ`);
      return bitmap.bits.indexOf(0xff);
    };
    expect(await at('^FO8,3')).toBe(5 * 10 + 2);
    expect(await at('^FT8,3')).toBe(3 * 10 + 2);
  });

  it('comes out of memory, enlarged', async () => {
    const sheet = await print(`~DGR:LOGO.GRF,2,1,F00F${label('^XGR:LOGO.GRF,2,1')}`);
    expect(inked(sheet)).toEqual([0xff, 0, 0, 0xff, 0, 0]);
    expect(bench.complaints()).toEqual([]);
  });
});

describe('a format with text and symbols', () => {
  const job = [
    '^XA^CI28^PW80^LL20^CF0,20^FO1,1^FH_^FDM_C3_BCnchen _5E1^FS',
    '^FO1,1^BCN,40,N,N,N,N^FD>;>80109521234543213>8>610AB^FS',
    '^FO1,1^BQN,2,4^FDQA,https://example.com/1^FS^FX a remark^FS^XZ',
  ].join('\n');
  const said = ['München ^1', '0109521234543213\x1d10AB', 'https://example.com/1'];

  it('is read field by field, and is not drawn by itself', async () => {
    const sheet = await print(job);
    expect(sheet.text).toEqual(said);
    expect(bench.paper.events).toContainEqual({ t: 'not-drawn', command: '^FD' });
    expect(Buffer.from(sheet.bytes).toString('latin1')).toBe(job);
  });

  it('is drawn by whoever can, who is given the width and the length that hold', async () => {
    const drawn = createBitmap(80, 20);
    paintBox(drawn, { x: 3, y: 4, width: 5, height: 6 });
    const given: string[] = [];
    const sheet = await print(`~DGR:A.GRF,1,1,F0\n${job}`, {
      draw: (zpl) => {
        given.push(Buffer.from(zpl).toString('latin1'));
        return drawn;
      },
    });
    expect(sheet.bitmap).toEqual(drawn);
    expect(given).toHaveLength(1);
    expect(given[0]).toMatch(/^~DGR:A.GRF,1,1,F0\^XA\^PW80\^LL20\^LH0,0\^CI28\^PW80/);
    expect(bench.complaints()).toEqual([]);
  });

  it('is drawn with what an earlier format has set, until the power is cut', async () => {
    const given: string[] = [];
    const draw = (zpl: Uint8Array) => {
      given.push(Buffer.from(zpl).toString('latin1'));
      return createBitmap(8, 8);
    };
    const short = '^XA^FO1,1^FDx^FS^XZ';
    await print(`^XA^LH8,16^CF0,40^CI28^PW80^LL20^XZ${short}`, { draw });
    expect(given[0]).toMatch(/^\^XA\^PW80\^LL20\^CF0,40\^LH8,16\^CI28\^FO1,1/);
    bench.paper.powerCycle();
    (await bench.plug()).write(short);
    await bench.paper.waitForSheets(2);
    expect(given[1]).toMatch(/^\^XA\^PW812\^LL1218\^LH0,0\^FO1,1/);
  });

  it('copies one drawing as often as it is asked for', async () => {
    let drawings = 0;
    const draw = () => {
      drawings += 1;
      return createBitmap(8, 8);
    };
    await print(job.replace('^XZ', '^PQ3^XZ'), { draw });
    await bench.paper.waitForSheets(3);
    expect(drawings).toBe(1);
  });

  it('is told apart from a command that nobody knows', async () => {
    await print(job.replace('^XZ', '^ZQ1^XZ'));
    expect(bench.paper.events).toContainEqual({ t: 'unknown-command', command: '^ZQ' });
  });
});

it('obeys a real-time command that an address line smuggled in: that is why it must be escaped', async () => {
  bench = await openBench('zebra-linkos');
  bench.socket.write('^XA^FO1,1^FDMain Street ~JA 5^FS');
  await until(() => bench.paper.events.some(({ t }) => t === 'cancelled'));
  expect(bench.paper.sheets).toHaveLength(0);
});

it('keeps the bytes of a label between all others', async () => {
  bench = await openBench('zebra-linkos');
  const job = LABEL.replaceAll('^', '\r\n^').slice(2);
  bench.socket.write(`~HS${job}\r\n~HS${LABEL}`);
  const [first, second] = await bench.paper.waitForSheets(2);
  expect(Buffer.from(first?.bytes ?? []).toString()).toBe(job);
  expect(Buffer.from(second?.bytes ?? []).toString()).toBe(LABEL);
});
