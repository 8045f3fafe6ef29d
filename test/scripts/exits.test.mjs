import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { EXIT, explain, Stop } from '../../scripts/runtime/exits.mjs';
import { requireNode } from '../../scripts/runtime/require-ready.mjs';
import { temporaryFolder } from './fixtures/temporary-folder.mjs';

const SCRIPTS = fileURLToPath(new URL('../../scripts', import.meta.url));

test('every exit code means one thing', () => {
  const codes = Object.values(EXIT);
  expect(new Set(codes).size).toBe(codes.length);
});

test.each(['20.19.0', '20.20.2', '22.0.0', '24.21.0'])('Node %s is new enough', (version) => {
  expect(() => requireNode(version)).not.toThrow();
});

test.each(['18.20.8', '20.18.3', '16.0.0'])('Node %s is too old', (version) => {
  expect(() => requireNode(version)).toThrow(expect.objectContaining({ exitCode: EXIT.nodeTooOld }));
});

test('what is explained is passed on, anything else becomes one sentence', () => {
  expect(explain(new Stop(EXIT.usage, 'Say which.'))).toEqual({ exitCode: EXIT.usage, sentence: 'Say which.' });
  const unexpected = explain(new Error('first line\n    at somewhere'));
  expect(unexpected.exitCode).toBe(EXIT.unexpected);
  expect(unexpected.sentence).toMatch(/first line/);
  expect(unexpected.sentence).not.toContain('\n');
});

test.each(['start', 'demo', 'test', 'runtime/cli'])('%s without node_modules says one sentence', (name) => {
  const checkout = temporaryFolder();
  mkdirSync(join(checkout, 'scripts'));
  cpSync(SCRIPTS, join(checkout, 'scripts'), { recursive: true });
  const { PACKHOUSE_DEBUG: _, ...env } = process.env;
  const outcome = spawnSync(process.execPath, [join(checkout, 'scripts', `${name}.mjs`)], { env, encoding: 'utf8' });

  expect(outcome).toMatchObject({
    status: EXIT.modulesMissing,
    stdout: '',
    stderr: 'packhouse: The dependencies are not installed: run "npm ci" first.\n',
  });
});
