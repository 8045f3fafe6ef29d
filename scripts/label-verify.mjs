// `npm run -s label:verify -- FILE.(png|pdf|zpl)`: what a scanner will read on a label, for people who design labels.
import { enter } from './runtime/enter.mjs';

await enter(async () => {
  const { mkdirSync, mkdtempSync, readFileSync, rmSync } = await import('node:fs');
  const { extname, join, resolve } = await import('node:path');
  const { pathToFileURL } = await import('node:url');
  const { parseArgs } = await import('node:util');
  const { build } = await import('esbuild');
  const { Stop } = await import('./runtime/exits.mjs');
  const { ROOT } = await import('./runtime/paths.mjs');

  /** The file is not a label, or cannot be read. */
  const BAD_INPUT = 2;
  /** A code of the label cannot be read, or a station would refuse the file. */
  const NOT_GOOD = 1;
  const FORMATS = ['png', 'pdf', 'zpl'];
  const USAGE = 'npm run -s label:verify -- FILE.(png|pdf|zpl) [--dpi 203|300]';
  // npm changes to the project's folder; INIT_CWD is where the person stands, and what FILE is relative to.
  const here = process.env.INIT_CWD ?? process.cwd();

  return async (argv) => {
    const { file, format, dpi } = readArguments(argv);
    const bytes = readLabel(file);
    const inspect = await loadInspection();
    const inspected = await inspect(bytes, format, dpi);
    if (!inspected.ok) throw new Stop(BAD_INPUT, `${file}: ${inspected.error}.`);
    const { symbols, unread, dots, unknownCommands, filter } = inspected.value;
    for (const symbol of symbols) write(symbol);
    for (const code of unread) write({ ...code, read: false });
    const summary = { file, labels: dots.length, dpi: inspected.value.dpi, dots, symbols: symbols.length };
    write({ ...summary, unread: unread.length, unknownCommands, filter });
    await new Promise((done) => process.stdout.write('', done));
    const refused = filter !== null && filter !== 'ok';
    return refused || unread.length > 0 ? NOT_GOOD : 0;
  };

  function readArguments(argv) {
    let parsed;
    try {
      parsed = parseArgs({ args: argv, options: { dpi: { type: 'string' } }, allowPositionals: true });
    } catch (error) {
      throw new Stop(BAD_INPUT, `${error.message} Use: ${USAGE}`);
    }
    const [file, ...more] = parsed.positionals;
    const format = extname(file ?? '')
      .slice(1)
      .toLowerCase();
    if (file === undefined || more.length > 0 || !FORMATS.includes(format)) {
      throw new Stop(BAD_INPUT, `Say which label: a file that ends in .png, .pdf or .zpl. Use: ${USAGE}`);
    }
    const { dpi } = parsed.values;
    if (dpi !== undefined && dpi !== '203' && dpi !== '300')
      throw new Stop(BAD_INPUT, `--dpi is 203 or 300. Use: ${USAGE}`);
    return { file, format, dpi: dpi === undefined ? undefined : Number(dpi) };
  }

  function readLabel(file) {
    try {
      return Uint8Array.from(readFileSync(resolve(here, file)));
    } catch (error) {
      throw new Stop(BAD_INPUT, `${file} cannot be read (${error.message}).`);
    }
  }

  function write(value) {
    process.stdout.write(`${JSON.stringify(value)}\n`);
  }

  /** The pipeline is TypeScript, like the station; a bundle inside the project finds its packages. */
  async function loadInspection() {
    mkdirSync(join(ROOT, 'out'), { recursive: true });
    const folder = mkdtempSync(join(ROOT, 'out', 'label-verify-'));
    try {
      const outfile = join(folder, 'open-inspection.mjs');
      await build({
        entryPoints: [join(ROOT, 'src/devices/carrier/open-inspection.ts')],
        outfile,
        bundle: true,
        packages: 'external',
        platform: 'node',
        format: 'esm',
        target: 'node20.18',
        logLevel: 'error',
      });
      const { openInspection } = await import(pathToFileURL(outfile).href);
      return await openInspection();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  }
});
