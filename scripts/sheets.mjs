// `npm run sheets -- --out FOLDER`: writes the sheets for the bench as files to print.
import { enter } from './runtime/enter.mjs';

await enter(async () => {
  const { mkdirSync, mkdtempSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } = await import('node:fs');
  const { join, resolve } = await import('node:path');
  const { pathToFileURL } = await import('node:url');
  const { parseArgs } = await import('node:util');
  const { build } = await import('esbuild');
  const { Stop } = await import('./runtime/exits.mjs');
  const { ROOT } = await import('./runtime/paths.mjs');
  const { say } = await import('./runtime/say.mjs');

  /** What was asked for cannot be made. */
  const BAD_INPUT = 2;
  const USAGE =
    'npm run sheets -- --out FOLDER [--language en|de] [--paper a4|letter] [--people FILE.csv] [--bins FILE.txt] [--station NAME=NUMBER[@PRINTER]]...';
  // npm changes to the project's folder; INIT_CWD is where the person stands, and what FILE and FOLDER are relative to.
  const here = process.env.INIT_CWD ?? process.cwd();

  return async (argv) => {
    const values = readArguments(argv);
    const wishes = {
      language: values.language,
      paper: values.paper,
      people: readList(values.people, '--people'),
      bins: readList(values.bins, '--bins'),
      stations: values.station,
    };
    const { makeSheets } = await loadMaker();
    const made = makeSheets(wishes);
    if (!made.ok) throw new Stop(BAD_INPUT, made.error);
    const folder = resolve(here, values.out);
    writeAll(folder, made.value);
    for (const { name } of made.value) process.stdout.write(`${join(folder, name)}\n`);
    say('Print them at 100 %, not fitted to the page, on white paper.');
    return 0;
  };

  function readArguments(argv) {
    const options = {
      out: { type: 'string' },
      language: { type: 'string', default: 'en' },
      paper: { type: 'string', default: 'a4' },
      people: { type: 'string' },
      bins: { type: 'string' },
      station: { type: 'string', multiple: true, default: [] },
    };
    let values;
    try {
      ({ values } = parseArgs({ args: argv, options }));
    } catch (error) {
      throw new Stop(BAD_INPUT, `${error.message} Use: ${USAGE}`);
    }
    if (!values.out) throw new Stop(BAD_INPUT, `Say where the sheets are to be written. Use: ${USAGE}`);
    return values;
  }

  function readList(file, option) {
    if (file === undefined) return null;
    try {
      return new TextDecoder('utf-8', { fatal: true, ignoreBOM: true }).decode(readFileSync(resolve(here, file)));
    } catch (error) {
      const why = error instanceof TypeError ? 'it is not UTF-8 text; save it as UTF-8' : error.message;
      throw new Stop(BAD_INPUT, `${option} ${file} cannot be read (${why}).`);
    }
  }

  /** The sheets are TypeScript, like the station; a bundle inside the project finds its packages. */
  async function loadMaker() {
    mkdirSync(join(ROOT, 'out'), { recursive: true });
    const folder = mkdtempSync(join(ROOT, 'out', 'sheets-'));
    try {
      const outfile = join(folder, 'make-sheets.mjs');
      await build({
        entryPoints: [join(ROOT, 'src/devices/sheets/make-sheets.ts')],
        outfile,
        bundle: true,
        platform: 'node',
        format: 'esm',
        target: 'node20.18',
        logLevel: 'error',
      });
      return await import(pathToFileURL(outfile).href);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }

  function isFolder(path) {
    return statSync(path, { throwIfNoEntry: false })?.isDirectory() === true;
  }

  /** Everything is written beside its place first, so that a full disk leaves no half of a sheet. */
  function writeAll(folder, files) {
    let draft;
    try {
      mkdirSync(folder, { recursive: true });
      draft = mkdtempSync(join(folder, '.sheets-'));
      for (const { name, html } of files) writeFileSync(join(draft, name), html);
      const taken = files.find(({ name }) => isFolder(join(folder, name)));
      if (taken !== undefined) throw new Error(`${taken.name} is a folder there`);
      for (const { name } of files) renameSync(join(draft, name), join(folder, name));
    } catch (error) {
      throw new Stop(BAD_INPUT, `The sheets cannot be written to ${folder} (${error.message}).`);
    } finally {
      if (draft !== undefined) rmSync(draft, { recursive: true, force: true });
    }
  }
});
