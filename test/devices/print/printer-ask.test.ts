import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from 'vitest';
import { openVirtualPrinter, type VirtualPrinter } from '../../../src/fakes/virtual-printer/virtual-printer.ts';
import { printerSchema } from '../../../src/wire/settings.ts';

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
