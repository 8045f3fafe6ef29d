import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { createSerialScanner } from '../../../src/devices/scan/serial-scanner.ts';
import { openPtyScanner } from '../../../src/fakes/pty-scanner.ts';
import type { Scanner } from '../../../src/runtime/scanner-port.ts';
import { openPtyRig, REAL } from './pty-scanner-rig.ts';
import { describeScanner, listen } from './scanner-contract.ts';

describeScanner('serialport on a real terminal pair', openPtyRig);

/** Another process at the scanner's end, so that scans go on while this one can do nothing. */
function writeScans(path: string, count: number, gapMs: number, text: string) {
  const script = join(import.meta.dirname, 'write-scans.mjs');
  return spawn(process.execPath, [script, path, String(count), String(gapMs), text], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
}

/** Does nothing, and lets nothing else be done. */
function holdUp(ms: number): void {
  const untilMs = performance.now() + ms;
  while (performance.now() < untilMs);
}

describe('a serial scanner on a real terminal pair', () => {
  it('says lost when there is no such device, and is ready as soon as it is plugged in', async () => {
    const pty = await openPtyScanner();
    await pty.unplug();
    const scanner = createSerialScanner({ path: pty.path, ...REAL });
    const heard = listen(scanner);
    scanner.start();
    await heard.untilLink('lost');
    await pty.plugIn();
    await heard.untilLink('ready');
    await pty.scan('4006381333931');
    await heard.untilFrames(1);
    expect(heard.links).toEqual(['connecting', 'lost', 'ready']);
    await scanner.stop();
    await pty.close();
  });

  it('says busy when another program has the port, and takes it when that lets go', async () => {
    const pty = await openPtyScanner();
    const [first, second] = [pty.path, pty.path].map((path) => createSerialScanner({ path, ...REAL })) as [
      Scanner,
      Scanner,
    ];
    const [one, two] = [listen(first), listen(second)];
    first.start();
    await one.untilLink('ready');
    second.start();
    await two.untilLink('busy');
    await first.stop();
    await two.untilLink('ready');
    await pty.scan('85123A');
    await two.untilFrames(1);
    expect(one.frames).toEqual([]);
    await second.stop();
    await pty.close();
  });

  it('says that a file is no serial port', async () => {
    const scanner = createSerialScanner({ path: '/dev/null', ...REAL });
    const codes: string[] = [];
    scanner.onStatus(({ code }) => codes.push(code));
    const heard = listen(scanner);
    scanner.start();
    await heard.untilLink('lost');
    expect(codes).toEqual(['connecting', 'unsuitable']);
    await scanner.stop();
  });

  it('hears two scanners at once, each under its own name', async () => {
    const rigs = [await openPtyRig(), await openPtyRig()] as const;
    const heard = rigs.map(({ scanner }) => listen(scanner));
    for (const { scanner } of rigs) scanner.start();
    await Promise.all(heard.map(({ untilLink }) => untilLink('ready')));
    await Promise.all(rigs.map(({ scan }, at) => scan(`FROM-${at}`)));
    await Promise.all(heard.map(({ untilFrames }) => untilFrames(1)));
    expect(heard.map(({ texts }) => texts())).toEqual([['FROM-0'], ['FROM-1']]);
    expect(heard.map(({ frames }) => frames[0]?.source)).toEqual(rigs.map(({ pty }) => pty.path));
    await Promise.all(rigs.map(({ close }) => close()));
  });

  it('tells the scanner good and bad in the bytes of its maker', async () => {
    const rig = await openPtyRig();
    const heard = listen(rig.scanner);
    rig.scanner.start();
    await heard.untilLink('ready');
    expect(await rig.scanner.signal('good')).toBe(true);
    expect(await rig.scanner.signal('bad')).toBe(true);
    expect([...(await rig.pty.received(3))]).toEqual([0x07, 0x46, 0x45]);
    await rig.close();
  });

  it('counts 1,000 identical scans, 5 ms apart, as 1,000', async () => {
    const rig = await openPtyRig();
    const heard = listen(rig.scanner);
    rig.scanner.start();
    await heard.untilLink('ready');
    writeScans(rig.pty.farPath, 1000, 5, '4006381333931');
    await heard.untilFrames(1000);
    expect(heard.texts()).toEqual(Array(1000).fill('4006381333931'));
    await rig.close();
  });

  it('loses none of 3,000 scans, and none of their order, while the whole process is held up for 3 s', async () => {
    const rig = await openPtyRig();
    const heard = listen(rig.scanner);
    rig.scanner.start();
    await heard.untilLink('ready');
    writeScans(rig.pty.farPath, 3000, 1, 'CODE-#');
    await heard.untilFrames(1);
    holdUp(3000);
    expect(heard.frames.length).toBeLessThan(3000);
    await heard.untilFrames(3000);
    expect(heard.texts()).toEqual(Array.from({ length: 3000 }, (_, at) => `CODE-${at}`));
    expect(heard.diags).toEqual([]);
    await rig.close();
  });
  it('puts a code together whose second half came while the process was held up', async () => {
    const rig = await openPtyRig();
    const heard = listen(rig.scanner);
    rig.scanner.start();
    await heard.untilLink('ready');
    const writer = writeScans(rig.pty.farPath, 1, 1000, '81333931');
    await once(writer.stdout, 'data');
    await rig.send(Buffer.from('40063'));
    await rig.arrived();
    holdUp(2500); // the half has long been silent, and the rest lies in the system's buffer
    await heard.untilFrames(1);
    expect(heard.texts()).toEqual(['4006381333931']);
    expect(heard.diags).toEqual([]);
    await rig.close();
  });
});
