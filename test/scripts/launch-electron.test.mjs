import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { delimiter } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { openRollCall } from './fixtures/roll-call.mjs';
import { makeStandIns } from './fixtures/stand-ins.mjs';
import { temporaryFolder } from './fixtures/temporary-folder.mjs';

const LAUNCH = fileURLToPath(new URL('./fixtures/launch.mjs', import.meta.url));
const KEEP_STUBBORN = fileURLToPath(new URL('./fixtures/keep-stubborn-child.mjs', import.meta.url));
const STUBBORN = fileURLToPath(new URL('./fixtures/stubborn.cjs', import.meta.url));

/**
 * @param {string[]} argv a script and its arguments
 * @param {NodeJS.ProcessEnv} env
 */
function run(argv, env) {
  const child = spawn(process.execPath, argv, { env, stdio: ['ignore', 'ignore', 'pipe'] });
  onTestFinished(() => void child.kill('SIGKILL'));
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const ended = once(child, 'close').then(([code, signal]) => ({ code, signal, stderr }));
  return { child, ended };
}

/** @param {NodeJS.ProcessEnv} [more] */
async function stage(more = {}) {
  const folder = temporaryFolder();
  const { dist, bin } = makeStandIns(folder);
  const rollCall = await openRollCall(folder);
  const { DISPLAY: _, WAYLAND_DISPLAY: __, PACKHOUSE_RUNTIME: ___, npm_lifecycle_event: ____, ...rest } = process.env;
  const env = {
    ...rest,
    PATH: `${bin}${delimiter}${process.env.PATH}`,
    ELECTRON_OVERRIDE_DIST_PATH: dist,
    TEST_SOCKET: rollCall.path,
    ...more,
  };
  return { rollCall, env };
}

test('the app gets a virtual display when there is none, and its exit code is passed on', async () => {
  const { rollCall, env } = await stage();
  const { ended } = run([LAUNCH, 'app-folder', '--code=7'], env);
  const electron = await rollCall.arrived('electron');
  const xvfb = await rollCall.arrived('xvfb');
  const { code, stderr } = await ended;

  expect(code).toBe(7);
  expect(electron.report.display).toBe(':77');
  expect(electron.report.args).toEqual(expect.arrayContaining(['app-folder', '--code=7', '--log-level=3']));
  expect(xvfb.report.args).toEqual(expect.arrayContaining(['1920x1080x24', '-nolisten', 'tcp']));
  expect(stderr).toContain('There is no display here');
  await Promise.all([electron.gone, xvfb.gone]);
});

test('a display that is there is used as it is', async () => {
  const { rollCall, env } = await stage({ DISPLAY: ':5' });
  const { ended } = run([LAUNCH, 'app-folder', '--code=0'], env);
  const electron = await rollCall.arrived('electron');
  const { code, stderr } = await ended;

  expect(code).toBe(0);
  expect(electron.report.display).toBe(':5');
  expect(stderr).not.toContain('There is no display here');
});

test.each([
  ['SIGTERM', 143],
  ['SIGINT', 130],
  ['SIGHUP', 129],
])('after %s neither the app nor Xvfb is left', async (signal, exitCode) => {
  const { rollCall, env } = await stage();
  const { child, ended } = run([LAUNCH, 'app-folder'], env);
  const electron = await rollCall.arrived('electron');
  const xvfb = await rollCall.arrived('xvfb');
  child.kill(/** @type {NodeJS.Signals} */ (signal));

  expect(await ended).toMatchObject({ code: exitCode });
  await Promise.all([electron.gone, xvfb.gone]);
});

// The kernel's help that this needs is Linux's own.
if (process.platform === 'linux') {
  test('even when the launcher is killed outright, neither the app nor Xvfb is left', async () => {
    const { rollCall, env } = await stage();
    const { child, ended } = run([LAUNCH, 'app-folder'], env);
    const electron = await rollCall.arrived('electron');
    const xvfb = await rollCall.arrived('xvfb');
    child.kill('SIGKILL');

    expect(await ended).toMatchObject({ signal: 'SIGKILL' });
    await Promise.all([electron.gone, xvfb.gone]);
  });
}

test('a script under npm ends when npm is gone', async () => {
  const { rollCall, env } = await stage({ npm_lifecycle_event: 'start' });
  // A shell that dies of SIGTERM without passing it on, as the one between npm and its script does.
  const shell = spawn('sh', ['-c', `"${process.execPath}" "${LAUNCH}" app-folder; true`], { env, stdio: 'ignore' });
  const electron = await rollCall.arrived('electron');
  const xvfb = await rollCall.arrived('xvfb');
  shell.kill('SIGTERM');

  await once(shell, 'exit');
  await Promise.all([electron.gone, xvfb.gone]);
});

test('a child that ignores SIGTERM is killed after its grace, with its own children', async () => {
  const { rollCall, env } = await stage();
  const { child, ended } = run([KEEP_STUBBORN, STUBBORN], env);
  const parent = await rollCall.arrived('parent');
  const grandchild = await rollCall.arrived('grandchild');
  child.kill('SIGTERM');

  expect(await ended).toMatchObject({ code: 143 });
  await Promise.all([parent.gone, grandchild.gone]);
});
