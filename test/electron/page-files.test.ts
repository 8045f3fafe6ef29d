import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fileIn, servePage } from '../../electron/page-files.ts';

let root: string;
let folder: string;

beforeAll(() => {
  root = mkdtempSync(join(tmpdir(), 'packhouse-page-'));
  folder = join(root, 'renderer');
  mkdirSync(join(folder, 'assets'), { recursive: true });
  // A neighbour whose name begins like ours, and a secret beside the folder.
  mkdirSync(join(root, 'renderer-secrets'));
  writeFileSync(join(root, 'renderer-secrets', 'a.html'), 'secret');
  writeFileSync(join(root, 'package.html'), 'secret');
  writeFileSync(join(folder, 'index.html'), '<p>ours</p>');
  writeFileSync(join(folder, 'assets', 'main.js'), '1');
  writeFileSync(join(folder, 'notes.txt'), 'of no known type');
});
afterAll(() => rmSync(root, { recursive: true, force: true }));

const get = (url: string, method = 'GET') => servePage(folder, { method, url });

describe('the file a path means', () => {
  it('is within the folder', () => {
    expect(fileIn(folder, '/index.html')).toBe(join(folder, 'index.html'));
    expect(fileIn(folder, '/assets/../index.html')).toBe(join(folder, 'index.html'));
  });

  it.each([
    '/../package.html',
    '/%2e%2e/package.html',
    '/..%2fpackage.html',
    '/%2e%2e%2fpackage.html',
    '/assets/../../package.html',
    '/../renderer-secrets/a.html',
    '/..',
    '/index.html%00.png',
    '/%',
    '/%ff',
  ])('is none for %s', (path) => {
    expect(fileIn(folder, path)).toBeNull();
  });

  it('is never a name that was encoded twice', () => {
    expect(fileIn(folder, '/%252e%252e/package.html')).toBe(join(folder, '%2e%2e', 'package.html'));
  });
});

describe('the page', () => {
  it('is given out with its type and its headers', async () => {
    const answer = await get('app://packhouse/index.html?lang=de');
    expect(answer.status).toBe(200);
    expect(await answer.text()).toBe('<p>ours</p>');
    expect(Object.fromEntries(answer.headers)).toMatchObject({
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': expect.stringContaining("default-src 'none'"),
      'x-content-type-options': 'nosniff',
      'cross-origin-opener-policy': 'same-origin',
    });
  });

  it.each(['missing.html', 'assets', 'notes.txt', '..%2fpackage.html', '..%5cpackage.html'])(
    'has no %s',
    async (path) => {
      expect((await get(`app://packhouse/${path}`)).status).toBe(404);
    },
  );

  it('is at one host only', async () => {
    expect((await get('app://elsewhere/index.html')).status).toBe(405);
  });

  it.each(['POST', 'PUT', 'DELETE', 'HEAD'])('is not for %s', async (method) => {
    expect((await get('app://packhouse/index.html', method)).status).toBe(405);
  });
});
