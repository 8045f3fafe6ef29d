import { enter } from './runtime/enter.mjs';

await enter(async () => {
  const { copyFileSync, existsSync, mkdirSync, readdirSync } = await import('node:fs');
  const { join } = await import('node:path');
  const { launchElectron } = await import('./launch-electron.mjs');
  const { EXIT, Stop } = await import('./runtime/exits.mjs');
  const { ensureBuild } = await import('./runtime/fresh-build.mjs');
  const { ROOT } = await import('./runtime/paths.mjs');
  const { temporaryFolder } = await import('./runtime/remove-at-exit.mjs');
  const { say } = await import('./runtime/say.mjs');

  const LIMIT_MS = 5 * 60_000;
  /** Where the documents look for them, and what the demo calls them (after its running number). */
  const CHOSEN = {
    'sign-in': 'sign-in',
    ready: 'ready',
    verify: 'verify-1',
    box: 'box',
    short: 'short',
    label: 'label-1',
    prove: 'prove-1',
    'done-shipped': 'done-shipped',
    'done-saved': 'done-saved',
    'wrong-item': 'wrong-item',
    'too-many': 'too-many',
    'printer-trouble': 'printer-trouble',
    printers: 'printers',
    parked: 'parked',
  };
  const SHEETS = { 'label-sheet': 'labels/sheet-0001.png', 'slip-sheet': 'slips/sheet-0001.png' };

  /** `npm run pictures`: lets the demo play with all its mistakes and keeps what the window and the printers showed. */
  return async () => {
    await ensureBuild(ROOT);
    const taken = temporaryFolder('pictures');
    // Always a screen of our own where there can be one: its size is known.
    const { DISPLAY: _, WAYLAND_DISPLAY: __, ...env } = process.env;
    const exitCode = await launchElectron({
      args: [
        ROOT,
        '--demo-shift',
        '--orders=2',
        '--outage',
        '--tour',
        `--pictures=${taken}`,
        `--user-data-dir=${temporaryFolder('demo')}`,
      ],
      env,
      limitMs: LIMIT_MS,
      output: 'show-on-stderr',
    });
    if (exitCode !== 0) return exitCode;

    const names = readdirSync(taken);
    const pairs = [
      ...Object.entries(CHOSEN).map(([name, wanted]) => [name, names.find((file) => file.endsWith(`-${wanted}.png`))]),
      ...Object.entries(SHEETS).map(([name, file]) => [name, existsSync(join(taken, file)) ? file : undefined]),
    ];
    const missing = pairs.filter(([, file]) => file === undefined).map(([name]) => name);
    if (missing.length > 0) {
      throw new Stop(
        EXIT.demoResultMissing,
        `The demo took no picture of ${missing.join(', ')}; nothing was replaced.`,
      );
    }
    const folder = join(ROOT, 'docs', 'pictures');
    mkdirSync(folder, { recursive: true });
    for (const [name, file] of pairs) copyFileSync(join(taken, file), join(folder, `${name}.png`));
    say(`${pairs.length} pictures are in docs/pictures.`);
    return EXIT.ok;
  };
});
