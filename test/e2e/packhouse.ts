import { cpSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { _electron, test as base, type ElectronApplication, type Page } from '@playwright/test';
import { choiceCodeOf, commandCodeOf } from '../../src/core/command-code.ts';
import type { NoteCode } from '../../src/core/note.ts';
import type { Action, Choice } from '../../src/core/phase.ts';
import type { Question } from '../../src/core/question.ts';
import type { RefusalCode } from '../../src/core/verdict.ts';
import type { View } from '../../src/core/view.ts';
import { DEMO_PEOPLE } from '../../src/hub/demo-data.ts';
import type { Bridge } from '../../src/wire/ipc-bridge.ts';
import type { DemoOrder, DemoPanel } from '../../src/wire/ipc-contract.ts';

declare global {
  interface Window {
    readonly packhouse: Bridge;
  }
}

const root = join(import.meta.dirname, '..', '..');

const [MIRA, JONAS, THEA, NIA] = DEMO_PEOPLE;
/** The badges of the demo's people: two packers, a supervisor, a lead. */
export const BADGE = { mira: MIRA.badge, jonas: JONAS.badge, thea: THEA.badge, nia: NIA.badge } as const;

type ScreenOf<Name extends View['screen']['name']> = Extract<View['screen'], { readonly name: Name }>;

/** The real app with its demo world: a hub in its own process, printers on TCP, a scanner on a terminal pair. */
export interface Packhouse {
  readonly app: ElectronApplication;
  readonly page: Page;
  readonly folder: string;
  scan(text: string): Promise<void>;
  act(action: Action): Promise<void>;
  /** The answer's card. */
  choose(choice: Choice): Promise<void>;
  demo(order: DemoOrder): Promise<void>;
  panel(group: DemoPanel['codes'][number]['group']): Promise<string[]>;
  view(): Promise<View>;
  /** Waits until the window shows this screen. */
  see(screen: View['screen']['name']): Promise<void>;
  /** Waits until the window shows this band, stop or question. */
  band(code: NoteCode | RefusalCode): Promise<void>;
  stop(code: RefusalCode): Promise<void>;
  question(kind: Question['kind']): Promise<void>;
  /** The view, once it is so. */
  until(is: (view: View) => boolean): Promise<View>;
  /** The screen of this name; it fails when there is another. */
  screen<Name extends View['screen']['name']>(name: Name): Promise<ScreenOf<Name>>;
  /** Waits for the hub and for orders that are lent to this station. */
  online(): Promise<void>;
  signIn(): Promise<void>;
  openNext(): Promise<void>;
  /** By its number, wherever it leads: to packing, or to its shelves first. */
  open(number: string, screen?: 'verify' | 'pick'): Promise<void>;
  /** A supervisor's badge and a reason, for what waits for one. */
  approve(reason?: Choice): Promise<void>;
  /** The label off the paper and its scan: the order is done, or its next box is wanted. */
  prove(): Promise<void>;
  /** Asks the demo's hub as the office does; gives the answer's body. */
  office(method: 'GET' | 'POST' | 'PUT' | 'PATCH', path: string, body?: unknown): Promise<unknown>;
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
  const band = (code: string) => page.locator(`[data-band="${code}"]`).waitFor();
  const stop = (code: string) => page.locator(`[data-stop="${code}"]`).waitFor();
  const question = (kind: string) => page.locator(`[data-question="${kind}"]`).waitFor();
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

  const office: Packhouse['office'] = async (method, path, body) => {
    // The demo's hub says where it listens, in the same file at every start.
    const read = (name: string) => readFileSync(join(folder, 'demo', name), 'utf8');
    const { officeKey } = JSON.parse(read('hub.keys.json'));
    const answer = await fetch(new URL(path, read('hub.url')), {
      method,
      headers: {
        authorization: `Bearer ${officeKey}`,
        ...(body !== undefined && { 'content-type': 'application/json' }),
      },
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
    const said = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${said}`);
    return said === '' ? null : JSON.parse(said);
  };

  /** The carton, the scale and the papers, until the label is wanted. */
  const closeBox = async () => {
    // The last scan may still be on its way.
    await until(view, ({ screen }) => screen.name !== 'verify');
    for (;;) {
      const { screen, no } = await view();
      if (screen.name === 'box') {
        const ready = await until(view, ({ screen: now }) => now.name !== 'box' || now.cartons.length > 0);
        if (ready.screen.name === 'box') await scan(ready.screen.cartons[0]?.code ?? '');
      } else if (screen.name === 'weigh') await demo({ kind: 'scale', grams: screen.expected.grams });
      else if (screen.name === 'papers') await act('confirm');
      else return demo({ kind: 'scale', grams: 0 });
      // A load that swings changes the screen too; only the next step, or the next paper, is an answer.
      await until(
        view,
        (now) =>
          now.no > no &&
          (now.screen.name !== screen.name ||
            (now.screen.name === 'papers' && JSON.stringify(now.screen) !== JSON.stringify(screen))),
      );
    }
  };

  const label = async () => {
    const codes = await until(
      () => panel('label'),
      (found) => found.length > 0,
    );
    return codes[0] ?? '';
  };

  return {
    app,
    page,
    folder,
    scan,
    act,
    choose: (choice) => scan(choiceCodeOf(choice)),
    demo,
    panel,
    view,
    see,
    band,
    stop,
    question,
    until: (is) => until(view, is),
    async screen(name) {
      await see(name);
      const { screen } = await view();
      if (screen.name !== name) throw new Error(`The screen is ${screen.name}, not ${name}`);
      return screen as ScreenOf<typeof name>; // by the line above
    },
    online,
    async open(number, screen = 'verify') {
      await scan(number);
      await see(screen);
    },
    async approve(reason = 'checked') {
      await scan(BADGE.thea);
      await question('approval-reason');
      await scan(choiceCodeOf(reason));
    },
    async prove() {
      const { screen } = await until(view, (now) => now.screen.name === 'prove');
      const code = screen.name === 'prove' ? (screen.tracking ?? screen.parcelCode) : '';
      await until(label, (read) => read === code);
      await scan(code);
      await until(
        view,
        (now) =>
          now.screen.name === 'done' ||
          (now.screen.name === 'prove' && (now.screen.tracking ?? now.screen.parcelCode) !== code),
      );
    },
    office,
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
    label,
  };
}
