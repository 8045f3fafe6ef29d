import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { NODE_BUNDLE } from '../../scripts/node-bundle.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const program = join(root, 'out/test-hub/main.js');

interface Ended {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

function start(...args: readonly string[]): ChildProcess {
  const { DATABASE_URL: _, ...env } = process.env;
  return spawn(process.execPath, [program, ...args], { env, stdio: ['ignore', 'pipe', 'pipe'] });
}

async function run(...args: readonly string[]): Promise<Ended> {
  const child = start(...args);
  let stdout = '';
  let stderr = '';
  child.stdout?.on('data', (chunk) => (stdout += chunk));
  child.stderr?.on('data', (chunk) => (stderr += chunk));
  const [code] = (await once(child, 'close')) as [number | null];
  return { code, stdout, stderr };
}

describe('the hub as a program', () => {
  let folder: string;
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'packhouse-main-'));
    // As scripts/build.mjs does: what works from node_modules does not always work bundled.
    const entryPoints = { main: join(root, 'src/hub/main.ts') };
    await build({ ...NODE_BUNDLE, entryPoints, splitting: true, outdir: dirname(program) });
  });
  const running: ChildProcess[] = [];
  afterAll(() => {
    for (const child of running) child.kill('SIGKILL'); // only what a failed test left behind
    rmSync(folder, { recursive: true, force: true });
  });

  test('help is an answer; every mistake is one sentence with its own exit code', async () => {
    const certificate = join(folder, 'certificate.pem');
    writeFileSync(certificate, 'no certificate');
    const [help, ...wrong] = await Promise.all([
      run('--help'),
      run('frobnicate'),
      run('--port', '99999'),
      run('--host', '0.0.0.0'),
      run('import', 'nothing.csv', '--mapping', 'order-lines'),
      run('restore', 'nothing.gz'),
      run('--tls-cert', 'nothing.pem', '--tls-key', 'nothing.pem'),
      run('--tls-cert', certificate, '--tls-key', join(root, 'package.json')),
    ]);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(help.stdout).toContain('enrol-station NAME');
    expect(wrong.map((ended) => ended.code)).toEqual([64, 64, 64, 66, 66, 66, 65]);
    for (const { stdout, stderr } of wrong) {
      expect(stdout).toBe('');
      expect(stderr).toMatch(/^hub: [^\n]+\n$/);
    }
  });

  test('it serves, keeps others off its folder, stops on SIGTERM and knows everything again', async () => {
    const data = join(folder, 'data');
    const added = await run('add-station', 'Bench 1', '--data', data);
    expect(added).toMatchObject({ code: 0, stderr: '' });
    const { key, no } = JSON.parse(added.stdout);
    expect(no).toBe(1);

    const hub = start('--port', '0', '--data', data);
    running.push(hub);
    const output = hub.stdout;
    if (output === null) throw new Error('no stdout');
    const [line] = (await once(createInterface(output), 'line')) as [string];
    const { ready, url } = JSON.parse(line);
    expect(ready).toBe(true);
    const hello = await fetch(`${url}/v1/hello`, { headers: { authorization: `Bearer ${key}` } });
    expect(await hello.json()).toMatchObject({ station: { name: 'Bench 1', no: 1 } });

    const second = await run('summary', '--data', data);
    expect([second.code, second.stderr]).toEqual([
      73,
      expect.stringContaining(`in use by another hub (process ${hub.pid})`),
    ]);

    hub.kill('SIGTERM');
    expect(await once(hub, 'close')).toEqual([0, null]);
    const again = await run('add-station', 'Bench 1', '--data', data);
    expect([again.code, again.stderr]).toEqual([65, 'hub: A station called "Bench 1" exists. Choose another name.\n']);
  }, 120_000); // starts the embedded database four times

  test('with TLS of its own: the code for a new bench says where and with which pin; the bench enrols', async () => {
    const data = join(folder, 'secure');
    const address = ['--data', data, '--tls', 'self', '--public-url', 'https://127.0.0.1:48321'];
    const made = await run('enrol-station', 'Bench 1', ...address);
    expect(made.code).toBe(0);
    const { code, text } = JSON.parse(made.stdout); // the picture is on stderr
    expect(made.stderr).toContain('▀');
    expect(made.stderr).toContain(code);

    const hub = start('--port', '0', '--host', '0.0.0.0', ...address);
    running.push(hub);
    let log = '';
    hub.stderr?.on('data', (chunk) => (log += chunk));
    const output = hub.stdout;
    if (output === null) throw new Error('no stdout');
    const [line] = (await once(createInterface(output), 'line')) as [string];
    const ready = JSON.parse(line);
    expect(ready).toMatchObject({ ready: true, public_url: 'https://127.0.0.1:48321' });
    expect(new URL(text).searchParams.get('pin')).toBe(ready.pin);
    const ca = readFileSync(join(data, 'tls', 'certificate.pem'), 'utf8');
    const got = await postJson(`${ready.url.replace('0.0.0.0', '127.0.0.1')}/v1/enrol`, ca, { code });
    expect(got).toMatchObject({ name: 'Bench 1', certificate: ca.trim().concat('\n') });
    hub.kill('SIGTERM');
    await once(hub, 'close');
    expect(log).not.toContain('WARNING');
  }, 120_000); // starts the embedded database twice

  test('plain HTTP beyond this computer is said aloud at every start', async () => {
    const hub = start('--port', '0', '--host', '0.0.0.0', '--allow-plain-http', '--data', join(folder, 'plain'));
    running.push(hub);
    const errors = hub.stderr;
    if (errors === null) throw new Error('no stderr');
    const [line] = (await once(createInterface(errors), 'line')) as [string];
    hub.kill('SIGKILL');
    await once(hub, 'close');
    expect(line).toMatch(/^hub: WARNING: plain HTTP on 0\.0\.0\.0/);
  }, 60_000);

  test('a backup goes into an empty folder, and the bench is known there', async () => {
    const [from, to, file] = [join(folder, 'from'), join(folder, 'to'), join(folder, 'backup.gz')];
    await run('add-station', 'Bench 1', '--data', from);
    expect(await run('backup', file, '--data', from)).toMatchObject({ code: 0, stderr: '' });
    expect(await run('restore', file, '--data', to)).toMatchObject({ code: 0, stderr: '' });
    const { stdout } = await run('stations', '--data', to);
    expect(JSON.parse(stdout).stations).toMatchObject([{ name: 'Bench 1' }]);
    const again = await run('restore', file, '--data', to);
    expect([again.code, again.stdout]).toEqual([65, '']);
  }, 240_000); // starts the embedded database five times
});

// biome-ignore lint/suspicious/noExplicitAny: a test looks into answers of every shape
function postJson(url: string, ca: string, body: unknown): Promise<any> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json' };
    const asked = request(url, { method: 'POST', ca, headers, agent: false }, (response) => {
      let text = '';
      response.on('data', (chunk) => (text += chunk));
      response.on('end', () => resolve(JSON.parse(text)));
    });
    asked.on('error', reject);
    asked.end(JSON.stringify(body));
  });
}
