import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, posix } from 'node:path';
import { describe, expect, it } from 'vitest';

const root = join(import.meta.dirname, '..');

/** Who may import whom. The one place where the arrows between zones are written as code. */
const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  'src/core': [],
  'src/wire': ['src/core'],
  'src/runtime': ['src/core', 'src/wire'],
  'src/devices': ['src/core', 'src/wire', 'src/runtime'],
  'src/fakes': ['src/core', 'src/wire', 'src/runtime'],
  'src/hub': ['src/core', 'src/wire'],
  electron: ['src/core', 'src/wire', 'src/runtime', 'src/devices', 'src/fakes'],
  renderer: ['src/core', 'src/wire'],
};
/** Fakes belong to the demo and to training; the station's own code must not know them. */
const FAKES_ONLY_IN = ['electron/demo/', 'electron/training/'];
/** Packages by zone; a zone that is not named may use what its types allow. */
const PACKAGES: Readonly<Record<string, RegExp>> = {
  // Laying goods out in a carton is solved well elsewhere; binpackingjs is pure, has no dependencies and needs no DOM or Node.
  'src/core': /^binpackingjs\/3d$/,
  'src/wire': /^zod$/,
  'src/runtime': /^$/,
  renderer: /^(react|react-dom|bwip-js|@fontsource)/,
};
const NAMES_TO_AVOID = /(^|[-.])(utils?|helpers?|common|managers?|services?|index)\.(ts|tsx|mjs)$/;

interface Source {
  readonly file: string;
  readonly zone: string;
  readonly text: string;
  readonly imports: readonly { readonly from: string; readonly typeOnly: boolean }[];
}

const sources: readonly Source[] = Object.keys(MAY_IMPORT).flatMap((zone) =>
  filesIn(zone)
    .filter((file) => !file.endsWith('.config.ts'))
    .map((file) => {
      const text = readFileSync(join(root, file), 'utf8');
      return { file, zone, text, imports: importsOf(text) };
    }),
);

function filesIn(folder: string): string[] {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.(ts|tsx|mjs)$/.test(name))
    .map((name) => posix.join(folder, name.split('\\').join('/')));
}

function importsOf(text: string): Source['imports'] {
  const withFrom = /^\s*(import|export)\s+(type\s+)?[^'"]*?from\s+['"]([^'"]+)['"]/gms;
  const bare = /(?:^\s*import|import\()\s*['"]([^'"]+)['"]/gm;
  return [
    ...[...text.matchAll(withFrom)].map((match) => ({ from: match[3] ?? '', typeOnly: match[2] !== undefined })),
    ...[...text.matchAll(bare)].map((match) => ({ from: match[1] ?? '', typeOnly: false })),
  ];
}

function target(source: Source, from: string): string {
  return posix.normalize(posix.join(dirname(source.file), from));
}

function zoneOf(file: string): string | undefined {
  return Object.keys(MAY_IMPORT).find((zone) => file.startsWith(`${zone}/`));
}

describe('the zones', () => {
  it('are all there', () => {
    for (const zone of Object.keys(MAY_IMPORT))
      expect([zone, sources.some((source) => source.zone === zone)]).toEqual([zone, true]);
  });

  it('import only along the arrows', () => {
    const offenders = sources.flatMap((source) =>
      source.imports
        .filter(({ from }) => from.startsWith('.'))
        .map(({ from }) => target(source, from))
        .filter((file) => {
          const zone = zoneOf(file);
          return zone !== source.zone && (zone === undefined || !MAY_IMPORT[source.zone]?.includes(zone));
        })
        .map((file) => `${source.file} → ${file}`),
    );
    expect(offenders).toEqual([]);
  });

  it('keep fakes to the demo', () => {
    const offenders = sources.filter(
      ({ file, imports }) =>
        !FAKES_ONLY_IN.some((folder) => file.startsWith(folder)) &&
        !file.startsWith('src/fakes') &&
        imports.some(({ from }) => from.includes('/fakes/')),
    );
    expect(offenders.map(({ file }) => file)).toEqual([]);
  });

  it('use only their packages', () => {
    const offenders = sources.flatMap((source) => {
      const allowed = PACKAGES[source.zone];
      if (allowed === undefined) return [];
      return source.imports
        .filter(({ from }) => !from.startsWith('.') && !allowed.test(from))
        .map(({ from }) => `${source.file} → ${from}`);
    });
    expect(offenders).toEqual([]);
  });

  it('have Electron in one of them alone', () => {
    const offenders = sources.filter(
      ({ zone, imports }) => zone !== 'electron' && imports.some(({ from }) => from === 'electron'),
    );
    expect(offenders.map(({ file }) => file)).toEqual([]);
  });

  it('take only types from the wire into the window, but for channel names', () => {
    const offenders = sources
      .filter(({ zone }) => zone === 'renderer')
      .flatMap((source) =>
        source.imports
          .filter(({ from, typeOnly }) => from.includes('/wire/') && !typeOnly)
          .map(({ from }) => `${source.file} → ${from}`),
      );
    expect(offenders).toEqual([]);
  });
});

describe('the files', () => {
  it('import in no circle', () => {
    const byFile = new Map(sources.map((source) => [source.file, source]));
    const done = new Set<string>();
    const circles: string[] = [];
    const visit = (file: string, path: readonly string[]): void => {
      if (path.includes(file)) {
        circles.push([...path.slice(path.indexOf(file)), file].join(' → '));
        return;
      }
      const source = byFile.get(file);
      if (done.has(file) || source === undefined) return;
      for (const { from, typeOnly } of source.imports) {
        if (from.startsWith('.') && !typeOnly) visit(target(source, from), [...path, file]);
      }
      done.add(file);
    };
    for (const { file } of sources) visit(file, []);
    expect(circles).toEqual([]);
  });

  it('have names that say what they are', () => {
    expect(
      sources
        .map(({ file }) => file)
        .filter((file) => NAMES_TO_AVOID.test(file) || /[A-Z_]/.test(posix.basename(file))),
    ).toEqual([]);
  });

  it('stay small', () => {
    const long = sources.filter(({ text }) => text.split('\n').length > 300).map(({ file }) => file);
    expect(long).toEqual([]);
    const lengths = sources.map(({ text }) => text.split('\n').length).sort((a, b) => a - b);
    expect(lengths[Math.floor(lengths.length / 2)]).toBeLessThan(90);
    expect(lengths[Math.floor(lengths.length * 0.9)]).toBeLessThan(220);
  });

  it('silence no checker and skip no test', () => {
    const tests = filesIn('test').map((file) => ({ file, text: readFileSync(join(root, file), 'utf8') }));
    const forbidden = new RegExp(
      ['@ts-(ignore|expect-error|nocheck)', `\\b(it|test|describe)\\.${'(skip|only|todo)'}\\b`, '\\bas any\\b'].join(
        '|',
      ),
    );
    const offenders = [...sources, ...tests].filter(
      ({ file, text }) => file !== 'test/architecture.test.ts' && forbidden.test(text),
    );
    expect(offenders.map(({ file }) => file)).toEqual([]);
  });
});
