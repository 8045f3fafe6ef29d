import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { noticesOf } from '../../scripts/notices.mjs';

const ROOT = fileURLToPath(new URL('../..', import.meta.url));
const kept = readFileSync(`${ROOT}/THIRD-PARTY-NOTICES.md`, 'utf8');

test('the third-party notices are those of the packages that ship', () => {
  // Not toBe: its difference of thousands of lines would say less than this sentence.
  expect(kept === noticesOf(), 'run "node scripts/notices.mjs"').toBe(true);
});

test('every direct dependency is among them, and no development tool', () => {
  const { dependencies } = JSON.parse(readFileSync(`${ROOT}/package.json`, 'utf8'));
  for (const [name, version] of Object.entries(dependencies)) expect(kept).toContain(`| ${name} | ${version} |`);
  for (const tool of ['vitest', 'typescript', '@biomejs/biome']) expect(kept).not.toContain(`| ${tool} |`);
});

test('what is bundled into the page is among them', () => {
  for (const name of ['react', 'react-dom', '@fontsource-variable/inter']) expect(kept).toContain(`| ${name} |`);
});
