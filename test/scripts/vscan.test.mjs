import { spawn, spawnSync } from 'node:child_process';
import { constants, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { readReplLine } from '../../scripts/vscan/repl-line.mjs';
import { openPtyScanner } from '../../src/fakes/pty-scanner.ts';

const SCRIPT = fileURLToPath(new URL('../../scripts/vscan.mjs', import.meta.url));

/** A virtual scanner that makes its own cable, and the station's end of it. */
async function plugIn(...args) {
  const child = spawn(process.execPath, [SCRIPT, '--pty', ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text) => {
    said += text;
  });
  const ended = new Promise((done) => child.once('exit', done));
  const { value: path } = await createInterface({ input: child.stdout })[Symbol.asyncIterator]().next();
  if (path === undefined) throw new Error(`No path: ${said}`);
  const station = await open(path, constants.O_RDWR | constants.O_NOCTTY);
  return {
    child,
    ended,
    said: () => said,
    type: (...lines) => child.stdin.write(lines.map((line) => `${line}\n`).join('')),
    /** Reads until so many codes have come. */
    async codes(count) {
      let text = '';
      while (text.split('\r').length <= count) {
        const { bytesRead, buffer } = await station.read(Buffer.alloc(4096));
        text += buffer.subarray(0, bytesRead).toString('latin1');
      }
      return text.split('\r').slice(0, -1);
    },
    async close() {
      await station.close();
      child.stdin.end();
      await ended;
    },
  };
}

describe('vscan', () => {
  let folder;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'packhouse-vscan-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  function scenarioFile(change) {
    const file = join(folder, 'story.json');
    const steps = [
      { scan: '9520000000011', times: 2, gapMs: 0 },
      { expect: { verdict: 'line-done', line: 'B-17-BK', qty: [2, 2], answers: 2 } },
      { key: 'undo' },
      { fault: 'no-aim', of: { gs1: '(01)09506000134352(10)AB(21)7' } },
      { proof: true },
    ];
    const story = {
      name: 'story',
      about: 'A scanner for a second terminal.',
      seed: 3,
      profile: 'usual',
      order: 'BOTTLES',
      steps,
    };
    writeFileSync(file, JSON.stringify({ ...story, ...change }));
    return file;
  }

  test('plays a scenario into its own cable, and says what to look at', async () => {
    const cable = await plugIn(scenarioFile({}));
    cable.type('', 'PH0005010000017');
    expect(await cable.codes(7)).toEqual([
      ']C0XB1001MIRAJ',
      ']C0BOTTLES',
      ']E09520000000011',
      ']E09520000000011',
      ']C0XQUNDOM',
      '010950600013435210AB\u001d217',
      ']C0PH0005010000017',
    ]);
    cable.type('');
    expect(await cable.ended).toBe(0);
    expect(cable.said()).toMatch(/step 2: look for line-done, 2 answers, B-17-BK 2 of 2/);
    await cable.close();
  });

  test('sends what is typed', async () => {
    const cable = await plugIn('--repl', '--profile', 'plain');
    cable.type(
      '9520000000011',
      'fault strip-check',
      'gs1 (01)09506000134352',
      'command undo',
      'nonsense of mine',
      'command dance',
    );
    expect(await cable.codes(5)).toEqual([
      '9520000000011',
      '952000000001',
      '0109506000134352',
      'XQUNDOM',
      'nonsense of mine',
    ]);
    cable.type('quit');
    expect(await cable.ended).toBe(0);
    expect(cable.said()).toMatch(/no command card has this name/);
    await cable.close();
  });

  test('writes to a terminal that is there', async () => {
    const pair = await openPtyScanner();
    const station = await open(pair.path, constants.O_RDWR | constants.O_NOCTTY);
    const file = scenarioFile({ steps: [{ scan: 'LOC-A.01' }], profile: 'crlf' });
    const { status } = spawnSync(process.execPath, [SCRIPT, '--connect', pair.farPath, '--no-start', file], {
      timeout: 25_000,
      input: '',
    });
    expect(status).toBe(0);
    const { bytesRead, buffer } = await station.read(Buffer.alloc(64));
    expect(buffer.subarray(0, bytesRead).toString('latin1')).toBe(']C0LOC-A.01\r\n');
    await station.close();
    await pair.close();
  });

  test.each([
    [[], 64, /--pty \| --connect PATH/],
    [['--pty', '--connect', '/dev/null', '--repl'], 64, /--pty \| --connect PATH/],
    [['--pty'], 64, /FILE\.json/],
    [['--pty', '--repl', '--profile', 'loud'], 64, /usual, plain/],
    [['--pty', 'no-such-file.json'], 2, /no-such-file\.json cannot be read/],
    [['--connect', '/no/such/terminal', '--repl'], 76, /cannot be opened/],
  ])('%j: says what is wrong', (args, code, words) => {
    const { status, stdout, stderr } = spawnSync(process.execPath, [SCRIPT, ...args], {
      encoding: 'utf8',
      timeout: 25_000,
    });
    expect({ status, stdout }).toEqual({ status: code, stdout: '' });
    expect(stderr).toMatch(words);
  });

  test('says where a file is no scenario', () => {
    const file = scenarioFile({ profile: 'loud' });
    const { status, stderr } = spawnSync(process.execPath, [SCRIPT, '--pty', file], {
      encoding: 'utf8',
      timeout: 25_000,
    });
    expect(status).toBe(2);
    expect(stderr).toMatch(/story\.json is no scenario: profile/);
  });
});

describe('a typed line', () => {
  const last = { scan: 'A' };

  test.each([
    ['9520000000011', { step: { scan: '9520000000011' } }],
    ['  two words ', { step: { scan: 'two words' } }],
    ['scan gs1 (01)1', { step: { scan: 'gs1 (01)1' } }],
    ['gs1 DL (01)1', { step: { gs1: '(01)1', carrier: 'DL' } }],
    ['badge 4711', { step: { badge: '4711' } }],
    ['bytes 41 0D', { step: { bytes: '410d' } }],
    ['fault partial', { step: { fault: 'partial', of: last } }],
    ['fault partial 4 command UNDO', { step: { fault: 'partial', n: 4, of: { command: 'UNDO' } } }],
    ['fault glue 9520000000011', { step: { fault: 'glue', of: { scan: '9520000000011' } } }],
    ['unplug', { step: { unplug: { forMs: 800 } } }],
    ['unplug 50', { step: { unplug: { forMs: 50 } } }],
    ['quit', { quit: true }],
    ['', null],
  ])('%j', (line, wanted) => {
    expect(readReplLine(line, last)).toEqual(wanted);
  });

  test('has to be about something', () => {
    expect(readReplLine('fault partial', null)).toEqual({ error: expect.stringMatching(/Scan something first/) });
    expect(readReplLine('fault noise', null)).toEqual({ step: { fault: 'noise' } });
  });
});
