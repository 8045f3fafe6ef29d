import { afterEach, describe, expect, it } from 'vitest';
import { askPrinter, type FoundPrinter } from '../../../src/devices/print/ask-printer.ts';
import { askQueue, readDeviceAddress } from '../../../src/devices/print/ask-queue.ts';
import { usualDeadlines } from '../../../src/devices/print/deadlines.ts';
import { dialOf } from '../../../src/devices/print/open-printer.ts';
import { disagreements, suggestedPrinter } from '../../../src/devices/print/suggest-printer.ts';
import type { PersonaName } from '../../../src/fakes/virtual-printer/persona.ts';
import { openVirtualPrinter, type VirtualPrinter } from '../../../src/fakes/virtual-printer/virtual-printer.ts';
import { type PrinterConnection, printerSchema } from '../../../src/wire/settings.ts';
import { ManualTimers } from './manual-timers.ts';
import { setupFor } from './print-rig.ts';
import { smallLabel, smallSlip } from './sample-jobs.ts';
import { Transit } from './transit.ts';

let paper: VirtualPrinter;
afterEach(() => paper.close());

const connection: PrinterConnection = { kind: 'tcp', host: '192.0.2.7', port: 9100 };

async function openPaper(persona: PersonaName, dpi: 203 | 300 = 203): Promise<void> {
  paper = await openVirtualPrinter({
    host: '127.0.0.1',
    port: 0,
    persona,
    dpi,
    widthDots: dpi === 300 ? 1280 : undefined,
  });
}

async function ask(): Promise<FoundPrinter> {
  const transit = new Transit(paper);
  const timers = new ManualTimers(transit);
  const dial = dialOf({ kind: 'tcp', ...paper.address }, { timers, connect: transit.connect });
  return timers.turnUntil(askPrinter(dial, timers, usualDeadlines));
}

describe('asking a printer what it is', () => {
  it('a Zebra says everything', async () => {
    await openPaper('zebra-linkos', 300);
    const found = await ask();
    expect(found).toEqual({
      link: 'up',
      language: 'zpl',
      maker: 'Zebra',
      model: 'ZD421-300dpi',
      firmware: 'V93.21.15Z',
      dpi: 300,
      widthDots: 1280,
      acknowledgement: 'odometer',
      conditions: [],
    });
    expect(suggestedPrinter(found, connection)).toMatchObject({
      name: 'ZD421-300dpi',
      language: 'zpl',
      dpi: 300,
      widthDots: 1280,
      acknowledgement: 'odometer',
    });
  });

  it('one that says nothing of itself in a fault is asked in another way', async () => {
    await openPaper('zebra-strict');
    await paper.set({ kind: 'coverOpen' });
    expect(await ask()).toMatchObject({
      language: 'zpl',
      dpi: 203,
      acknowledgement: 'odometer',
      conditions: ['cover_open'],
    });
  });

  it('a clone says nothing before its first label, and little afterwards', async () => {
    await openPaper('zpl-clone');
    expect(await ask()).toMatchObject({ link: 'up', language: 'unknown', acknowledgement: 'none', conditions: null });
    await sendRaw(smallLabel());
    expect(await ask()).toMatchObject({
      language: 'zpl',
      model: null,
      dpi: null,
      widthDots: null,
      acknowledgement: 'status',
    });
  });

  it('an Epson says who made it, and acknowledges', async () => {
    await openPaper('epson-tm');
    const found = await ask();
    expect(found).toMatchObject({ language: 'escpos', acknowledgement: 'process-id', conditions: [] });
    expect(found.maker).not.toBeNull();
    expect(found.model).not.toBeNull();
    expect(suggestedPrinter(found, connection)).toMatchObject({ language: 'escpos', acknowledgement: 'process-id' });
  });

  it('its clone only says how it is', async () => {
    await openPaper('escpos-clone');
    await paper.set({ kind: 'paperOut' });
    expect(await ask()).toMatchObject({
      language: 'escpos',
      maker: null,
      acknowledgement: 'none',
      conditions: ['paper_out'],
    });
  });

  it('a mute one is there, and unknown', async () => {
    await openPaper('sink');
    const found = await ask();
    expect(found).toMatchObject({ link: 'up', language: 'unknown', conditions: null });
    expect(suggestedPrinter(found, connection)).toBeNull();
  });

  it('nobody there, and somebody who does not want us', async () => {
    await openPaper('sink');
    await paper.set({ kind: 'offline' });
    expect(await ask()).toMatchObject({ link: 'refused', language: 'unknown' });
  });

  it.each(['zebra-linkos', 'zebra-strict', 'zpl-clone', 'epson-tm', 'escpos-clone', 'sink'] as const)(
    '%s: nothing is printed by it, and what is printed next is as it was',
    async (kind) => {
      await openPaper(kind);
      const job = kind === 'epson-tm' || kind === 'escpos-clone' ? smallSlip('ALONE') : smallLabel();
      await sendRaw(job);
      await ask();
      expect(paper.sheets).toHaveLength(1);
      await sendRaw(job);
      const [first, second] = await paper.waitForSheets(2);
      expect(second?.png).toEqual(first?.png);
      expect(paper.events.filter(({ t }) => t === 'unknown-command')).toEqual([]);
    },
  );

  it('a mute receipt printer keeps no question as text', async () => {
    paper = await openVirtualPrinter({ host: '127.0.0.1', port: 0, persona: 'sink', language: 'escpos' });
    await ask();
    await sendRaw(smallSlip('ALONE').subarray(2));
    const [sheet] = await paper.waitForSheets(1);
    expect(sheet?.text.join('\n').trim()).toBe('ALONE');
  });

  it.each(['zebra-linkos', 'zpl-clone', 'epson-tm', 'escpos-clone'] as const)(
    '%s: what is suggested is a valid entry for the settings, and agrees with what was found',
    async (kind) => {
      await openPaper(kind);
      if (kind === 'zpl-clone') await sendRaw(smallLabel());
      const found = await ask();
      const suggested = printerSchema.parse(suggestedPrinter(found, connection));
      expect(disagreements(suggested, found)).toEqual([]);
    },
  );
});

describe('a printer that is not as it was set up', () => {
  const found: FoundPrinter = {
    link: 'up',
    language: 'zpl',
    maker: 'Zebra',
    model: 'ZD421',
    firmware: null,
    dpi: 300,
    widthDots: 640,
    acknowledgement: 'odometer',
    conditions: [],
  };

  it('is told by resolution, width and language', async () => {
    await openPaper('sink');
    const label = setupFor('zebra-linkos', connection);
    expect(disagreements(label, found)).toEqual([
      { what: 'dpi', setUp: 203, found: 300 },
      { what: 'width', setUp: 832, found: 640 },
    ]);
    expect(disagreements(label, { ...found, dpi: null, widthDots: null })).toEqual([]);
    expect(disagreements(setupFor('epson-tm', connection), found)).toEqual([
      { what: 'language', setUp: 'escpos', found: 'zpl' },
    ]);
    expect(disagreements(label, { ...found, language: 'unknown' })).toEqual([]);
  });
});

describe('asking CUPS about a queue', () => {
  it('reads what the address of the device names', async () => {
    await openPaper('sink');
    const answers: Readonly<Record<string, string>> = {
      '-p': 'printer zebra is idle.  enabled since today\n',
      '-v': 'device for zebra: usb://Zebra%20Technologies/ZTC%20ZD421-203dpi%20ZPL?serial=D6J\n',
    };
    const run = async (_: string, [option = '']: readonly string[]) => ({
      code: 0,
      stdout: answers[option] ?? '',
      stderr: '',
      isMissing: false,
    });
    expect(await askQueue('zebra', run, 1000)).toMatchObject({
      link: 'up',
      language: 'zpl',
      maker: 'Zebra Technologies',
      model: 'ZTC ZD421-203dpi ZPL',
      dpi: 203,
      acknowledgement: 'none',
    });
    expect(readDeviceAddress('usb://EPSON/TM-T88VI?serial=1')).toMatchObject({ language: 'escpos', maker: 'EPSON' });
    expect(readDeviceAddress('socket://127.0.0.1:9100')).toMatchObject({ language: 'unknown', maker: null });
    expect(readDeviceAddress('usb://A/50%')).toMatchObject({ model: '50%', language: 'unknown' });
    const missing = async () => ({ code: null, stdout: '', stderr: '', isMissing: true });
    expect(await askQueue('zebra', missing, 1000)).toMatchObject({ link: 'refused' });
    expect(await askQueue('-x', run, 1000)).toMatchObject({ link: 'refused' });
  });
});

/** Past our own transport: another program prints. Held until the sheet is out, as a clone drops it otherwise. */
async function sendRaw(bytes: Uint8Array): Promise<void> {
  const transit = new Transit(paper);
  const line = await dialOf({ kind: 'tcp', ...paper.address }, { connect: transit.connect })(5000);
  if (line === 'refused' || line === 'no-answer') throw new Error(line);
  const count = paper.stats.odometer - 1000;
  await line.send(bytes);
  await paper.waitForSheets(count + 1);
  await line.close();
}
