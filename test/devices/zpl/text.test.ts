import { beforeAll, describe, expect, it } from 'vitest';
import type { DrawZpl } from '../../../src/devices/zpl/draw-zpl.ts';
import { blackDots, inkOf, openDrawer, smallLabels } from './zpl-rig.ts';

let draw: DrawZpl;
beforeAll(async () => {
  draw = await openDrawer();
});

const { label, ink, expectSame } = smallLabels(() => draw);

describe('text', () => {
  it.each([
    // H is as tall as three quarters of font 0 and starts at the top of its cell.
    ['N', { x: 100, y: 100 }],
    ['R', { x: 125, y: 100 }],
    ['I', { x: 100, y: 125 }],
    ['B', { x: 100, y: 100 }],
  ])('of font 0, orientation %s, hangs from ^FO', (turn, corner) => {
    const box = ink(`^FO100,100^A0${turn},100,100^FDHHH^FS`);
    const [along, across] = turn === 'N' || turn === 'I' ? [box?.width, box?.height] : [box?.height, box?.width];
    expect(Math.abs((across ?? 0) - 75)).toBeLessThanOrEqual(1);
    // Three letters of 610 thousandths, less the white beside the outer ones.
    expect(Math.abs((along ?? 0) - 183 + 14)).toBeLessThanOrEqual(8);
    expect(Math.abs((box?.x ?? 0) - corner.x)).toBeLessThanOrEqual(9);
    expect(Math.abs((box?.y ?? 0) - corner.y)).toBeLessThanOrEqual(9);
  });

  it.each([
    ['N', 'y', 'height'],
    ['I', 'y', undefined],
    ['R', 'x', undefined],
    ['B', 'x', 'width'],
  ] as const)('%s stands with its baseline on ^FT', (turn, axis, extent) => {
    const box = ink(`^FT300,250^A0${turn},80,80^FDHHH^FS`);
    if (box === undefined) throw new Error('nothing was drawn');
    const foot = box[axis] + (extent === undefined ? 0 : box[extent]);
    expect(Math.abs(foot - (axis === 'x' ? 300 : 250))).toBeLessThanOrEqual(1);
  });

  it('of a bitmap font comes in whole magnifications', () => {
    expectSame('^FO50,50^ADN,36,20^FDABC^FS', '^FO50,50^ADN,30,24^FDABC^FS');
    const box = ink('^FO50,50^ADN,36,20^FDHHHHH^FS');
    expect(box?.height).toBe(28);
    // Five cells of twice 12 dots, less the gap and the white in the last one.
    expect(Math.abs((box?.width ?? 0) - 112)).toBeLessThanOrEqual(6);
  });

  it('of a bitmap font is enlarged in height and width apart', () => {
    const [narrow, wide] = [ink('^FO50,50^ADN,36,20^FDHHHHH^FS'), ink('^FO50,50^ADN,36,40^FDHHHHH^FS')];
    expect(wide?.height).toBe(narrow?.height);
    expect(Math.abs((wide?.width ?? 0) - 2 * (narrow?.width ?? 0))).toBeLessThanOrEqual(4);
  });

  it('of font B has capitals only', () => expectSame('^FO50,50^ABN,22,14^FDabc^FS', '^FO50,50^ABN,22,14^FDABC^FS'));

  it('without ^A takes the font of ^CF', () =>
    expectSame('^CF0,40,30^FO50,50^FDabc^FS', '^FO50,50^A0N,40,30^FDabc^FS'));

  it('with one size only is as wide as it is high', () => {
    expectSame('^FO50,50^A0N,40^FDabc^FS', '^FO50,50^A0N,40,40^FDabc^FS');
    expectSame('^FO50,50^A0N,,40^FDabc^FS', '^FO50,50^A0N,40,40^FDabc^FS');
  });

  it('of a downloaded font is drawn in font 0', () =>
    expectSame('^FO50,50^A@N,40,40,E:ARIAL.TTF^FDabc^FS', '^FO50,50^A0N,40,40^FDabc^FS'));

  it('turns as ^FW says, unless ^A says otherwise', () => {
    expectSame('^FWR^FO50,50^A0,40,40^FDabc^FS', '^FO50,50^A0R,40,40^FDabc^FS');
    expectSame('^FWR^FO50,50^A0N,40,40^FDabc^FS', '^FO50,50^A0N,40,40^FDabc^FS');
    // FedEx: ^FW behind ^A in the same field turns it.
    expectSame('^FO50,50^A0N,40,40^FWB^FDabc^FS', '^FO50,50^A0B,40,40^FDabc^FS');
  });

  it('ends at the point when it is set to the right', () => {
    const box = ink('^FO400,50,1^A0N,40,40^FDHHH^FS');
    expect(Math.abs((box?.x ?? 0) + (box?.width ?? 0) - 400)).toBeLessThanOrEqual(5);
    expectSame('^FT400,50,1^A0N,40,40^FDHHH^FS', '^FW,1^FT400,50^A0N,40,40^FDHHH^FS');
  });

  it('goes on where the last one ended', () => {
    const one = ink('^FT50,100^A0N,40,40^FDHH^FS^FT^A0N,40,40^FDHH^FS');
    const whole = ink('^FT50,100^A0N,40,40^FDHHHH^FS');
    expect(Math.abs((one?.width ?? 0) - (whole?.width ?? 0))).toBeLessThanOrEqual(1);
  });

  it('is the same in hexadecimal, in UTF-8 and in a single-byte set', () => {
    expectSame('^CI28^FO50,50^A0N,40,40^FH^FDZ_C3_BCrich^FS', '^CI27^FO50,50^A0N,40,40^FH^FDZ_FCrich^FS');
    expectSame('^CI28^FO50,50^A0N,40,40^FDZürich^FS', '^CI28^FO50,50^A0N,40,40^FH\\^FDZ\\C3\\BCrich^FS');
    expectSame('^FO50,50^A0N,40,40^FVabc^FS', '^FO50,50^A0N,40,40^FDabc^FS');
    expectSame('^FO50,50^A0N,40,40^SNabc,1,Y^FS', '^FO50,50^A0N,40,40^FDabc^FS');
  });

  it('is not broken by line ends, markup or control characters', () => {
    expectSame('^FO50,50^A0N,40,40^FDa\r\nb^FS', '^FO50,50^A0N,40,40^FDab^FS');
    expect(blackDots(label('^FO50,50^A0N,40,40^FH^FD<b>&amp;_00_1B"^FS').bitmap)).toBeGreaterThan(500);
  });

  it('of ^GS is a sign', () => {
    expect(ink('^FO50,50^GSN,60,60^FDA^FS')?.x).toBeLessThan(70);
    expect(label('^FO50,50^GSN,60,60^FDZ^FS').bitmap.bits.some((byte) => byte !== 0)).toBe(false);
  });
});

describe('a block of text', () => {
  const block = (how: string, text: string): string => `^FO50,50^A0N,30,30^FB200,3,5,${how}^FD${text}^FS`;

  it('breaks between words, and where \\& says', () => {
    expectSame(block('L', 'HHHHHH HHHHHH'), block('L', 'HHHHHH\\&HHHHHH'));
    const box = ink(block('L', 'HHHHHH HHHHHH'));
    // Two lines 35 dots apart.
    expect(Math.abs((box?.height ?? 0) - 35 - 22)).toBeLessThanOrEqual(2);
  });

  it('breaks a word that is wider than itself', () => {
    const box = ink(block('L', 'HHHHHHHHHHHHHHHH'));
    expect(box?.width).toBeLessThanOrEqual(200);
    expect(box?.height).toBeGreaterThan(50);
  });

  it('is set to the left, the middle, the right and both', () => {
    const edges = (how: string): readonly number[] => {
      const box = ink(block(how, 'HH'));
      return [(box?.x ?? 0) - 50, 250 - (box?.x ?? 0) - (box?.width ?? 0)];
    };
    const [left, middle, right] = [edges('L'), edges('C'), edges('R')];
    expect(left[0]).toBeLessThan(6);
    expect(Math.abs((middle[0] ?? 0) - (middle[1] ?? 0))).toBeLessThanOrEqual(2);
    expect(right[1]).toBeLessThan(6);
    // Only a line that goes on is spread.
    const spread = ink(block('J', 'HH HH HHHHHHHHH'));
    expect(spread?.width).toBeGreaterThan(185);
  });

  it('prints what is too much over the last line, as printers do', () => {
    const three = ink(block('L', 'a\\&b\\&c'));
    expect(ink(block('L', 'a\\&b\\&c\\&d\\&e'))?.height).toBeLessThanOrEqual((three?.height ?? 0) + 8);
    expect(blackDots(label(block('L', 'a\\&b\\&c\\&W')).bitmap)).toBeGreaterThan(
      blackDots(label(block('L', 'a\\&b\\&c')).bitmap),
    );
  });

  it('of ^TB cuts it off', () =>
    expectSame(
      '^FO50,50^A0N,30,30^TBN,200,65^FDHHHHHH HHHHHH HHHHHH^FS',
      '^FO50,50^A0N,30,30^TBN,200,65^FDHHHHHH HHHHHH^FS',
    ));

  it('hangs from the second line on', () => {
    const box = ink('^FO50,50^A0N,30,30^FB200,2,0,L,60^FDHHHHHH HHHHHH^FS');
    const second = inkOf(label('^FO50,50^A0N,30,30^FB200,2,0,L,60^FDHHHHHH HHHHHH^FS').bitmap, {
      x: 0,
      y: 78,
      width: 600,
      height: 60,
    });
    expect(Math.abs((second?.x ?? 0) - (box?.x ?? 0) - 60)).toBeLessThanOrEqual(1);
  });

  it('set by ^FT grows upwards from its last possible line', () => {
    const box = ink('^FT50,200^A0N,40,40^FB300,3,10,L^FDH^FS');
    expect(Math.abs((box?.y ?? 0) + (box?.height ?? 0) - 100)).toBeLessThanOrEqual(1);
  });

  it('without a width prints nothing', () => expect(ink('^FO50,50^A0N,30,30^FB0,1^FDabc^FS')).toBeUndefined());
});
