import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect } from '@playwright/test';
import { openLocalDb } from '../../src/devices/store/local-db.ts';
import { openStore } from '../../src/devices/store/open-store.ts';
import { DEFAULT_SETTINGS, type Settings } from '../../src/wire/settings.ts';
import { start } from './packhouse.ts';

/** A station at work whose hub is not there: nothing but its own disk counts. */
const AT_WORK: Settings = {
  ...DEFAULT_SETTINGS,
  station: 'Bench 7',
  hub: { url: 'http://127.0.0.1:9', key: 'psk_0123456789_nobody-knows-this-key', certificate: null, store: 'work' },
};

const test = base.extend<{ folder: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'packhouse-trouble-'));
    writeFileSync(join(folder, 'settings.json'), JSON.stringify(AT_WORK));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
});

const settingsIn = (folder: string) => JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8'));
const logOf = (folder: string) => readFileSync(join(folder, 'packhouse.log'), 'utf8');
const damagedIn = (folder: string) => readdirSync(folder).filter((name) => name.includes('.damaged-'));

/** A journal as it is after a day of work, with nobody holding it. */
function makeJournal(folder: string): string {
  mkdirSync(join(folder, 'work'), { recursive: true });
  openStore(join(folder, 'work')).close();
  const journal = join(folder, 'work', 'journal.db');
  const db = openLocalDb(journal);
  // What is still in the write-ahead log would mend what is broken here.
  db.exec('pragma wal_checkpoint(truncate)');
  db.close();
  return journal;
}

/** The app without Playwright's hand on it. */
function launch(folder: string, ...more: readonly string[]): ChildProcessWithoutNullStreams {
  const root = join(import.meta.dirname, '..', '..');
  const args = (process.env.PACKHOUSE_ELECTRON_ARGS ?? '').split(' ').filter(Boolean);
  const exe = String(createRequire(import.meta.url)('electron'));
  return spawn(exe, [...args, root, `--user-data-dir=${folder}`, ...more], { cwd: root });
}

/** The app as a shift without a hand, to its end. */
function runShift(folder: string): Promise<{ readonly code: number | null; readonly said: string }> {
  const child = launch(folder, '--demo-shift');
  let said = '';
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    said += text;
  });
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('close', (code) => resolve({ code, said }));
  });
}

test('comes up with its last good settings when the file was torn, and keeps the torn one', async ({ folder }) => {
  const first = await start(folder);
  await first.see('signed-out');
  await first.app.close();
  expect(settingsIn(folder)).toEqual(AT_WORK);

  const torn = JSON.stringify(AT_WORK).slice(0, 40);
  writeFileSync(join(folder, 'settings.json'), torn);
  const second = await start(folder);
  await second.see('signed-out');
  expect((await second.view()).strip.station).toBe('Bench 7');
  expect(settingsIn(folder)).toEqual(AT_WORK);
  expect(damagedIn(folder)).toHaveLength(1);
  expect(readFileSync(join(folder, damagedIn(folder)[0] ?? ''), 'utf8')).toBe(torn);
  expect(logOf(folder)).toContain('The last good copy is in use');
  await second.app.close();
});

test('starts anew, as a demo, when neither the settings nor their copy can be read', async ({ folder }) => {
  for (const name of ['settings.json', 'settings.backup.json']) writeFileSync(join(folder, name), '{"schemaVer');
  const packhouse = await start(folder);
  await packhouse.see('signed-out');
  expect((await packhouse.view()).mode).toBe('demo');
  expect(settingsIn(folder)).toEqual(DEFAULT_SETTINGS);
  expect(statSync(join(folder, 'settings.json')).mode & 0o777).toBe(0o600);
  expect(damagedIn(folder)).toHaveLength(1);
  await packhouse.app.close();
});

test('says in words that a newer version wrote the journal, and changes nothing', async ({ folder }) => {
  const journal = makeJournal(folder);
  const db = openLocalDb(journal);
  db.exec('pragma user_version = 99');
  db.exec('pragma wal_checkpoint(truncate)');
  db.close();
  const before = readFileSync(journal);

  const packhouse = await start(folder);
  await packhouse.page.locator('[data-screen="not-started"]').waitFor();
  const alert = packhouse.page.getByRole('alert');
  await expect(alert).toContainText('The journal was written by a newer Packhouse (format 99; this one knows 4)');
  await expect(alert).toContainText('For support: journal-newer');
  // The window is not a bench: what is asked of it is answered, with the same reason.
  const answer = await packhouse.page.evaluate(() => window.packhouse.dispatch({ kind: 'action', action: 'next' }));
  expect(answer).toMatchObject({ ok: false, error: { kind: 'not-ready' } });
  await packhouse.app.close();

  expect(readFileSync(journal).equals(before)).toBe(true);
  expect(damagedIn(join(folder, 'work'))).toEqual([]);
  expect(logOf(folder).match(/journal-newer/g)).toHaveLength(1);
});

test('says in words that the journal is damaged, and keeps a copy of it', async ({ folder }) => {
  const journal = makeJournal(folder);
  const bytes = readFileSync(journal);
  // A page in the middle that the disk lost.
  bytes.fill(0xdb, 4096, 12_288);
  writeFileSync(journal, bytes);

  const packhouse = await start(folder);
  await packhouse.page.locator('[data-screen="not-started"]').waitFor();
  const alert = packhouse.page.getByRole('alert');
  await expect(alert).toContainText('is damaged. A copy is kept as');
  await expect(alert).toContainText('For support: journal-damaged');
  await packhouse.app.close();

  // Its tails are kept beside it under the same name.
  const copies = damagedIn(join(folder, 'work')).filter((name) => !/-(wal|shm)$/.test(name));
  expect(copies).toHaveLength(1);
  expect(readFileSync(join(folder, 'work', copies[0] ?? '')).equals(bytes)).toBe(true);
  expect(logOf(folder).match(/journal-damaged/g)).toHaveLength(1);
});

test('ends a shift without a hand, with a sentence, when the journal cannot be opened', async ({ folder }) => {
  const journal = makeJournal(folder);
  writeFileSync(journal, 'this was a journal once, before the disk went bad'.repeat(100));
  const { code, said } = await runShift(folder);
  expect(said).toContain('is damaged. A copy is kept as');
  expect(code).toBe(1);
});

test('leaves when it is told to, though the terminal that it speaks to is gone', async ({ folder }) => {
  const journal = makeJournal(folder);
  writeFileSync(journal, 'this was a journal once, before the disk went bad'.repeat(100));
  const child = launch(folder);
  const gone = new Promise<NodeJS.Signals | null>((resolve) => child.once('exit', (_, signal) => resolve(signal)));
  child.stdout.destroy();
  child.stderr.destroy();
  // The sentence goes to the log first and then, in vain, to the terminal.
  await expect.poll(() => existsSync(join(folder, 'packhouse.log')) && logOf(folder)).toContain('journal-damaged');
  await new Promise((resolve) => setImmediate(resolve));
  child.kill('SIGTERM');
  const impatience = setTimeout(() => child.kill('SIGKILL'), 15_000);
  expect(await gone).not.toBe('SIGKILL');
  clearTimeout(impatience);
});
