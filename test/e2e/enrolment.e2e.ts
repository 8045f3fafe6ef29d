import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { test as base, expect } from '@playwright/test';
import { Agent, fetch } from 'undici';
import { start } from './packhouse.ts';

const root = join(import.meta.dirname, '..', '..');

interface OwnHub {
  readonly url: string;
  office(path: string, body: unknown): Promise<Record<string, unknown>>;
}

/** A hub as an office starts it: a process, a certificate of its own, nothing but HTTPS. */
const test = base.extend<{ hub: OwnHub; folder: string }>({
  // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
  folder: async ({}, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'packhouse-enrol-'));
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
  hub: async ({ folder }, use) => {
    const data = join(folder, 'hub');
    const command = [join(root, 'scripts', 'hub.mjs')];
    const env = { ...process.env, DATABASE_URL: '' };
    const made = execFileSync(process.execPath, [...command, 'add-office-key', 'Office', '--data', data], { env });
    const { key } = JSON.parse(made.toString()) as { readonly key: string };
    const child: ChildProcess = spawn(process.execPath, [...command, '--data', data, '--port', '0', '--tls', 'self'], {
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    if (child.stdout === null) throw new Error('the hub has no output');
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const [line = ''] = await createInterface({ input: child.stdout })
      [Symbol.asyncIterator]()
      .next()
      .then(({ value }) => [String(value)]);
    const { url } = JSON.parse(line) as { readonly url: string };
    // The office trusts this one certificate, too; how it does that is not what is tested here.
    const dispatcher = new Agent({ connect: { rejectUnauthorized: false } });
    await use({
      url,
      async office(path, body) {
        const answer = await fetch(new URL(path, url), {
          method: 'POST',
          dispatcher,
          headers: { authorization: `Bearer ${key}`, 'content-type': 'application/json' },
          body: JSON.stringify(body),
        });
        if (!answer.ok) throw new Error(`${path}: ${answer.status} ${await answer.text()}`);
        return (await answer.json()) as Record<string, unknown>;
      },
    });
    child.kill('SIGTERM');
    await ended;
  },
});

test('a bench without a hub is connected by a code, over HTTPS with a certificate of the hub alone, and is at work after a restart', async ({
  hub,
  folder,
}) => {
  const { text } = await hub.office('/v1/enrolments', { name: 'Bench 12' });
  const first = await start(folder);
  await first.act('status');
  await first.page.locator('[data-key="enrol"]').click();
  await first.page.locator('.enrol input').fill(`${hub.url} WRONGCODE`);
  await first.page.locator('.enrol form button').click();
  await expect(first.page.locator('[data-step="failed"]')).toBeVisible();
  await first.page.locator('.enrol input').fill(String(text));
  await first.page.locator('.enrol form button').click();
  await expect(first.page.locator('.enrol__hub')).toContainText(hub.url.replace(/\/$/, ''));
  await first.page.screenshot({ path: 'out/e2e-enrol.png' });
  await first.page.locator('.enrol .key--go').click();
  await expect(first.page.locator('[data-step="done"]')).toContainText('Bench 12');
  await first.app.close();

  const settings = readFileSync(join(folder, 'settings.json'), 'utf8');
  expect(settings).toContain('BEGIN CERTIFICATE');
  const again = await start(folder);
  const view = await again.until(({ strip }) => strip.network.state === 'online');
  expect([view.mode, view.strip.station]).toEqual(['work', 'Bench 12']);
  await again.app.close();
});

test('a code that is scanned is shown before anything is done with it, and never reaches the bench', async ({
  hub,
  folder,
}) => {
  const { text } = await hub.office('/v1/enrolments', { name: 'Bench 13' });
  const app = await start(folder);
  await app.online();
  await app.scan(String(text));
  await expect(app.page.locator('[data-sheet="enrol"][data-step="sure"]')).toBeVisible();
  expect((await app.view()).band.code).toBe('signed-out-now');
  await app.app.close();
});
