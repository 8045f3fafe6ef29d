import { commandCodeOf } from '../../src/core/command-code.ts';
import type { Action, Phase } from '../../src/core/phase.ts';
import { todoOf } from '../../src/core/state.ts';
import type { View } from '../../src/core/view.ts';
import type { Bench } from '../../src/runtime/bench.ts';
import type { Input } from '../../src/runtime/station.ts';
import type { Dice } from './dice.ts';
import { ITEMS, PACKERS, SUPERVISOR } from './goods.ts';
import type { SimStation } from './sim-station.ts';
import type { Timeline } from './timeline.ts';

export interface PackerParts {
  readonly station: SimStation;
  readonly no: number;
  readonly time: Timeline;
  readonly dice: Dice;
  readonly mistakes: number;
  readonly takeOvers: boolean;
  /** Numbers of all orders there are. */
  readonly numbers: () => readonly string[];
  /** After that nobody begins anything. */
  readonly endMs: number;
}

/** Somebody at a bench: does mostly what the screen asks for, now and then something else, and sometimes walks away. */
export function sendPacker(parts: PackerParts): void {
  const { station, time, dice, mistakes, endMs } = parts;
  const badge = PACKERS[parts.no % PACKERS.length]?.badge ?? '';

  function scan(text: string): Input {
    const no = station.nextFrameNo();
    return {
      kind: 'frame',
      frame: { source: 'scanner', kind: 'serial', no, text, terminated: true, monoMs: time.nowMs() },
    };
  }

  const press = (action: Action): Input => ({ kind: 'do', action });
  /** The same by its card, as often as by its key. */
  const ask = (action: Action): Input => (dice.chance(0.5) ? press(action) : scan(commandCodeOf(action)));

  function anyKey(view: View): Input | null {
    const keys = view.keys.filter(({ enabled, action }) => enabled && !TOO_ODD.includes(action));
    return keys.length === 0 ? null : press(dice.pick(keys).action);
  }

  function wrong(view: View): Input | null {
    const luck = dice.next();
    if (luck < 0.25) return anyKey(view);
    if (luck < 0.5) return scan(dice.pick(ITEMS).barcodes[0]?.value ?? '');
    if (luck < 0.6) return scan('NOT-A-CODE');
    if (luck < 0.75) return scan(dice.pick(parts.numbers()));
    if (luck < 0.85) return ask(dice.pick(['undo', 'short', 'hold', 'put-back', 'park', 'reprint']));
    return scan(dice.chance(0.5) ? SUPERVISOR.badge : dice.pick(PACKERS).badge);
  }

  function right(bench: Bench, view: View): Input | null {
    const state = bench.station.state();
    switch (view.phase) {
      case 'signed-out':
      case 'locked':
        return scan(badge);
      case 'ready':
        if (view.strip.conflicts > 0 && dice.chance(0.5)) return ask('conflicts');
        if (state.parked.length > 0 && dice.chance(0.5)) return ask('parked');
        if (parts.takeOvers && dice.chance(0.1)) return scan(dice.pick(parts.numbers()));
        return ask('next');
      case 'asking':
        return dice.chance(0.03) ? press('cancel') : null;
      case 'packing': {
        const code = state.work === null ? undefined : todoOf(state.work)[0]?.barcodes[0]?.value;
        return code === undefined ? ask('finish') : scan(code);
      }
      case 'papering':
        return ask(dice.chance(0.7) ? 'confirm' : 'retry');
      case 'labelling':
        return labelling(view);
      case 'proving':
        return view.screen.name === 'prove' ? scan(view.screen.tracking ?? view.screen.parcelCode) : null;
      case 'done':
        return ask('next');
      case 'asked':
        return answer(view);
      case 'stopped':
        return dice.chance(0.7) ? ask('acknowledge') : scan(SUPERVISOR.badge);
      case 'picking':
      case 'loading':
        return ask('finish');
      case 'checking-scanner':
        return ask('finish');
      default:
        return anyKey(view);
    }
  }

  /** The printer is asked first; who waits in vain tries again, or says that no label came. */
  function labelling(view: View): Input | null {
    const label = view.screen.name === 'label' ? view.screen.label : null;
    if (label === null || label.state === 'queued' || label.state === 'sending') return null;
    return ask(dice.pick(['retry', 'no-label', 'no-label', 'park']));
  }

  function answer(view: View): Input | null {
    const { question } = view;
    if (question === null) return null;
    if (question.kind === 'approval') return dice.chance(0.8) ? scan(SUPERVISOR.badge) : press('cancel');
    const { choices } = question;
    if (choices.length === 0) return press('cancel');
    const yes = choices.find(({ choice }) => choice === 'yes');
    return { kind: 'choose', choice: (yes !== undefined && dice.chance(0.7) ? yes : dice.pick(choices)).choice };
  }

  function act(): void {
    if (time.nowMs() > endMs) return;
    let pauseMs = dice.between(80, 500);
    const bench = station.bench();
    if (bench !== null) {
      const view = bench.station.view();
      const input = dice.chance(mistakes) ? wrong(view) : right(bench, view);
      if (input !== null) void bench.station.submit(input);
      // The goods of the next order are fetched.
      if (RESTING.includes(view.phase)) pauseMs = dice.between(2_000, 15_000);
      // Somebody is called away, in mid order or not.
      if (dice.chance(0.01)) pauseMs = dice.between(20_000, 180_000);
    }
    time.after(pauseMs, act);
  }

  time.after(dice.between(1000, 5000), act);
}

const RESTING: readonly Phase[] = ['signed-out', 'locked', 'ready', 'asking', 'done', 'stopped'];

/** Modes of their own, which are told elsewhere. */
const TOO_ODD: readonly Action[] = ['train', 'check-scanner', 'sign-out', 'printers'];
