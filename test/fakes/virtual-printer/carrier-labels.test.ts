import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Bitmap } from '../../../src/core/bitmap.ts';
import type { DrawZpl } from '../../../src/devices/zpl/draw-zpl.ts';
import { openDrawer } from '../../devices/zpl/zpl-rig.ts';
import { closeBenches, openBench } from './bench.ts';

let drawer: DrawZpl;
beforeAll(async () => {
  drawer = await openDrawer();
});
afterEach(closeBenches);

function draw(bytes: Uint8Array): Bitmap | null {
  const drawn = drawer(bytes, 203);
  return drawn.ok ? (drawn.value.labels[0]?.bitmap ?? null) : null;
}

const FOLDER = '../shared/data/carrier-zpl';
const labels = existsSync(FOLDER) ? readdirSync(FOLDER).filter((file) => file.endsWith('.zpl')) : [];
if (labels.length === 0) console.warn(`${FOLDER} is not there: no carrier's label was printed`);

describe.runIf(labels.length > 0)("a carrier's label comes out of the printer", () => {
  it.each(labels)('%s: as it was sent and as it is previewed', async (file) => {
    const zpl = readFileSync(join(FOLDER, file));
    const { paper, socket } = await openBench('zebra-linkos', { draw });
    socket.write(zpl);
    const [sheet] = await paper.waitForSheets(1);
    // Settings may stand in a format of their own before it, and line breaks around it.
    const format = Buffer.from(sheet?.bytes ?? []).toString('latin1');
    expect([format.slice(0, 3), format.slice(-3)]).toEqual(['^XA', '^XZ']);
    expect(zpl.toString('latin1').trim().endsWith(format)).toBe(true);
    const previewed = draw(zpl);
    expect(sheet?.widthDots).toBe(previewed?.widthDots);
    expect(Buffer.compare(sheet?.bitmap.bits ?? zpl, previewed?.bits ?? zpl)).toBe(0);
    expect(previewed?.bits.some((byte) => byte !== 0)).toBe(true);
    expect(paper.events.map(({ t }) => t)).not.toContain('not-drawn');
    expect(paper.sheets).toHaveLength(1);
  });
});
