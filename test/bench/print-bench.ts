import { round, spreadOf } from '../../electron/demo/latencies.ts';
import { openPrinter } from '../../src/devices/print/open-printer.ts';
import { openVirtualPrinter } from '../../src/fakes/virtual-printer/virtual-printer.ts';
import type { PrinterSettings } from '../../src/wire/settings.ts';

/**
 * What the proof costs: preflight, send, acknowledgement, on loopback with an engine that prints at once. Both ends run in this
 * one process, so a part of the time is the virtual printer's own.
 */
const RUNS = 200;
const WARM_UP = 20;

/** As many bytes as a label of ours, in a picture so small that the virtual printer's drawing does not count. */
const LABEL = Buffer.from(
  `^XA^PW128^LL20${'^FX 0123456789 ABCDEF '.repeat(840)}^FO0,0^GFA,64,64,16,${'FF'.repeat(64)}^FS^XZ`,
  'latin1',
);
const SLIP = Buffer.concat([
  Uint8Array.of(0x1b, 0x40),
  Buffer.from('PACKING SLIP\n', 'latin1'),
  Uint8Array.of(0x1d, 0x56, 0),
]);

const shared = { id: 'bench', name: 'Bench' } as const;
const report: Record<string, unknown> = {};
for (const persona of ['zebra-linkos', 'epson-tm'] as const) {
  const paper = await openVirtualPrinter({ host: '127.0.0.1', port: 0, persona });
  const connection = { kind: 'tcp', ...paper.address } as const;
  const setup: PrinterSettings =
    persona === 'epson-tm'
      ? {
          ...shared,
          roles: ['slip'],
          connection,
          language: 'escpos',
          dpi: 203,
          widthDots: 576,
          columns: 48,
          acknowledgement: 'process-id',
        }
      : {
          ...shared,
          roles: ['label'],
          connection,
          language: 'zpl',
          dpi: 203,
          acknowledgement: 'odometer',
          graphics: 'run-length',
        };
  const printer = openPrinter(setup);
  const times: number[] = [];
  for (let no = 0; no < WARM_UP + RUNS; no += 1) {
    const begun = performance.now();
    const outcome = await printer.print(persona === 'epson-tm' ? SLIP : LABEL, {
      signal: new AbortController().signal,
      onTrouble: () => {},
    });
    const tookMs = performance.now() - begun;
    if (outcome.state !== 'printed') throw new Error(JSON.stringify(outcome));
    if (no >= WARM_UP) times.push(tookMs);
  }
  report[persona] = { verifiedSendMs: spreadOf(times), sheets: round(paper.stats.odometer - 1000) };
  await printer.close();
  await paper.close();
}
process.stdout.write(JSON.stringify(report));
