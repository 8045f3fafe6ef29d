import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test';
import { commandCodeOf } from '../../src/core/command-code.ts';
import type { Action } from '../../src/core/phase.ts';
import type { View } from '../../src/core/view.ts';
import type { Bridge } from '../../src/wire/ipc-bridge.ts';
import type { DemoOrder, DemoPanel } from '../../src/wire/ipc-contract.ts';

declare global {
  interface Window {
    readonly packhouse: Bridge;
  }
}

const root = join(import.meta.dirname, '..', '..');

/** The real app with its demo world: a hub in its own process, printers on TCP, a scanner on a terminal pair. */
export interface Packhouse {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly folder: string;
  scan(text: string): Promise<void>;
  act(action: Action): Promise<void>;
  demo(order: DemoOrder): Promise<void>;
  panel(group: DemoPanel['codes'][number]['group']): Promise<string[]>;
  view(): Promise<View>;
  /** Waits until the window shows this screen. */
  see(screen: View['screen']['name']): Promise<void>;
  /** Waits for the hub and for orders that are lent to this station. */
  online(): Promise<void>;
  signIn(): Promise<void>;
  openNext(): Promise<void>;
  /** Scans whatever is wanted until everything is in the box. */
  packAll(): Promise<void>;
  /** The carton, the scale and the papers, whatever of them this order asks for. */
  closeBox(): Promise<void>;
  /** The codes on the newest sheet of the label printer, read off the paper. */
  label(): Promise<string>;
}

export const test = base.extend<{ folder: string; packhouse: Packhouse }, { template: string }>({
  // Making a hub's database and its orders takes seconds; each test gets a copy of one that was made through the app itself.
  template: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'packhouse-template-'));
      const first = await start(folder);
      await first.online();
      await first.app.close();
      await use(folder);
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  folder: async ({ template }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'packhouse-e2e-'));
    cpSync(join(template, 'demo'), join(folder, 'demo'), { recursive: true });
    await use(folder);
    rmSync(folder, { recursive: true, force: true });
  },
  packhouse: async ({ folder }, use) => {
    const packhouse = await start(folder);
    await use(packhouse);
    await packhouse.app.close();
  },
});

export async function start(folder: string): Promise<Packhouse> {
  const args = (process.env.PACKHOUSE_ELECTRON_ARGS ?? '').split(' ').filter(Boolean);
  const app = await _electron.launch({
    args: [...args, root, `--user-data-dir=${folder}`, `--pictures=${join(folder, 'pictures')}`, '--lang=en'],
    cwd: root,
  });
  const page = await app.firstWindow();
  await page.locator('[data-screen]').waitFor();

  const view = () =>
    page.evaluate(async () => {
      const answer = await window.packhouse.subscribe();
      if (!answer.ok) throw new Error(answer.error.detail);
      return answer.value;
    });
  const demo = async (order: DemoOrder) => {
    const answer = await page.evaluate((wanted) => window.packhouse.demo(wanted), order);
    if (!answer.ok) throw new Error(answer.error.detail);
  };
  const scan = (text: string) => demo({ kind: 'scan', text });
  const act = (action: Action) => scan(commandCodeOf(action));
  const see = (name: string) => page.locator(`[data-screen="${name}"]`).waitFor();
  const panel = async (group: string) => {
    const answer = await page.evaluate(() => window.packhouse.demoPanel());
    if (!answer.ok) throw new Error(answer.error.detail);
    return (answer.value?.codes ?? []).filter((code) => code.group === group).map(({ text }) => text);
  };
  const until = async <Seen>(look: () => Promise<Seen>, is: (seen: Seen) => boolean): Promise<Seen> => {
    for (;;) {
      const seen = await look();
      if (is(seen)) return seen;
      await page.evaluate(() => new Promise((resolve) => requestAnimationFrame(resolve)));
    }
  };

  const online = async () => {
    await until(view, ({ strip }) => strip.network.state === 'online' && strip.autonomyOrders > 0);
  };

  /** The carton, the scale and the papers, until the label is wanted. */
  const closeBox = async () => {
    for (;;) {
      const { screen, no } = await view();
      if (screen.name === 'box') {
        const ready = await until(view, ({ screen: now }) => now.name !== 'box' || now.cartons.length > 0);
        if (ready.screen.name === 'box') await scan(ready.screen.cartons[0]?.code ?? '');
      } else if (screen.name === 'weigh') await demo({ kind: 'scale', grams: screen.expected.grams });
      else if (screen.name === 'papers') await act('confirm');
      else return demo({ kind: 'scale', grams: 0 });
      await until(view, (now) => now.no > no && JSON.stringify(now.screen) !== JSON.stringify(screen));
    }
  };

  return {
    app,
    page,
    folder,
    scan,
    act,
    demo,
    panel,
    view,
    see,
    online,
    async signIn() {
      await online();
      const [badge] = await panel('badge');
      await scan(badge ?? 'no badge');
      await see('ready');
    },
    async openNext() {
      await act('next');
      await see('verify');
    },
    async packAll() {
      for (;;) {
        const [code] = await panel('item');
        const before = await view();
        if (before.screen.name !== 'verify' || code === undefined) break;
        await scan(code);
        await until(view, ({ no }) => no > before.no);
      }
      await closeBox();
    },
    closeBox,
    async label() {
      const codes = await until(
        () => panel('label'),
        (found) => found.length > 0,
      );
      return codes[0] ?? '';
    },
  };
}
