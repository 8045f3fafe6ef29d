import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openVirtualPrinter, type VirtualPrinter } from '../../../src/fakes/virtual-printer/virtual-printer.ts';
import { DEFAULT_SETTINGS, printerSchema } from '../../../src/wire/settings.ts';

const SCRIPT = join(import.meta.dirname, '../../../scripts/printer-ask.mjs');

let paper: VirtualPrinter | null = null;
afterEach(async () => {
  await paper?.close();
  paper = null;
});

interface Ran {
  readonly code: number;
  readonly stdout: string;
  readonly stderr: string;
}

function run(...args: readonly string[]): Promise<Ran> {
  return new Promise((resolve) => {
    const env = { ...process.env, PACKHOUSE_QUIET: '' };
    execFile(process.execPath, [SCRIPT, ...args], { env }, (error, stdout, stderr) => {
      resolve({ code: typeof error?.code === 'number' ? error.code : 0, stdout, stderr });
    });
  });
}

describe('npm run -s printer:ask', () => {
  it('prints what a printer in the network is, and an entry for the settings', async () => {
    paper = await openVirtualPrinter({ host: '127.0.0.1', port: 0, persona: 'zebra-linkos' });
    const { code, stdout } = await run(`tcp://127.0.0.1:${paper.address.port}`);
    const answer = JSON.parse(stdout);
    expect(code).toBe(0);
    expect(answer.found).toMatchObject({ language: 'zpl', dpi: 203, acknowledgement: 'odometer' });
    expect(printerSchema.parse(answer.settings)).toMatchObject({ connection: { kind: 'tcp', ...paper.address } });
    expect(paper.sheets).toHaveLength(0);
  });

  it('says in what a printer is not as a station’s settings have it', async () => {
    paper = await openVirtualPrinter({ host: '127.0.0.1', port: 0, persona: 'zebra-linkos' });
    const target = `tcp://127.0.0.1:${paper.address.port}`;
    const folder = mkdtempSync(join(tmpdir(), 'packhouse-ask-'));
    const file = join(folder, 'settings.json');
    const entry = (dpi: number) => ({
      id: 'zebra',
      name: 'Zebra',
      roles: ['label'],
      language: 'zpl',
      dpi,
      widthDots: 812,
      acknowledgement: 'odometer',
      connection: { kind: 'tcp', ...paper?.address },
    });
    const write = (...printers: readonly object[]) =>
      writeFileSync(file, JSON.stringify({ ...DEFAULT_SETTINGS, printers }));

    write(entry(300));
    const wrong = await run(target, '--settings', file);
    expect([wrong.code, JSON.parse(wrong.stdout).asSetUp]).toEqual([1, 'zebra']);
    expect(JSON.parse(wrong.stdout).disagrees).toContainEqual({ what: 'dpi', setUp: 300, found: 203 });
    expect(wrong.stderr).toContain('not as it was set up');

    write(entry(203));
    const right = await run(target, '--settings', file);
    expect([right.code, JSON.parse(right.stdout).disagrees]).toEqual([0, []]);

    write();
    expect(await run(target, '--settings', file)).toMatchObject({ code: 64 });
    writeFileSync(file, '{');
    expect(await run(target, '--settings', file)).toMatchObject({ code: 64 });
    rmSync(folder, { recursive: true, force: true });
  });

  it.each([
    [['tcp://127.0.0.1:1'], 1, 'Nobody is there'],
    [['cups:packhouse-has-no-such-queue'], 1, 'no such queue'],
    [['/dev/packhouse-is-not-here'], 1, 'Nobody is there'],
    [[], 64, 'Name one printer'],
    [['tcp://a', 'tcp://b'], 64, 'Name one printer'],
    [['http://127.0.0.1'], 64, 'no printer'],
    [['cups:-o'], 64, 'no printer'],
    [['--help-me'], 64, 'Use:'],
  ] as const)('%j ends with %i and a sentence', async (args, code, words) => {
    const ran = await run(...args);
    expect(ran.code).toBe(code);
    expect(ran.stderr).toContain(words);
    expect(ran.stdout === '').toBe(code === 64);
  });
});
