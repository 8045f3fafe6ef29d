import { IDLE_FORM, pressFormKey, restForm } from '../../renderer/scan/form-wedge.ts';
import { IDLE_WEDGE, type KeyPress, pressKey, restKeys } from '../../renderer/scan/wedge.ts';
import { WEDGE_RULES } from '../../renderer/scan/wedge-rules.ts';
import { PROFILES, type Profile } from '../../src/fakes/scenario/profiles.ts';
import type { Typing } from '../../src/fakes/scenario/run-scenario.ts';
import { createVirtualScanner } from '../../src/fakes/virtual-scanner.ts';
import type { KeyboardFrame } from '../../src/wire/ipc-contract.ts';
import type { Scenario } from '../../src/wire/scenario.ts';
import { key, layoutKeys } from '../renderer/wedge-keys.ts';
import { openScenarioBench } from './open-bench.ts';
import type { LayerBench } from './serial-layers.ts';

/** Keys as a scanner or a person presses them, from a moment on; the scanner's CR and LF are Enter. */
export function keysOf(
  text: string,
  { keyGapMs, layout }: Pick<Profile, 'keyGapMs' | 'layout'>,
  fromMs: number,
): KeyPress[] {
  // A keyboard has no key for what a serial line may carry beside text.
  const typed = [...text].filter((character) => character >= ' ' || '\r\n\u001d'.includes(character));
  return typed.map((character, at) => {
    const press =
      character < ' ' && character !== '\u001d'
        ? key('Enter', 0)
        : (layoutKeys(character, layout, 0)[0] ?? key('Enter', 0));
    return { ...press, atMs: fromMs + at * keyGapMs };
  });
}

/** A person's keys with the Enter at the end; a held key repeats at the rate of a usual system. */
export function humanKeysOf({ human: { text, held = 0 }, gapsMs }: Typing, fromMs: number): KeyPress[] {
  let atMs = fromMs;
  const presses = [...text].map((character, at) => {
    atMs += at === 0 ? 0 : (gapsMs[at - 1] ?? 0);
    return key(character, atMs);
  });
  const last = presses.at(-1);
  const repeats = Array.from({ length: last === undefined ? 0 : held }, () => {
    atMs += REPEAT_MS;
    return key([...text].at(-1) ?? ' ', atMs, { repeat: true });
  });
  return [...presses, ...repeats, key('Enter', atMs + (gapsMs.at(-1) ?? 0))];
}

const REPEAT_MS = 27;

/** V4 without a window: the detector's own functions, and what they make of the keys goes to the bench. */
export async function openOnKeys(scenario: Scenario): Promise<LayerBench> {
  const bench = await openScenarioBench(scenario, ({ clock }) => createVirtualScanner({ source: 'second', clock }));
  const profile = PROFILES[scenario.profile];
  const detector = scenario.focus === 'input' ? createFieldDetector() : createDetector();
  let lastMs = 0;

  async function press(presses: readonly KeyPress[]): Promise<void> {
    for (const each of presses) {
      await rest(each.atMs);
      lastMs = each.atMs;
      await tell(detector.press(each));
    }
    await catchUp();
  }

  /** The bench's clock goes with the keys. */
  async function catchUp(): Promise<void> {
    await bench.clock.advance(Math.max(0, lastMs - bench.clock.monoMs()));
  }

  /** What the window's timer does when no key has come for a while. */
  async function rest(untilMs: number): Promise<void> {
    if (untilMs - lastMs > WEDGE_RULES.prefixedGapMs) await tell(detector.rest());
  }

  async function tell(out: KeyboardFrame | { readonly kind: 'partial' } | null): Promise<void> {
    if (out === null || out.kind === 'partial') return;
    await catchUp();
    await bench.deliver(out.kind, out.kind, out.text);
  }

  const nextMs = () => Math.max(bench.clock.monoMs(), lastMs + profile.keyGapMs);
  const send = (chunk: Uint8Array) => press(keysOf(Buffer.from(chunk).toString('latin1'), profile, nextMs()));

  return {
    layer: 'V4',
    ...bench.shared,
    send,
    async wait(ms) {
      await bench.shared.wait(ms);
      await rest(bench.clock.monoMs());
    },
    async holdUp(ms, chunks, typed) {
      const beganMs = bench.clock.monoMs();
      // A window that hears of a key late still hears when it was pressed.
      for (const chunk of chunks) await send(chunk);
      for (const typing of typed) await press(humanKeysOf(typing, nextMs()));
      await bench.clock.holdUp(Math.max(0, beganMs + ms - bench.clock.monoMs()));
    },
    echo: (text) => bench.deliver('second', 'virtual', text),
    // A scanner that types and is away types nothing.
    unplug: () => Promise.resolve(),
    plugIn: () => Promise.resolve(),
    type: (typing) => press(humanKeysOf(typing, nextMs())),
    close: bench.close,
  };
}

interface Detector {
  press(press: KeyPress): KeyboardFrame | { readonly kind: 'partial' } | null;
  rest(): KeyboardFrame | { readonly kind: 'partial' } | null;
}

function createDetector(): Detector {
  let state = IDLE_WEDGE;
  const take = <Step extends { readonly state: typeof state }>(step: Step): Step => {
    state = step.state;
    return step;
  };
  return { press: (press) => take(pressKey(state, press)).out, rest: () => take(restKeys(state)).out };
}

function createFieldDetector(): Detector {
  let state = IDLE_FORM;
  const take = <Step extends { readonly state: typeof state }>(step: Step): Step => {
    state = step.state;
    return step;
  };
  return { press: (press) => take(pressFormKey(state, press)).out, rest: () => take(restForm(state)).out };
}
