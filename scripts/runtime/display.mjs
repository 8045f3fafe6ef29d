import { endChild, startChild } from './children.mjs';
import { EXIT, Stop } from './exits.mjs';

const START_LIMIT_MS = 20_000;

/**
 * For tests. Without a graphics card Chromium draws in software; its separate process for that was found dead, and never started again,
 * in 1 of 20 starts of Electron 33 on a busy machine: the window stayed blank for ever. As a thread it cannot get lost. Not for
 * measuring: its memory then counts as the main process's.
 */
export const VIRTUAL_SCREEN_SWITCHES = ['--in-process-gpu'];

/** @param {NodeJS.ProcessEnv} env @param {NodeJS.Platform} [platform] */
export function hasDisplay(env, platform = process.platform) {
  return platform !== 'linux' || Boolean(env.DISPLAY || env.WAYLAND_DISPLAY);
}

/**
 * Starts one virtual screen on a display number that Xvfb itself finds free.
 * @returns {Promise<{ display: string, stop: () => Promise<void> }>} display: a value for DISPLAY
 * @throws {Stop}
 */
export async function startDisplay() {
  const args = ['-displayfd', '3', '-screen', '0', '1920x1080x24', '-nolisten', 'tcp', '-noreset'];
  const xvfb = startChild('Xvfb', args, { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const pipe = /** @type {import('node:stream').Readable} */ (xvfb.stdio[3]);
  const number = await new Promise((resolve) => {
    let text = '';
    const timer = setTimeout(resolve, START_LIMIT_MS);
    const settle = (/** @type {string | undefined} */ value) => {
      clearTimeout(timer);
      resolve(value);
    };
    pipe.on('data', (chunk) => {
      text += chunk;
      // Complete only with its newline: "1" may be the beginning of "10".
      if (text.includes('\n')) settle(text.trim());
    });
    xvfb.once('exit', () => settle(undefined));
    xvfb.once('error', () => settle(undefined));
  });
  if (!number) {
    await endChild(xvfb);
    throw new Stop(
      EXIT.noDisplay,
      'Xvfb did not start: run "Xvfb :99" by hand and look at what it says, or set DISPLAY.',
    );
  }
  return { display: `:${number}`, stop: () => endChild(xvfb) };
}
