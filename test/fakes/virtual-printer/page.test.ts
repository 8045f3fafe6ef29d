import { request } from 'node:http';
import { PNG } from 'pngjs';
import { afterEach, expect, it } from 'vitest';
import { openPrinterPage, type PrinterPage } from '../../../src/fakes/virtual-printer/page.ts';
import { type Bench, closeBenches, LABEL, openBench } from './bench.ts';

let page: PrinterPage;
let bench: Bench;
afterEach(async () => {
  await page.close();
  await closeBenches();
});

async function open(): Promise<void> {
  bench = await openBench('zebra-linkos');
  const shown = { id: 'label', name: 'Label <printer>', printer: bench.paper };
  page = await openPrinterPage({ port: 0, printers: [shown] });
}

const get = async (path = ''): Promise<string> => (await fetch(page.address + path)).text();
const tokenIn = (html: string): string => /name="token" value="([^"]+)"/.exec(html)?.[1] ?? '';

/** `fetch` would not let us lie about the host and the origin. */
function send(method: string, path: string, headers: Record<string, string>, body = ''): Promise<number> {
  const { hostname, port } = new URL(page.address);
  return new Promise((resolve, reject) => {
    const asked = request({ hostname, port, method, path, headers }, (answer) => {
      answer.resume();
      resolve(answer.statusCode ?? 0);
    });
    asked.on('error', reject);
    asked.end(body);
  });
}

const press = async (action: string, more: { token?: string; origin?: string; headers?: object } = {}) => {
  const form = new URLSearchParams({ token: more.token ?? tokenIn(await get()), printer: 'label', action });
  const origin = more.origin ?? page.address.slice(0, -1);
  const headers = { Origin: origin, 'Content-Type': 'application/x-www-form-urlencoded', ...more.headers };
  return send('POST', '/do', headers, form.toString());
};

it('shows lights and sheets', async () => {
  await open();
  expect(await get()).toContain('Label &#60;printer&#62;');
  expect(await get()).toMatch(/class="good">Ready</);
  bench.socket.write(LABEL.replace('^FS', '^FS^FD<script>alert(1)</script>^FS'));
  await bench.paper.waitForSheets(1);
  await bench.paper.set({ kind: 'jam' });
  const html = await get('printers');
  expect(html).toMatch(/class="bad">Stopped<.*class="bad">Jam</);
  expect(html).toContain('/sheet/label/1.png');
  expect(html).not.toContain('<script>alert');
  const png = await fetch(`${page.address}sheet/label/1.png`);
  expect(png.headers.get('content-type')).toBe('image/png');
  expect(PNG.sync.read(Buffer.from(await png.arrayBuffer())).width).toBe(200);
  expect((await fetch(`${page.address}sheet/label/2.png`)).status).toBe(404);
});

it('shows what was torn', async () => {
  await open();
  const torn = bench.paper.waitForEvent('torn');
  expect(await press('paper-out-mid-sheet')).toBe(303);
  bench.socket.write(LABEL);
  await torn;
  const at = /\/torn\/label\/1-\d+\.png/.exec(await get())?.[0] ?? '';
  const png = await fetch(page.address + at.slice(1));
  expect(PNG.sync.read(Buffer.from(await png.arrayBuffer())).height).toBe(50);
});

it('breaks and mends a printer by its buttons', async () => {
  await open();
  expect(await press('cover-open')).toBe(303);
  expect(bench.paper.sensors.coverOpen).toBe(true);
  expect(await press('mend')).toBe(303);
  expect(bench.paper.sensors.coverOpen).toBe(false);
  expect(await press('silent')).toBe(303);
  expect(await get('printers')).toMatch(/class="warn">No answers</);
  expect(await press('offline')).toBe(303);
  expect(bench.paper.isOnline).toBe(false);
  expect(await press('press-dance')).toBe(400);
});

it('lets nobody else press them', async () => {
  await open();
  const refused = [
    await press('jam', { origin: 'http://evil.example' }),
    await press('jam', { origin: 'null' }),
    await press('jam', { token: 'A'.repeat(32) }),
    await press('jam', { token: '' }),
    await press('jam', { headers: { 'Sec-Fetch-Site': 'cross-site' } }),
    await send('POST', '/do', {}, `token=${tokenIn(await get())}&printer=label&action=jam`),
  ];
  expect(refused).toEqual([403, 403, 403, 403, 403, 403]);
  const own = page.address.slice(0, -1);
  expect(await send('POST', '/do', { Origin: own }, 'x'.repeat(5000))).toBe(413);
  expect(await send('GET', '/do?action=jam', {})).toBe(404);
  expect(await send('PUT', '/do', { Origin: own })).toBe(405);
  expect(bench.paper.sensors.jam).toBe(false);
});

it('answers under its own name only, and hands scripts from nowhere else to the browser', async () => {
  await open();
  expect(await send('GET', '/', { Host: `printers.evil.example:${new URL(page.address).port}` })).toBe(421);
  const { headers } = await fetch(page.address);
  expect(headers.get('content-security-policy')).toMatch(/default-src 'none'.*frame-ancestors 'none'/);
  expect(headers.get('access-control-allow-origin')).toBeNull();
  expect(page.address).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/$/);
});
