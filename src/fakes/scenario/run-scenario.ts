import type { Action, Choice } from '../../core/phase.ts';
import type { ScannerDiag } from '../../runtime/scanner-port.ts';
import type { FaultStep, HumanStep, Layer, Readable, Scenario, Step } from '../../wire/scenario.ts';
import { type Delivery, deliveriesOf } from './deliveries.ts';
import { missOf } from './expectation.ts';
import { PROFILES } from './profiles.ts';
import { bytesOf, readOf } from './read-text.ts';
import { createSeededDice } from './seeded-dice.ts';
import type { Verdict } from './verdict.ts';

/** An answer, and how long after the last byte it came; null where that is not measured. */
export interface Answer extends Verdict {
  readonly tookMs: number | null;
}

/** What a person types, and the time before each key but the first, the Enter at the end included. */
export interface Typing {
  readonly human: HumanStep['human'];
  readonly gapsMs: readonly number[];
}

/** A bench with the scanner of one layer: what a scenario does to it, and what it answers. */
export interface ScenarioBench {
  readonly layer: Layer;
  /** One piece of what the scanner sends; resolves when the station has it. */
  send(chunk: Uint8Array): Promise<void>;
  /** The program can do nothing for so long, and these pieces wait at its door. */
  holdUp(ms: number, chunks: readonly Uint8Array[], typed: readonly Typing[]): Promise<void>;
  /** Another device delivers this. */
  echo(text: string): Promise<void>;
  unplug(): Promise<void>;
  /** Resolves when the station has the scanner again. */
  plugIn(): Promise<void>;
  wait(ms: number): Promise<void>;
  press(action: Action): Promise<void>;
  choose(choice: Choice): Promise<void>;
  type(typing: Typing): Promise<void>;
  /** The code on the label of the box in hand; null while there is none. */
  labelText(): Promise<string | null>;
  /** Resolves when everything so far has been answered. */
  settle(): Promise<void>;
  /** What has been answered since it was last asked. */
  takeAnswers(): Promise<readonly Answer[]>;
  takeDiags(): readonly ScannerDiag['code'][];
}

export interface ScenarioRun {
  /** Everything the bench answered after the order was opened, in order. */
  readonly verdicts: readonly Verdict[];
  /** Which expectations were not met, in words. */
  readonly misses: readonly string[];
}

export const PACKER_BADGE = '1001MIRA';

/** Plays a scenario: signs the packer in, opens the order, takes the steps. */
export async function runScenario(scenario: Scenario, bench: ScenarioBench): Promise<ScenarioRun> {
  const dice = createSeededDice(scenario.seed);
  const profile = PROFILES[scenario.profile];
  const verdicts: Verdict[] = [];
  const misses: string[] = [];

  async function deliver({ chunks, chunkGapMs, afterMs, echo }: Delivery): Promise<void> {
    for (const [at, chunk] of chunks.entries()) {
      if (at > 0 && chunkGapMs > 0) await bench.wait(chunkGapMs);
      await bench.send(chunk);
    }
    await bench.settle();
    if (echo !== null) {
      await bench.wait(echo.afterMs);
      await bench.echo(echo.text);
      await bench.settle();
    }
    await bench.wait(afterMs);
  }

  async function read(step: Readable | FaultStep): Promise<void> {
    for (const delivery of deliveriesOf(step, profile, dice)) await deliver(delivery);
  }

  async function take(step: Step): Promise<void> {
    if ('wait' in step) return bench.wait(step.wait);
    if ('key' in step) return bench.press(step.key);
    if ('choose' in step) return bench.choose(step.choose);
    if ('human' in step) return bench.type(typingOf(step.human));
    if ('block' in step) return block(step.block);
    if ('unplug' in step) return unplug(step.unplug);
    if ('proof' in step) {
      const scan = await bench.labelText();
      return scan === null ? void misses.push('there is no label to scan') : read({ scan });
    }
    if (!('expect' in step)) return read(step);
  }

  function typingOf(human: HumanStep['human']): Typing {
    const [least, most] = human.gapMs;
    return { human, gapsMs: Array.from(human.text, () => dice.between(least, most)) };
  }

  async function block({ ms, during }: Extract<Step, { block: unknown }>['block']): Promise<void> {
    const typed = during.flatMap((each) => ('human' in each ? [typingOf(each.human)] : []));
    const chunks = during.flatMap((each) =>
      'human' in each ? [] : deliveriesOf(each, profile, dice).flatMap((delivery) => delivery.chunks),
    );
    await bench.holdUp(ms, chunks, typed);
  }

  async function unplug({ of, atByte, forMs }: Extract<Step, { unplug: unknown }>['unplug']): Promise<void> {
    if (of !== undefined) {
      const { identifier, data } = readOf(of, profile);
      const bytes = bytesOf(identifier + data);
      await bench.send(bytes.slice(0, atByte ?? Math.ceil(bytes.length / 2)));
    }
    await bench.unplug();
    await bench.wait(forMs);
    await bench.plugIn();
  }

  await read({ badge: PACKER_BADGE });
  if (scenario.order !== null) await read({ scan: scenario.order });
  await bench.settle();
  await bench.wait(1000);
  const opening = await bench.takeAnswers();
  bench.takeDiags();
  const opened = opening.at(-1)?.state;
  if (opened !== (scenario.order === null ? 'ready' : 'packing')) misses.push(`the start: ${JSON.stringify(opening)}`);

  for (const [at, step] of scenario.steps.entries()) {
    await take(step);
    await bench.settle();
    if (!('expect' in step)) continue;
    const { only } = step.expect;
    if (only !== undefined && !only.includes(bench.layer)) continue;
    const answers = await bench.takeAnswers();
    verdicts.push(...answers.map(({ tookMs, ...verdict }) => verdict));
    const miss = missOf(step.expect, answers, bench.takeDiags());
    if (miss !== null) misses.push(`step ${at + 1}: ${miss}`);
  }
  const rest = await bench.takeAnswers();
  if (rest.length > 0) misses.push(`after the last expectation: ${JSON.stringify(rest)}`);
  return { verdicts, misses };
}
