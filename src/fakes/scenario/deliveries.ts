import { GS } from '../../core/us-keyboard.ts';
import type { FaultStep, Readable } from '../../wire/scenario.ts';
import type { Profile } from './profiles.ts';
import { bytesOf, type Read, readOf, textOf } from './read-text.ts';
import type { SeededDice } from './seeded-dice.ts';

/** One thing that a scanner sends, and how long it is silent afterwards. */
export interface Delivery {
  /** Each piece arrives as one chunk. */
  readonly chunks: readonly Uint8Array[];
  /** From one chunk to the next. */
  readonly chunkGapMs: number;
  readonly afterMs: number;
  /** After so many milliseconds another device delivers this text too. */
  readonly echo: { readonly text: string; readonly afterMs: number } | null;
}

const USUAL_GAP_MS = 30;
const MOST_IN_A_CHUNK = 64;
const FLOOD = { times: 1000, gapMs: 5 };
/** A break on the line, and bytes that a power-on leaves behind; none of them ends a code or is part of one. */
const NOISE = [0x00, 0x07, 0x01, 0x7f, 0x00, 0x06, 0x15, 0x00];

/** What a step of a scenario sends, in order. The same dice give the same pieces. */
export function deliveriesOf(step: Readable | FaultStep, profile: Profile, dice: SeededDice): readonly Delivery[] {
  if ('fault' in step) return faultOf(step, profile, dice);
  const read = readOf(step, profile);
  if ('bytes' in step) return [whole(textOf(read), USUAL_GAP_MS)];
  const { times = 1, gapMs = USUAL_GAP_MS, echoMs } = 'scan' in step ? step : {};
  if (gapMs === 0 && times > 1) return [whole(textOf(read).repeat(times), USUAL_GAP_MS)];
  const echo = echoMs === undefined ? null : { text: read.identifier + read.data, afterMs: echoMs };
  return Array.from({ length: times }, () => ({ ...inPieces(textOf(read), dice), afterMs: gapMs, echo }));
}

function faultOf({ fault, of, n }: FaultStep, profile: Profile, dice: SeededDice): readonly Delivery[] {
  if (fault === 'noise') {
    const noise = Array.from({ length: n ?? NOISE.length }, (_, at) => NOISE[at % NOISE.length] ?? 0);
    const then = of === undefined ? [] : deliveriesOf(of, profile, dice);
    return [{ ...whole('', USUAL_GAP_MS), chunks: [Uint8Array.from(noise)] }, ...then];
  }
  if (of === undefined) throw new Error(`The fault ${fault} needs a read`); // the schema asks for it
  const read = readOf(of, profile);
  const { identifier, data, suffix } = read;
  const sent = (changed: Partial<Read>) => [
    { ...inPieces(textOf({ ...read, ...changed }), dice), afterMs: USUAL_GAP_MS },
  ];
  switch (fault) {
    case 'partial': {
      const text = identifier + data;
      return [{ ...inPieces(text.slice(0, n ?? Math.ceil(text.length / 2)), dice), afterMs: USUAL_GAP_MS }];
    }
    case 'glue':
      return sent({ data: data + (identifier + data).repeat((n ?? 2) - 1) });
    case 'drop-suffix':
      return sent({ suffix: '' });
    case 'double-suffix':
      return sent({ suffix: suffix + suffix });
    case 'no-gs':
      return sent({ data: data.replaceAll(GS, '') });
    case 'no-aim':
      return sent({ identifier: '' });
    case 'strip-check':
      return sent({ data: data.slice(0, -1) });
    case 'wrong-baud':
      return Array.from({ length: n ?? 1 }, () => whole(misread(textOf(read)), USUAL_GAP_MS));
    case 'slow': {
      const chunks = [...bytesOf(textOf(read))].map((byte) => Uint8Array.of(byte));
      return [{ chunks, chunkGapMs: n ?? 20, afterMs: USUAL_GAP_MS, echo: null }];
    }
    case 'flood':
      return Array.from({ length: n ?? FLOOD.times }, () => ({
        ...inPieces(textOf(read), dice),
        afterMs: FLOOD.gapMs,
      }));
  }
}

/** Two bits are sampled as one: the bytes that come out have the high bit, and no suffix is among them. */
function misread(text: string): string {
  return Array.from(text, (character) => String.fromCharCode(0x80 | ((character.charCodeAt(0) * 0x1d) & 0x7f))).join(
    '',
  );
}

function whole(text: string, afterMs: number): Delivery {
  return { chunks: [bytesOf(text)], chunkGapMs: 0, afterMs, echo: null };
}

function inPieces(text: string, dice: SeededDice): Delivery {
  const bytes = bytesOf(text);
  const chunks: Uint8Array[] = [];
  for (let from = 0; from < bytes.length; ) {
    const to = from + dice.between(1, MOST_IN_A_CHUNK);
    chunks.push(bytes.slice(from, to));
    from = to;
  }
  return { chunks, chunkGapMs: 0, afterMs: 0, echo: null };
}
