import { enter } from './runtime/enter.mjs';

await enter(async () => {
  const { spawn } = await import('node:child_process');
  const { existsSync, rmSync } = await import('node:fs');
  const { constants } = await import('node:os');
  const { join } = await import('node:path');
  const { EXIT, Stop } = await import('./runtime/exits.mjs');
  const { HUB_WORDS } = await import('./runtime/hub-words.mjs');
  const { ensureBuild } = await import('./runtime/fresh-build.mjs');
  const { ROOT } = await import('./runtime/paths.mjs');

  const HUB = join(ROOT, 'out', 'hub', 'main.js');
  /** Ctrl+C under npm arrives twice, from the terminal and from npm; to the hub a second one means "do not wait". */
  const ONE_SIGNAL_MS = 500;

  /** `npm run hub -- ARGUMENTS`: the hub of this checkout, built when its sources are newer. */
  return async (argv) => {
    // Half a build is no build.
    if (!existsSync(HUB)) rmSync(join(ROOT, 'out', 'main', 'main.js'), { force: true });
    await ensureBuild(ROOT);
    const hub = spawn(process.execPath, [...HUB_WORDS, HUB, ...argv], {
      // npm changes to the project's folder; INIT_CWD is where the person stands, and what FILE and DIR are relative to.
      cwd: process.env.INIT_CWD ?? process.cwd(),
      stdio: 'inherit',
      // A group of its own, so that a signal of the terminal reaches it through us alone.
      detached: process.platform !== 'win32',
    });
    let lastMs = Number.NEGATIVE_INFINITY;
    for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
      process.on(signal, () => {
        const nowMs = performance.now();
        if (nowMs - lastMs > ONE_SIGNAL_MS) hub.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal);
        lastMs = nowMs;
      });
    }
    process.on('exit', () => hub.kill());
    return new Promise((resolve, reject) => {
      hub.once('error', (error) =>
        reject(new Stop(EXIT.couldNotStart, `The hub could not be started (${error.message}).`)),
      );
      hub.once('exit', (code, signal) => resolve(code ?? 128 + constants.signals[signal]));
    });
  };
});
