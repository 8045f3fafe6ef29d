import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { whyNotFormat } from '../../src/hub/documents/looks-like.ts';

const REAL = '../shared/data/carrier-zpl';
if (!existsSync(REAL)) console.info(`${REAL} is not there: real carriers' labels are not looked at.`);
test.runIf(existsSync(REAL))("every real carrier's label looks like ZPL, and like nothing else", () => {
  const files = readdirSync(REAL).filter((name) => name.endsWith('.zpl'));
  expect(files.length).toBeGreaterThan(0);
  for (const name of files) {
    const bytes = readFileSync(`${REAL}/${name}`);
    expect([name, whyNotFormat('zpl', bytes)]).toEqual([name, null]);
    expect([whyNotFormat('pdf', bytes), whyNotFormat('png', bytes)]).not.toContain(null);
  }
});
