import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import type { KeyPress } from '../../renderer/scan/wedge.ts';
import type { View } from '../../src/core/view.ts';
import { openStore } from '../../src/devices/store/open-store.ts';
import { PROFILES } from '../../src/fakes/scenario/profiles.ts';
import type { Answer } from '../../src/fakes/scenario/run-scenario.ts';
import { verdictOf } from '../../src/fakes/scenario/verdict.ts';
import { openVirtualPrinter } from '../../src/fakes/virtual-printer/virtual-printer.ts';
import type { Scenario } from '../../src/wire/scenario.ts';
import { DEFAULT_SETTINGS } from '../../src/wire/settings.ts';
import { start } from '../e2e/packhouse.ts';
import { stockScenarioBench } from './scenario-goods.ts';
import type { LayerBench } from './serial-layers.ts';
import { humanKeysOf, keysOf } from './wedge-layer.ts';

type Seen = Pick<View, 'no' | 'band' | 'phase' | 'screen'>;

declare global {
  interface Window {
    /** Views that answered something, and the last one of all. */
    answersOfTheBench?: { readonly views: Seen[]; last: number };
  }
}

/** What the label's way to the paper says while nobody asks: no answers to anything that was scanned. */
const LABEL_NEWS: readonly string[] = ['making-label', 'printing', 'waiting-for-label-scan'];
/** No question offers it where no order has six boxes, so it changes nothing and is always refused. */
const FENCE = 'box-6';
const FENCE_ANSWERS: readonly string[] = ['not-now', 'answer-first'];
const FOCUSED = {
  button: '<button type="button">CONFIRM</button>',
  input: '<input value="Mira">',
} as const;

/**
 * V4: the real app, at work on its own disk without a hub, and real key events in its window: through the DevTools protocol, because
 * `webContents.sendInputEvent` loses Shift. The events carry times of their own, so a wait is a later time and nobody waits.
 */
export async function openInWindow(scenario: Scenario): Promise<LayerBench & { focusedElement(): Promise<unknown> }> {
  const folder = mkdtempSync(join(tmpdir(), 'packhouse-window-'));
  const paper = await openVirtualPrinter({ host: '127.0.0.1', port: 0, persona: 'zebra-linkos' });
  const store = openStore(join(folder, 'work'));
  stockScenarioBench(store, {}, Date.now());
  store.close();
  const hub = { url: 'http://127.0.0.1:9', key: 'psk_0123456789_nobody-knows-this-key' };
  const connection = { kind: 'tcp', ...paper.address };
  const label = { id: 'label', name: 'Label printer', roles: ['label'], language: 'zpl', dpi: 203, connection };
  const printers = [{ ...label, acknowledgement: 'odometer' }];
  writeFileSync(join(folder, 'settings.json'), JSON.stringify({ ...DEFAULT_SETTINGS, hub, printers }));
  const { app, page } = await start(folder);
  const session = await page.context().newCDPSession(page);
  const profile = PROFILES[scenario.profile];
  let atMs = Date.now();
  let pending = '';

  await page.evaluate(() => {
    const answers: NonNullable<Window['answersOfTheBench']> = { views: [], last: 0 };
    window.answersOfTheBench = answers;
    const answered = new Set<number>();
    window.packhouse.onNotice(({ viewNo }) => answered.add(viewNo));
    window.packhouse.onView(({ no, band, phase, screen }) => {
      if (answered.has(no)) answers.views.push({ no, band, phase, screen });
      answers.last = no;
    });
  });
  if (scenario.focus !== undefined) {
    await page.evaluate((html) => {
      const holder = document.createElement('div');
      holder.id = 'under-test';
      holder.innerHTML = html;
      document.body.prepend(holder);
      const child = holder.firstElementChild;
      if (!(child instanceof HTMLElement)) throw new Error('Nothing to focus');
      child.addEventListener('click', () => {
        child.dataset.clicks = String(Number(child.dataset.clicks ?? 0) + 1);
      });
    }, FOCUSED[scenario.focus]);
  }

  async function press(presses: readonly KeyPress[]): Promise<void> {
    const last = presses.at(-1);
    if (last === undefined) return;
    atMs = last.atMs + profile.keyGapMs;
    if (scenario.focus !== undefined) await page.locator('#under-test :first-child').focus();
    if (profile.layout === 'capsLock') return pressInPage(presses);
    // One connection: they arrive in this order without waiting for each answer.
    await Promise.all(presses.flatMap(eventsOf).map((event) => session.send('Input.dispatchKeyEvent', event)));
  }

  /** The protocol cannot say CapsLock; an event made in the page can. */
  function pressInPage(presses: readonly KeyPress[]): Promise<void> {
    return page.evaluate((keys) => {
      for (const { code, key, shift, ctrl } of keys) {
        const told = { code, key, shiftKey: shift, ctrlKey: ctrl, modifierCapsLock: true };
        const init = { ...told, bubbles: true, cancelable: true };
        document.body.dispatchEvent(new KeyboardEvent('keydown', init));
        document.body.dispatchEvent(new KeyboardEvent('keyup', init));
      }
    }, presses);
  }

  /** The pieces of one read are typed without a pause between them. */
  async function flush(): Promise<void> {
    const text = pending;
    pending = '';
    await press(keysOf(text, profile, atMs));
  }

  async function dispatch(intent: Parameters<Window['packhouse']['dispatch']>[0]): Promise<void> {
    await flush();
    const answer = await page.evaluate((wanted) => window.packhouse.dispatch(wanted), intent);
    if (!answer.ok) throw new Error(answer.error.detail);
  }

  async function view(): Promise<View> {
    const answer = await page.evaluate(() => window.packhouse.subscribe());
    if (!answer.ok) throw new Error(answer.error.detail);
    return answer.value;
  }

  /** Turns are taken one after the other: what comes after this has been answered after all that was typed before. */
  async function takeAnswers(): Promise<readonly Answer[]> {
    await dispatch({ kind: 'choose', choice: FENCE });
    const { no } = await view();
    await expect.poll(() => page.evaluate(() => window.answersOfTheBench?.last ?? 0)).toBeGreaterThanOrEqual(no);
    const views = await page.evaluate(() => window.answersOfTheBench?.views.splice(0) ?? []);
    const verdicts = views.map((each) => verdictOf(each)).filter(({ code }) => !LABEL_NEWS.includes(code));
    const fence = verdicts.findLastIndex(({ code }) => FENCE_ANSWERS.includes(code));
    if (fence < 0) throw new Error('The fence was not answered');
    return verdicts.toSpliced(fence, 1).map((verdict) => ({ ...verdict, tookMs: null }));
  }

  return {
    layer: 'V4',
    send(chunk) {
      pending += Buffer.from(chunk).toString('latin1');
      return Promise.resolve();
    },
    async holdUp(ms, chunks, typed) {
      const fromMs = atMs;
      const busy = page.evaluate((forMs) => {
        const until = performance.now() + forMs;
        while (performance.now() < until);
      }, ms);
      pending += chunks.map((chunk) => Buffer.from(chunk).toString('latin1')).join('');
      await flush();
      for (const typing of typed) await press(humanKeysOf(typing, atMs));
      await busy;
      atMs = Math.max(atMs, fromMs + ms);
    },
    echo: () => Promise.reject(new Error('This bench has one scanner')),
    unplug: () => Promise.resolve(),
    plugIn: () => Promise.resolve(),
    async wait(ms) {
      await flush();
      atMs += ms;
    },
    press: (action) => dispatch({ kind: 'action', action }),
    choose: (choice) => dispatch({ kind: 'choose', choice }),
    async type(typing) {
      await flush();
      await press(humanKeysOf(typing, atMs));
    },
    async labelText() {
      await expect.poll(async () => (await view()).phase).toBe('proving');
      const { screen } = await view();
      return screen.name === 'prove' ? screen.parcelCode : null;
    },
    settle: flush,
    takeAnswers,
    takeDiags: () => [],
    focusedElement: () =>
      page.evaluate(() => {
        const child = document.querySelector('#under-test > *');
        if (child instanceof HTMLInputElement) return child.value;
        return child instanceof HTMLElement ? (child.dataset.clicks ?? 'never clicked') : null;
      }),
    async close() {
      await app.close();
      await paper.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

const NAMED: Readonly<Record<string, number>> = { Enter: 13, Tab: 9 };
const CTRL = 2;
const SHIFT = 8;

function eventsOf({ code, key, shift, ctrl, repeat, atMs }: KeyPress) {
  const text = ctrl ? '' : code === 'Enter' ? '\r' : key.length === 1 ? key : '';
  const shared = {
    code,
    key,
    modifiers: (ctrl ? CTRL : 0) | (shift ? SHIFT : 0),
    windowsVirtualKeyCode: NAMED[code] ?? key.toUpperCase().charCodeAt(0),
  };
  const type = text === '' ? ('rawKeyDown' as const) : ('keyDown' as const);
  const timestamp = atMs / 1000;
  const down = { ...shared, type, text, autoRepeat: repeat, timestamp };
  return [down, { ...shared, type: 'keyUp' as const, timestamp: timestamp + 0.0005 }];
}
