// The one place that starts Electron for a person or a script.
import { hasDisplay, startDisplay } from './runtime/display.mjs';
import { EXIT, Stop } from './runtime/exits.mjs';
import { findRuntime } from './runtime/find-runtime.mjs';
import { runChild } from './runtime/run-child.mjs';
import { sandboxFacts, whySandboxIsOff } from './runtime/sandbox.mjs';
import { say } from './runtime/say.mjs';
import { ensureSystem } from './runtime/system-needs.mjs';

/** After SIGTERM the app may finish writing its journal; then it is ended. */
const APP_GRACE_MS = 8000;

/**
 * @typedef {object} Launch
 * @property {readonly string[]} args for Electron: the app's path first
 * @property {NodeJS.ProcessEnv} [env]
 * @property {boolean} [needsDisplay] false: the app opens no window
 * @property {number} [limitMs] absent: until a person closes it
 * @property {'show' | 'show-on-stderr'} [output]
 */

/**
 * Runs Electron to its end, on the display there is or on one Xvfb of its own, which ends with it.
 * SIGINT and SIGTERM reach the app; no process stays behind.
 * @param {Launch} launch
 * @returns {Promise<number>} Electron's exit code
 * @throws {Stop}
 */
export async function launchElectron({ args, env = process.env, needsDisplay = true, limitMs, output = 'show' }) {
  const runtime = await findRuntime({ env });
  const wantsXvfb = needsDisplay && !hasDisplay(env);
  await ensureSystem(runtime.exe, { xvfb: wantsXvfb });
  const sandboxOff = whySandboxIsOff(sandboxFacts(runtime.exe));
  if (sandboxOff) say(sandboxOff);
  if (wantsXvfb) say('There is no display here: using a virtual one (Xvfb).');
  const screen = wantsXvfb ? await startDisplay() : undefined;
  // log-level 3 hides Chromium's harmless remarks about a missing message bus and graphics card.
  const switches = ['--log-level=3', ...(sandboxOff ? ['--no-sandbox'] : [])];
  try {
    const outcome = await runChild(runtime.exe, [...args, ...switches], {
      env: {
        ...env,
        ELECTRON_OVERRIDE_DIST_PATH: runtime.distPath,
        // For measuring the start: the system itself knows it only to the second.
        PACKHOUSE_SPAWNED_AT_MS: String(Date.now()),
        ...(screen ? { DISPLAY: screen.display } : {}),
      },
      output,
      limitMs,
      graceMs: APP_GRACE_MS,
    });
    if (outcome.tookTooLong) {
      throw new Stop(
        EXIT.tookTooLong,
        `The app did not finish within ${Math.round((limitMs ?? 0) / 60_000)} minutes and was ended.`,
      );
    }
    if (outcome.code === 127)
      throw new Stop(EXIT.couldNotStart, `${runtime.exe} could not be started: delete its folder and run again.`);
    return outcome.code;
  } finally {
    await screen?.stop();
  }
}
