import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

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
    await build({
      entryPoints: [join(root, 'src/hub/main.ts')],
      bundle: true,
      platform: 'node',
      format: 'esm',
      packages: 'external',
      outfile: program,
    });
  });
  const running: ChildProcess[] = [];
  afterAll(() => {
    for (const child of running) child.kill('SIGKILL'); // only what a failed test left behind
    rmSync(folder, { recursive: true, force: true });
  });

  test('help is an answer; every mistake is one sentence with its own exit code', async () => {
    const [help, ...wrong] = await Promise.all([
      run('--help'),
      run('frobnicate'),
      run('--port', '99999'),
      run('--host', '0.0.0.0'),
      run('import', 'nothing.csv', '--mapping', 'order-lines'),
    ]);
    expect(help).toMatchObject({ code: 0, stderr: '' });
    expect(help.stdout).toContain('add-station NAME');
    expect(wrong.map((ended) => ended.code)).toEqual([64, 64, 64, 66]);
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
});
