import { describe, expect, it } from 'vitest';
import { conditionsOfRealtime, readEscposReplies } from '../../../src/devices/print/escpos-status.ts';
import { readHostStatus, readOdometer } from '../../../src/devices/print/zebra-status.ts';

function hostStatus(first: string, second = '000,0,0,0,0,2,4,0,00000000,1,000'): string {
  return `\x02${first}\x03\r\n\x02${second}\x03\r\n\x021234,0\x03\r\n`;
}

const fine = '030,0,0,1218,000,0,0,0,000,0,0,0';

describe('~HS', () => {
  it.each([
    ['fine', fine, undefined, []],
    ['paper out', '030,1,1,1218,001,0,0,0,000,0,0,0', undefined, ['paper_out', 'paused']],
    ['head open, which is the third field', fine, '000,0,1,0,0,2,4,0,00000000,1,000', ['cover_open']],
    ['the unused second field', fine, '000,1,0,0,0,2,4,0,00000000,1,000', []],
    ['ribbon out', fine, '000,0,0,1,1,2,4,0,00000000,1,000', ['ribbon_out']],
    ['head hot', '030,0,0,1218,000,0,0,0,000,0,0,1', undefined, ['head_hot']],
    ['buffer full', '030,0,0,1218,004,1,0,0,000,0,0,0', undefined, ['buffer_full']],
  ])('reads %s', (_, first, second, conditions) => {
    expect(readHostStatus(hostStatus(first, second))?.conditions).toEqual(conditions);
  });

  it('counts what is waiting, and does not believe in millions', () => {
    const busy = hostStatus('030,0,0,1218,002,0,0,1,000,0,0,0', '000,0,0,0,0,2,4,0,00000003,1,000');
    expect(readHostStatus(busy)).toMatchObject({ formatsInBuffer: 2, labelsRemaining: 3, partialFormat: true });
    expect(readHostStatus(hostStatus(fine, '000,0,0,0,0,2,4,0,01048576,1,000'))).toMatchObject({ labelsRemaining: 0 });
  });

  it('is not there until its last byte is, and the newest answer counts', () => {
    const whole = hostStatus(fine);
    for (let length = 0; length < whole.length - 2; length += 1) {
      expect(readHostStatus(whole.slice(0, length))).toBeNull();
    }
    const two = hostStatus('030,1,1,1218,000,0,0,0,000,0,0,0') + whole;
    expect(readHostStatus(two)?.conditions).toEqual([]);
    expect(readHostStatus('\x02garbage\x03')).toBeNull();
  });

  it('comes with an odometer, or without', () => {
    expect([readOdometer('"1003"'), readOdometer('"?"'), readOdometer('"10')]).toEqual([1003, 'none', null]);
  });
});

describe('DLE EOT', () => {
  it.each([
    ['fine', [0x12, 0x12, 0x12, 0x12], []],
    ['paper out', [0x1a, 0x32, 0x12, 0x7e], ['paper_out']],
    ['cover open', [0x1a, 0x16, 0x12, 0x12], ['cover_open']],
    ['jam', [0x1a, 0x52, 0x1a, 0x12], ['cutter']],
    ['near end', [0x12, 0x12, 0x12, 0x1e], ['paper_low']],
    ['off-line and silent about it', [0x1a, 0x12, 0x12, 0x12], ['paused']],
  ])('reads %s', (_, bytes, conditions) => {
    expect(conditionsOfRealtime(bytes)).toEqual(conditions);
  });

  it('is told apart from everything else on the line', () => {
    const id = [...Buffer.from('0A1Z')];
    const stream = Uint8Array.of(0x12, 0x10, 0x00, 0x0c, 0x0f, 0x37, 0x22, ...id, 0x00, 0x11, 0x7e, 0x5f, 0x45, 0x00);
    expect(readEscposReplies(stream)).toEqual({
      replies: [
        { t: 'realtime', byte: 0x12 },
        { t: 'automatic', bytes: [0x10, 0x00, 0x0c, 0x0f] },
        { t: 'process', id: '0A1Z' },
        { t: 'realtime', byte: 0x7e },
      ],
      rest: new Uint8Array(),
    });
  });

  it('keeps the beginning of an answer until the rest has come', () => {
    const { replies, rest } = readEscposReplies(Uint8Array.of(0x12, 0x37, 0x22, 0x30));
    expect(replies).toHaveLength(1);
    expect(readEscposReplies(Buffer.concat([rest, Buffer.from('123\0')])).replies).toEqual([
      { t: 'process', id: '0123' },
    ]);
  });
});
