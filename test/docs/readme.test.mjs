import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { EXIT } from '../../scripts/runtime/exits.mjs';
import { settingsSchema } from '../../src/wire/settings.ts';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const read = (name) => readFileSync(join(ROOT, name), 'utf8');
const DOCUMENTS = [
  'README.md',
  'ARCHITECTURE.md',
  'CHANGELOG.md',
  'CONTRIBUTING.md',
  ...readdirSync(join(ROOT, 'docs'))
    .filter((name) => name.endsWith('.md'))
    .map((name) => `docs/${name}`),
];

describe('the README', () => {
  const readme = read('README.md');

  test('opens with what it is and the two commands', () => {
    const blocks = [...readme.matchAll(/^```\w*\n([\s\S]*?)^```$/gm)].map((match) => match[1]?.trim());
    expect(blocks.slice(0, 2)).toEqual(['npm ci && npm start', 'npm ci && npm test']);
    expect(readme.indexOf('```')).toBeLessThan(readme.indexOf('\n## '));
  });

  test('has one place for the numbers', () => {
    const lines = readme.split('\n');
    const begin = lines.indexOf('<!-- bench:begin -->');
    expect(begin).toBeGreaterThan(0);
    expect(lines.indexOf('<!-- bench:end -->')).toBeGreaterThan(begin);
    expect(readme.match(/bench:(begin|end)/g)).toHaveLength(2);
  });

  test('names every exit code of the launcher', () => {
    const named = [...readme.matchAll(/^\| (\d+) \|/gm)].map((match) => Number(match[1]));
    expect(named).toEqual(Object.values(EXIT).sort((a, b) => a - b));
  });

  test('shows settings that the station takes', () => {
    const [, json] = /```json\n([\s\S]*?)```/.exec(readme) ?? [];
    expect(settingsSchema.safeParse(JSON.parse(json ?? '')).error).toBeUndefined();
  });
});

describe.each(DOCUMENTS)('%s', (name) => {
  const text = read(name);

  test('has links that lead somewhere', () => {
    const links = [...text.matchAll(/\]\(([^)\s]+)\)/g)].map((match) => match[1] ?? '');
    const missing = links
      .filter((link) => !/^(https?:|#)/.test(link))
      .filter((link) => !existsSync(join(ROOT, dirname(name), link.replace(/#.*/, ''))));
    expect(missing).toEqual([]);
  });

  test('has headings for its own anchors', () => {
    const anchors = [...text.matchAll(/\]\(#([^)]+)\)/g)].map((match) => match[1]);
    const headings = [...text.matchAll(/^#+ (.+)$/gm)].map((match) =>
      (match[1] ?? '')
        .toLowerCase()
        .replace(/[^\w -]/g, '')
        .replaceAll(' ', '-'),
    );
    expect(anchors.filter((anchor) => !headings.includes(anchor ?? ''))).toEqual([]);
  });

  test('names no place on one machine', () => {
    expect(text.match(/(^|[\s"'`(=])\/(work|root|tmp|home)\b/m)).toBeNull();
  });

  test('names npm scripts that exist', () => {
    const { scripts } = JSON.parse(read('package.json'));
    const named = [...text.matchAll(/npm run (?:-s )?([a-z][\w:-]*)/g)].map((match) => match[1] ?? '');
    expect(named.filter((script) => scripts[script] === undefined)).toEqual([]);
  });

  test('names source files that exist', () => {
    const named = [...text.matchAll(/`((?:src|electron|renderer|test|scripts|assets|docs)\/[a-z0-9./-]+\.\w+)`/g)];
    expect(named.map((match) => match[1] ?? '').filter((file) => !existsSync(join(ROOT, file)))).toEqual([]);
  });
});
