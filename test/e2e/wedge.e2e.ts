import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test as base, expect, type Page } from '@playwright/test';
import { build } from 'esbuild';
import type { KeyPress } from '../../renderer/scan/wedge.ts';
import type { WedgeListener } from '../../renderer/scan/wedge-listener.ts';
import { applyProfile } from '../../renderer/scan/wedge-rules.ts';
import { GS } from '../../src/core/us-keyboard.ts';
import {
  beginCalibration,
  CALIBRATION_CODE,
  CALIBRATION_QUIET_MS,
  CALIBRATION_SCANS,
  type CalibrationKey,
  calibrationOf,
  pressCalibrationKey,
} from '../../src/core/wedge-calibration.ts';
import { channels } from '../../src/wire/ipc-channels.ts';
import type { KeyboardFrame } from '../../src/wire/ipc-contract.ts';
import { DEFAULT_SETTINGS } from '../../src/wire/settings.ts';
import { key, keys, type Layout, layoutKeys } from '../renderer/wedge-keys.ts';
import { type Packhouse, start } from './packhouse.ts';

/*
 * The rows and layouts of table 2.5 of the scanning design, as real key events in the real window: through the DevTools
 * protocol, because `webContents.sendInputEvent` loses Shift. The events carry times of their own, as a keyboard's do,
 * so no test waits for a slow person.
 */

declare global {
  var framesSeenByMain: KeyboardFrame[] | undefined;
  interface Window {
    readonly trial: Trial;
  }
}

interface Trial {
  readonly frames: KeyboardFrame[];
  readonly keys: CalibrationKey[];
  readonly listener: WedgeListener;
}

interface Wedge {
  readonly page: Page;
  /** Presses and releases these keys; their times are kept, from a moment after everything that was pressed before. */
  type(presses: readonly KeyPress[]): Promise<void>;
  /** What main has been sent since the last call, once there are this many. */
  frames(count: number): Promise<readonly KeyboardFrame[]>;
  /** Puts something with the focus on the page. */
  focus(html: string): Promise<void>;
  value(): Promise<string>;
  /** As if nothing had been typed or put on the page. */
  clear(): Promise<void>;
}

const SETTINGS = JSON.stringify({
  ...DEFAULT_SETTINGS,
  hub: { url: 'http://127.0.0.1:9', key: 'psk_0123456789_nobody-knows-this-key', certificate: null, store: 'work' },
});

/** One station without hub and devices for all tests: what is tried is its window. */
const test = base.extend<{ wedge: Wedge }, { open: Wedge }>({
  open: [
    // biome-ignore lint/correctness/noEmptyPattern: Playwright reads the names of the fixtures from this pattern
    async ({}, use) => {
      const folder = mkdtempSync(join(tmpdir(), 'packhouse-wedge-'));
      writeFileSync(join(folder, 'settings.json'), SETTINGS);
      const station = await start(folder);
      await station.see('signed-out');
      await use(await openWedge(station));
      await station.app.close();
      rmSync(folder, { recursive: true, force: true });
    },
    { scope: 'worker' },
  ],
  wedge: async ({ open }, use) => {
    await use(open);
    await open.clear();
  },
});

async function openWedge({ app, page }: Packhouse): Promise<Wedge> {
  // From here on main keeps what the window sends it, and does nothing with it.
  await app.evaluate(({ ipcMain }, channel) => {
    const seen: KeyboardFrame[] = [];
    globalThis.framesSeenByMain = seen;
    ipcMain.removeHandler(channel);
    ipcMain.handle(channel, (_, frame: KeyboardFrame) => {
      seen.push(frame);
      return { ok: true, value: null };
    });
  }, channels.frame);
  const session = await page.context().newCDPSession(page);
  let lastMs = 0;

  return {
    page,
    async type(presses) {
      const first = presses[0]?.atMs ?? 0;
      // Never before the page began: its clock knows no earlier time.
      const startMs = Math.max(Date.now(), lastMs + 1000);
      lastMs = startMs + (presses.at(-1)?.atMs ?? 0) - first;
      const sent = presses.flatMap((press) => eventsOf(press, (startMs + press.atMs - first) / 1000));
      // One connection: they arrive in this order without waiting for each answer.
      await Promise.all(sent.map((event) => session.send('Input.dispatchKeyEvent', event)));
    },
    async frames(count) {
      const take = () => app.evaluate(() => globalThis.framesSeenByMain ?? []);
      await expect.poll(async () => (await take()).length).toBeGreaterThanOrEqual(count);
      const seen = await take();
      await app.evaluate(() => globalThis.framesSeenByMain?.splice(0));
      return seen;
    },
    focus: (html) =>
      page.evaluate((markup) => {
        const holder = document.createElement('div');
        holder.id = 'under-test';
        holder.innerHTML = markup;
        document.body.prepend(holder);
        const child = holder.firstElementChild;
        if (!(child instanceof HTMLElement)) throw new Error('Nothing to focus');
        child.addEventListener('click', () => {
          child.dataset.clicks = String(Number(child.dataset.clicks ?? 0) + 1);
        });
        child.focus();
        if (document.activeElement !== child) throw new Error('It does not take the focus');
      }, html),
    async clear() {
      await page.evaluate(() => {
        document.querySelector('#under-test')?.remove();
        window.dispatchEvent(new Event('blur'));
      });
      await app.evaluate(() => globalThis.framesSeenByMain?.splice(0));
    },
    value: () => page.locator('#under-test :first-child').inputValue(),
  };
}

const NAMED: Readonly<Record<string, number>> = { Enter: 13, Tab: 9, Backspace: 8 };

function eventsOf(press: KeyPress, timestamp: number) {
  const { code, key: typed, shift, ctrl, repeat } = press;
  const modifiers = (ctrl ? 2 : 0) | (shift ? 8 : 0);
  const text = ctrl ? '' : code === 'Enter' ? '\r' : typed.length === 1 ? typed : '';
  const windowsVirtualKeyCode = NAMED[code] ?? typed.toUpperCase().charCodeAt(0);
  const shared = { code, key: typed, modifiers, windowsVirtualKeyCode };
  const down = {
    ...shared,
    type: text === '' ? 'rawKeyDown' : 'keyDown',
    text,
    autoRepeat: repeat,
    timestamp,
  } as const;
  return [down, { ...shared, type: 'keyUp', timestamp: timestamp + 0.0005 } as const];
}

const EAN = '4006381333931';
const scan = (text: string, maxGapMs = 2): KeyboardFrame => ({ kind: 'wedge', text, maxGapMs: near(maxGapMs) });
/** Event times come back in tenths of a millisecond. */
const near = (ms: number): number => expect.closeTo(ms, 0) as unknown as number;

test.describe('a scanner that types', () => {
  for (const [name, text] of [
    ['an EAN-13 at 2 ms a key', EAN],
    ['a location with signs and a blank', 'LOC-A.01/02 b'],
    ['a Digital Link', 'https://id.gs1.org/01/09506000134352?17=261231'],
    ['a GS1 code with Ctrl+] for GS', `]C1010950600013435210ABC${GS}21SN1`],
  ] as const)
    test(`gives ${name}`, async ({ wedge }) => {
      await wedge.type(keys(text, 2));
      expect(await wedge.frames(1)).toEqual([scan(text)]);
    });

  test('leaves a text field as it was', async ({ wedge }) => {
    await wedge.focus('<input value="Mira">');
    await wedge.page.locator('#under-test input').evaluate((input: HTMLInputElement) => input.setSelectionRange(2, 2));
    await wedge.type(keys(EAN, 2));
    expect(await wedge.frames(1)).toEqual([scan(EAN)]);
    await expect.poll(() => wedge.value()).toBe('Mira');
    const caret = await wedge.page
      .locator('#under-test input')
      .evaluate((input: HTMLInputElement) => input.selectionStart);
    expect(caret).toBe(2);
  });

  test('types into a field that asks for it', async ({ wedge }) => {
    await wedge.focus('<input data-scan="raw">');
    await wedge.type([...keys(EAN, 2, null)]);
    await expect.poll(() => wedge.value()).toBe(EAN);
    await wedge.page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await wedge.type(keys('96385074', 2));
    expect(await wedge.frames(1)).toEqual([scan('96385074')]);
  });

  test('presses no key that has the focus', async ({ wedge }) => {
    await wedge.focus('<button type="button">CONFIRM</button>');
    await wedge.type(keys(EAN, 2));
    expect(await wedge.frames(1)).toEqual([scan(EAN)]);
    expect(await wedge.page.locator('#under-test button').getAttribute('data-clicks')).toBeNull();
  });

  test('may be slow with an identifier, 40 to 50 ms a key', async ({ wedge }) => {
    const slow = (text: string) => keys(text, 45).map((press, at) => ({ ...press, atMs: press.atMs + (at % 2) * 4 }));
    await wedge.type(slow(`]E0${EAN}`));
    expect(await wedge.frames(1)).toEqual([scan(`]E0${EAN}`, 49)]);
    await wedge.type(slow(EAN));
    expect(await wedge.frames(1)).toMatchObject([{ kind: 'manual', text: EAN }]);
  });

  test('is heard twice when it reads twice without a pause', async ({ wedge }) => {
    await wedge.type([...keys(EAN, 2), ...keys(EAN, 2, 'Enter', 1028)]);
    expect(await wedge.frames(2)).toEqual([scan(EAN), scan(EAN)]);
  });

  for (const layout of ['us', 'french', 'german'] as const satisfies readonly Layout[])
    test(`is read aright on a computer with the layout ${layout}`, async ({ wedge }) => {
      for (const text of ['LOT-zy7.a_', ']C10104006381333931']) {
        await wedge.type(layoutKeys(text, layout, 2));
        expect(await wedge.frames(1)).toEqual([scan(text)]);
      }
    });

  test('is read aright with CapsLock on', async ({ wedge }) => {
    // The protocol cannot say CapsLock; an event made in the page can.
    await wedge.page.evaluate(
      (presses) => {
        for (const { code, key, shift } of presses) {
          const init = { code, key, shiftKey: shift, modifierCapsLock: true, bubbles: true, cancelable: true };
          document.body.dispatchEvent(new KeyboardEvent('keydown', init));
          document.body.dispatchEvent(new KeyboardEvent('keyup', init));
        }
      },
      layoutKeys('LOT-zy7.a_', 'capsLock', 2),
    );
    expect(await wedge.frames(1)).toMatchObject([{ kind: 'wedge', text: 'LOT-zy7.a_' }]);
  });
});

test.describe('a person who types', () => {
  test('is manual at 60 ms a key', async ({ wedge }) => {
    await wedge.type(keys(EAN, 60));
    expect(await wedge.frames(1)).toEqual([{ kind: 'manual', text: EAN, maxGapMs: near(60) }]);
  });

  test('is manual while the page is busy for 900 ms', async ({ wedge }) => {
    const busy = wedge.page.evaluate(() => {
      const until = performance.now() + 900;
      while (performance.now() < until);
    });
    await wedge.type(keys('40063813', 60));
    await busy;
    expect(await wedge.frames(1)).toEqual([{ kind: 'manual', text: '40063813', maxGapMs: near(60) }]);
  });

  test('cannot make a scan by holding a key', async ({ wedge }) => {
    const held = Array.from({ length: 22 }, (_, at) => key('7', 1500 + at * 27, { repeat: true }));
    await wedge.type([key('7', 1000), ...held, key('Enter', 2115)]);
    await wedge.type(keys(EAN, 2));
    // The scan after it is the first that main hears of.
    expect(await wedge.frames(1)).toEqual([scan(EAN)]);
  });

  test('keeps every character in a text field', async ({ wedge }) => {
    await wedge.focus('<input>');
    await wedge.type(keys('Station 3', 90, null));
    await wedge.type(keys('abcd', 20, null));
    await expect.poll(() => wedge.value()).toBe('Station 3abcd');
  });

  test('loses half a code when the window is left, and the next code is whole', async ({ wedge }) => {
    await wedge.type(keys('400638', 2, null));
    await wedge.page.evaluate(() => window.dispatchEvent(new Event('blur')));
    await wedge.type(keys(EAN, 2));
    expect(await wedge.frames(1)).toEqual([scan(EAN)]);
  });
});

/** A second listener, made of the same source, stands before the app's own: no screen of the app has this one's switches yet. */
test.describe('a scanner that is calibrated', () => {
  test('is read by its own rules from then on', async ({ wedge }) => {
    const { page } = wedge;
    await page.addInitScript({ content: await listenerScript() });
    await page.reload();
    await page.locator('[data-screen]').waitFor();
    await page.evaluate((quietMs) => {
      const { listener, keys: pressed } = window.trial;
      listener.tap({ key: (each) => pressed.push(each), quiet: () => {}, quietMs });
    }, CALIBRATION_QUIET_MS);

    // Slow, with a prefix, without an identifier, and with a sign for GS.
    const slow = (text: string) => keys(`~${text.replace(GS, '|')}`, 90);
    for (let scans = 0; scans < CALIBRATION_SCANS; scans += 1) await wedge.type(slow(CALIBRATION_CODE.text));
    const length = CALIBRATION_SCANS * (CALIBRATION_CODE.text.length + 2);
    await expect.poll(() => page.evaluate(() => window.trial.keys.length)).toBe(length);
    const pressed = await page.evaluate(() => window.trial.keys);
    const found = calibrationOf(pressed.reduce(pressCalibrationKey, beginCalibration()));
    expect(found).toMatchObject({
      t: 'profile',
      profile: { prefix: '~', gsSubstitute: '|', needsPrefix: true, suffix: 'enter' },
    });
    if (found.t !== 'profile') throw new Error('No profile');

    await page.evaluate((rules) => {
      window.trial.listener.tap(null);
      window.trial.listener.follow(rules);
    }, applyProfile(found.profile));
    await wedge.type(slow(`10ABC${GS}21SN1`));
    await wedge.type(keys(EAN, 90));
    const heard = () => page.evaluate(() => window.trial.frames);
    await expect.poll(async () => (await heard()).length).toBe(2);
    expect(await heard()).toMatchObject([
      { kind: 'wedge', text: `10ABC${GS}21SN1` },
      { kind: 'manual', text: EAN },
    ]);
    await page.evaluate(() => window.trial.listener.close());
    await wedge.type(keys(EAN, 2));
    // The app's own hears again.
    expect(await wedge.frames(1)).toEqual([scan(EAN)]);
  });
});

async function listenerScript(): Promise<string> {
  const { outputFiles } = await build({
    entryPoints: [join(import.meta.dirname, '../../renderer/scan/wedge-listener.ts')],
    bundle: true,
    write: false,
    format: 'iife',
    globalName: 'wedgeUnderTest',
    // It must stand before the app's own, so it is opened before anything of the page runs.
    footer: {
      js: 'const trial = { frames: [], keys: [] }; window.trial = { ...trial, listener: wedgeUnderTest.openWedgeListener(window, (frame) => trial.frames.push(frame)) };',
    },
    target: 'es2023',
  });
  return outputFiles[0]?.text ?? '';
}
