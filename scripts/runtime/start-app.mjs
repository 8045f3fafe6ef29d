// `npm start`: opens the app; where there is no screen to open it on, it shows what the app does instead.
import { join } from 'node:path';
import { launchElectron } from '../launch-electron.mjs';
import { hasDisplay } from './display.mjs';
import { ensureBuild } from './fresh-build.mjs';
import { ROOT } from './paths.mjs';
import { temporaryFolder } from './remove-at-exit.mjs';
import { say } from './say.mjs';

const DEMO_LIMIT_MS = 10 * 60_000;
export const DEMO_PICTURES = join('out', 'demo');

/**
 * @param {readonly string[]} argv passed on to the app
 * @returns {Promise<number>} the app's exit code
 */
export async function startApp(argv) {
  await ensureBuild(ROOT);
  if (hasDisplay(process.env)) return launchElectron({ args: [ROOT, ...argv] });

  say('Nobody could see a window here, so the app plays a demo shift by itself and ends.');
  const args = [ROOT, ...argv];
  if (!argv.includes('--demo-shift')) args.push('--demo-shift', '--tour');
  // Demo data stays apart from a real station's.
  if (!argv.some((arg) => arg.startsWith('--user-data-dir'))) args.push(`--user-data-dir=${temporaryFolder('demo')}`);
  const exitCode = await launchElectron({ args, limitMs: DEMO_LIMIT_MS });
  if (exitCode === 0) say(`The demo shift is over; its pictures and labels are in ${DEMO_PICTURES}.`);
  return exitCode;
}
