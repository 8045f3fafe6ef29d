import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Clock } from '../runtime/clock.ts';
import { cutPtyCable, startPtyCable } from './pty-cable.ts';
import { createScaleLoad } from './virtual-scale-load.ts';
import { SCALE_SPEECHES, type SpokenProtocol } from './virtual-scale-speech.ts';

/** A scale at the far end of a real terminal pair, speaking one of the four protocols. */
export interface PtyScale {
  /** The end that the app opens. */
  readonly path: string;
  readonly stepMilligrams: number;
  /** Puts a load on the plate in place of what was there. More than its capacity is an overload. */
  put(grams: number): void;
  /** Pulls the cable; `plugIn` puts it back under the same path. What lies on the plate stays there. */
  unplug(): Promise<void>;
  plugIn(): Promise<void>;
  close(): Promise<void>;
}

const EVERY_MS = 200;

/** @throws {SocatMissing} */
export async function openPtyScale(options: {
  readonly protocol: SpokenProtocol;
  readonly clock: Clock;
  /** How long a load swings, 600 ms unless told. */
  readonly settleMs?: number | undefined;
  /** 30 kg unless told. */
  readonly capacityGrams?: number | undefined;
}): Promise<PtyScale> {
  const { clock } = options;
  const speech = SCALE_SPEECHES[options.protocol];
  const load = createScaleLoad({
    clock,
    settleMs: options.settleMs ?? 600,
    capacityGrams: options.capacityGrams ?? 30_000,
  });
  const folder = await mkdtemp(join(tmpdir(), 'packhouse-pty-'));
  const path = join(folder, 'scale');
  let cable: Awaited<ReturnType<typeof startPtyCable>> | null = null;
  let cancel: (() => void) | null = null;

  function say(text: string | null): void {
    if (text !== null) cable?.stdin.write(Buffer.from(text, 'latin1'));
  }

  function stream(): void {
    say(speech.answer('stream', load));
    cancel = clock.after(EVERY_MS, stream);
  }

  async function plugIn(): Promise<void> {
    let heard = '';
    cable = await startPtyCable(path, '-');
    cable.stdout.setEncoding('latin1');
    cable.stdout.on('data', (text: string) => {
      const commands = (heard + text).split(speech.commandEnd);
      // Without an end every character is a command of its own.
      heard = speech.commandEnd === '' ? '' : (commands.pop() ?? '');
      for (const command of commands) say(speech.answer(command, load));
    });
    if (speech.streams) stream();
  }

  async function unplug(): Promise<void> {
    cancel?.();
    const old = cable;
    cable = null;
    if (old !== null) await cutPtyCable(old, [path]);
  }

  await plugIn();
  return {
    path,
    stepMilligrams: speech.stepMilligrams,
    put: load.put,
    unplug,
    plugIn,
    async close() {
      await unplug();
      await rm(folder, { recursive: true, force: true });
    },
  };
}
