import { describe, expect, it } from 'vitest';
import {
  conditionsOfAutomatic,
  conditionsOfRealtime,
  readEscposReplies,
} from '../../../src/devices/print/escpos-status.ts';
import {
  readErrorStatus,
  readHostIdentity,
  readHostStatus,
  readOdometer,
  readVariable,
} from '../../../src/devices/print/zebra-status.ts';

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

/** As in the manual; the spaces are not the same on every firmware. */
function errorStatus(errors: string, warnings = '0 00000000 00000000'): string {
  return `\x02\r\n\r\n  PRINTER STATUS\r\n   ERRORS:         ${errors}\r\n   WARNINGS:       ${warnings}\r\n\x03`;
}

describe('~HQES', () => {
  it.each([
    ['fine', '0 00000000 00000000', undefined, []],
    ['paper out', '1 00000000 00000001', undefined, ['paper_out']],
    ['ribbon out', '1 00000000 00000002', undefined, ['ribbon_out']],
    ['head open, and paused by it', '1 00000000 00010004', undefined, ['cover_open', 'paused']],
    ['cutter', '1 00000000 00000008', undefined, ['cutter']],
    ['head hot, motor hot', '1 00000000 00000030', undefined, ['head_hot']],
    ['bad element', '1 00000000 00000040', undefined, ['needs_service']],
    ['retract', '1 00000000 00020000', undefined, ['jam']],
    ['near its end, and dirty', '0 00000000 00000000', '1 00000000 0000000A', ['needs_service', 'paper_low']],
  ])('reads %s', (_, errors, warnings, conditions) => {
    expect(readErrorStatus(errorStatus(errors, warnings))).toEqual(conditions);
  });

  it('is read however it is laid out, but not by halves', () => {
    expect(readErrorStatus('ERRORS: 1 00000000 00000005 WARNINGS: 0 00000000 00000000')).toEqual([
      'paper_out',
      'cover_open',
    ]);
    const whole = errorStatus('1 00000000 00000001');
    expect(readErrorStatus(whole.slice(0, -6))).toBeNull();
    expect(readErrorStatus(`${whole}${errorStatus('0 00000000 00000000')}`)).toEqual([]);
  });
});

describe('~HI and SGD', () => {
  it('name the printer and its head', () => {
    expect(readHostIdentity('\x02ZTC ZD421-203dpi ZPL,V93.21.26Z,8,8192KB,X\x03\r\n')).toEqual({
      model: 'ZTC ZD421-203dpi ZPL',
      firmware: 'V93.21.26Z',
      dotsPerMm: 8,
    });
    expect(readHostIdentity('\x02ZD421,V93')).toBeNull();
    expect(readHostIdentity(hostStatus(fine))).toBeNull();
    expect([readVariable('"203"'), readVariable('"?"'), readVariable('"20')]).toEqual(['203', '?', null]);
  });
});

describe('automatic status', () => {
  it.each([
    ['fine', [0x10, 0, 0, 0x0f], []],
    ['paper out', [0x18, 0, 0x0f, 0x0f], ['paper_out']],
    ['near its end', [0x10, 0, 0x03, 0x0f], ['paper_low']],
    ['cover open', [0x38, 0, 0, 0x0f], ['cover_open']],
    ['cutter', [0x18, 0x08, 0, 0x0f], ['cutter']],
    ['head hot', [0x18, 0x40, 0, 0x0f], ['head_hot']],
    ['off-line and silent about it', [0x18, 0, 0, 0x0f], ['paused']],
  ])('reads %s', (_, bytes, conditions) => {
    expect(conditionsOfAutomatic(bytes)).toEqual(conditions);
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
        { t: 'identity', text: 'E' },
      ],
      rest: new Uint8Array(),
    });
  });

  it('hears the paper sensor and a cleared buffer, and is not deafened by noise', () => {
    const noise = Buffer.concat([Uint8Array.of(0x5f, 0x61, 0x12), Buffer.alloc(100, 'a')]);
    expect(readEscposReplies(Uint8Array.of(0x0c, 0x37, 0x25, 0, 0x37, 0x22, 0x41, 0)).replies).toEqual([
      { t: 'paper', byte: 0x0c },
      { t: 'cleared' },
    ]);
    expect(readEscposReplies(noise).replies).toEqual([{ t: 'realtime', byte: 0x12 }]);
  });

  it('keeps the beginning of an answer until the rest has come', () => {
    const { replies, rest } = readEscposReplies(Uint8Array.of(0x12, 0x37, 0x22, 0x30));
    expect(replies).toHaveLength(1);
    expect(readEscposReplies(Buffer.concat([rest, Buffer.from('123\0')])).replies).toEqual([
      { t: 'process', id: '0123' },
    ]);
  });
});
