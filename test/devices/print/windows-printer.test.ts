import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { openPrinter } from '../../../src/devices/print/open-printer.ts';
import type { RunProgram } from '../../../src/devices/print/run-program.ts';
import {
  CANCEL_SCRIPT,
  encodedCommand,
  HEALTH_SCRIPT,
  STATE_SCRIPT,
  SUBMIT_SCRIPT,
} from '../../../src/devices/print/windows-script.ts';
import type { PrinterSettings } from '../../../src/wire/settings.ts';
import { ManualTimers } from './manual-timers.ts';
import { smallLabel } from './sample-jobs.ts';

/** PowerShell cannot run here: these tests show what it would be given, and what is made of its answers. */
const HOSTILE = `Zebra'; Remove-Item C:\\ -Recurse; '$(calc) "`;

const SETUP: PrinterSettings = {
  id: 'label',
  name: 'Zebra',
  roles: ['label'],
  connection: { kind: 'windows', queue: HOSTILE },
  language: 'zpl',
  dpi: 203,
  acknowledgement: 'none',
  graphics: 'run-length',
};

const SCRIPTS = new Map([
  [encodedCommand(SUBMIT_SCRIPT), 'submit'],
  [encodedCommand(HEALTH_SCRIPT), 'health'],
  [encodedCommand(STATE_SCRIPT), 'state'],
  [encodedCommand(CANCEL_SCRIPT), 'cancel'],
]);

interface Asked {
  readonly what: string;
  readonly args: readonly string[];
  readonly env: Readonly<Record<string, string>>;
  readonly file: Buffer | null;
}

function openBench(answers: Readonly<Record<string, readonly string[]>>, exitCode: number | null = 0) {
  const asked: Asked[] = [];
  const left = new Map(Object.entries(answers).map(([what, texts]) => [what, [...texts]]));
  const run: RunProgram = async (program, args, { env = {} }) => {
    expect(program).toBe('powershell.exe');
    const what = SCRIPTS.get(args.at(-1) ?? '') ?? 'something else';
    const file = env.PACKHOUSE_FILE;
    asked.push({ what, args, env, file: file === undefined ? null : readFileSync(file) });
    const texts = left.get(what) ?? [];
    const stdout = (texts.length > 1 ? texts.shift() : texts[0]) ?? '';
    return { code: what === 'submit' ? exitCode : 0, stdout, stderr: '', isMissing: false };
  };
  const timers = new ManualTimers({ settle: () => new Promise((resolve) => setImmediate(resolve)) });
  const printer = openPrinter(SETUP, { timers, run });
  const print = () =>
    timers.turnUntil(printer.print(smallLabel(), { signal: new AbortController().signal, onTrouble: () => undefined }));
  return { asked, printer, print };
}

describe('a label through the Windows spooler', () => {
  it('goes in as raw bytes, named by variables and never inside the command', async () => {
    const { asked, print } = openBench({
      health: ['queue Normal\r\n'],
      submit: ['job 41\r\n'],
      state: ['job Printing\r\n', 'gone\r\n'],
    });
    expect(await print()).toMatchObject({ state: 'unknown', code: 'UNCONFIRMED', bytesWritten: smallLabel().length });
    expect(asked.map(({ what }) => what)).toEqual(['health', 'submit', 'state', 'state', 'health']);
    const submitted = asked.find(({ what }) => what === 'submit');
    expect(submitted?.file?.equals(smallLabel())).toBe(true);
    expect(existsSync(submitted?.env.PACKHOUSE_FILE ?? '')).toBe(false);
    expect(asked.every(({ env }) => env.PACKHOUSE_QUEUE === HOSTILE)).toBe(true);
    expect(asked.every(({ args }) => !args.join(' ').includes('Zebra'))).toBe(true);
  });

  it.each([
    ['job Error, Printing', 'SPOOLER'],
    ['job Paused', 'SPOOLER'],
    ['job PaperOut', 'SPOOLER'],
    ['job Deleted', 'SPOOLER'],
    ['job Printed', 'UNCONFIRMED'],
  ])('%s ends as %s', async (state, code) => {
    const { asked, print } = openBench({
      health: ['queue Normal'],
      submit: ['job 41'],
      state: [state],
      cancel: ['cancelled'],
    });
    expect(await print()).toMatchObject({ state: 'unknown', code });
    const isTakenOut = asked.some(({ what, env }) => what === 'cancel' && env.PACKHOUSE_JOB === '41');
    expect(isTakenOut).toBe(code === 'SPOOLER' && state !== 'job Deleted');
  });

  it.each([
    ['missing', 'UNREACHABLE'],
    ['queue PaperOut', 'NOT_READY'],
    ['queue Offline', 'NOT_READY'],
  ])('%s: nothing is handed over', async (health, code) => {
    const { asked, print } = openBench({ health: [health] });
    expect(await print()).toMatchObject({ state: 'not_sent', code, bytesWritten: 0 });
    expect(asked.some(({ what }) => what === 'submit')).toBe(false);
  });

  it('exit code 3 says that the spooler kept nothing; any other end leaves it open', async () => {
    const health = ['queue Normal'];
    expect(await openBench({ health }, 3).print()).toMatchObject({ state: 'not_sent', code: 'UNREACHABLE' });
    expect(await openBench({ health }, null).print()).toMatchObject({ state: 'unknown', code: 'SPOOLER' });
  });
});

describe('the scripts', () => {
  it('call what they need, in the order that the spooler wants, and close what they open', () => {
    const calls = [...SUBMIT_SCRIPT.matchAll(/\b(\w+Printer(?:W)?)\(/g)].map(([, name]) => name);
    const used = calls.slice(calls.lastIndexOf('OpenPrinterW'));
    expect(used).toEqual([
      'OpenPrinterW',
      'StartDocPrinterW',
      'StartPagePrinter',
      'WritePrinter',
      'EndPagePrinter',
      'EndDocPrinter',
      'AbortPrinter',
      'ClosePrinter',
    ]);
    expect(SUBMIT_SCRIPT).toContain('info.DataType = "RAW"');
    expect(SUBMIT_SCRIPT).toContain('exit 3');
  });

  it.each([...SCRIPTS.keys()])('%# is balanced, plain ASCII, and reads its names from the environment', (encoded) => {
    const script = Buffer.from(encoded, 'base64').toString('utf16le');
    for (const [open, close] of ['()', '{}', '[]'].map((pair) => [...pair])) {
      expect(script.split(open ?? '').length).toBe(script.split(close ?? '').length);
    }
    // A here-string ends at the beginning of a line or not at all.
    expect(script.split("@'\n").length).toBe(script.split("\n'@").length);
    expect([...script].every((character) => character.charCodeAt(0) < 128)).toBe(true);
    expect(script).toContain('$queue = $env:PACKHOUSE_QUEUE');
    // CreateProcess takes 32,767 characters.
    expect(encoded.length).toBeLessThan(30_000);
  });
});
