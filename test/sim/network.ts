import type { Dice } from './dice.ts';
import type { HubReply, SimHub } from './sim-hub.ts';
import type { Timeline } from './timeline.ts';
import type { Trace } from './trace.ts';

/** How one station's line is. Changed at any time by whoever plays the weather. */
export interface Weather {
  /** `half`: what is asked arrives, what is answered does not. `refused`: nothing arrives, and that is heard at once. */
  line: 'up' | 'cut' | 'half' | 'refused';
  /** Chance that a request or an answer is lost. */
  loss: number;
  /** Chance that a request arrives twice. */
  twice: number;
  /** Chance that a request takes up to a minute, so that it arrives after later ones or after nobody waits for it. */
  late: number;
}

export const FINE: Weather = { line: 'up', loss: 0, twice: 0, late: 0 };

export interface Ask {
  readonly name: string;
  readonly method: string;
  readonly path: string;
  readonly body?: unknown;
  readonly timeoutMs: number;
  /** Of a feed that waits for news. */
  readonly waitMs?: number;
}

export type Answered =
  | { readonly ok: true; readonly reply: HubReply }
  | { readonly ok: false; readonly detail: string };

type Hear = (answered: Answered) => void;

export interface Link {
  call(ask: Ask): Promise<Answered>;
  /** Pokes until the line breaks. */
  listen(onPoke: () => void, onEnd: (why: string) => void): () => void;
  /** Who asked is gone: nobody hears the answers. */
  drop(): void;
}

/** What the hub did for a station; told for the invariants. */
export interface Delivery {
  readonly station: string;
  readonly key: string;
  readonly ask: Ask;
  readonly reply: HubReply;
  readonly again: boolean;
}

export interface Network {
  open(station: string, key: string, weather: Weather): Link;
  /** Looks whether the hub rang its bell, and tells whoever waits for news. */
  noteRings(): Promise<void>;
  /** The hub's process is gone: lines to it break. */
  breakAll(): void;
}

const QUICK_MS = [5, 120] as const;
const LATE_MS = [2_000, 60_000] as const;
/** A ring reaches those who wait a little later, so that one look serves many rings. */
const TOGETHER_MS = 2000;

export function createNetwork(parts: {
  readonly hub: SimHub;
  readonly time: Timeline;
  readonly dice: Dice;
  readonly trace: Trace;
  readonly onDelivery: (delivery: Delivery) => void;
}): Network {
  const { hub, time, dice, trace } = parts;
  const waiting = new Set<() => void>();
  const listeners = new Set<{ readonly poke: () => void; readonly end: (why: string) => void }>();
  let heard = 0;
  let news = '';

  function delay(weather: Weather): number {
    return dice.chance(weather.late) ? dice.between(...LATE_MS) : dice.between(...QUICK_MS);
  }

  /** A ring without news would make every reader look and find nothing, which the hub does and nobody can see. */
  async function noteRings(): Promise<void> {
    const rings = hub.rings();
    if (rings === heard) return;
    heard = rings;
    const [head] = await hub.query<{ pos: number; epoch: string }>('select pos, epoch from feed_head');
    const now = `${head?.epoch} ${head?.pos}`;
    if (now === news) return;
    news = now;
    for (const wake of [...waiting]) wake();
    for (const { poke } of [...listeners]) poke();
  }

  function open(station: string, key: string, weather: Weather): Link {
    let dropped = false;

    /** The request is at the hub's door. A feed without news stays open for `waitMs`, until the bell rings. */
    async function arrive(ask: Ask, how: { again: boolean; waitMs: number }, answer: Hear): Promise<void> {
      if (dropped && ask.waitMs !== undefined) return;
      if (weather.line === 'cut' || weather.line === 'refused') return;
      const cause = `${station} ${ask.name}`;
      const reply = await hub.ask({ method: ask.method, path: ask.path, key, body: ask.body, cause });
      if (reply === null) {
        trace.line(`${station} ${ask.name}: the hub has gone`);
        time.after(dice.between(...QUICK_MS), () => answer({ ok: false, detail: 'connection reset' }));
        return;
      }
      if (reply.status === 204 && how.waitMs > 0) return stay(ask, how.waitMs, answer);
      parts.onDelivery({ station, key, ask, reply, again: how.again });
      await noteRings();
      if (how.again) return;
      if (weather.line === 'half' || dice.chance(weather.loss)) {
        trace.line(`${station} ${ask.name}: answer lost`);
        return;
      }
      time.after(delay(weather), () => {
        // A line may break under an answer that is on its way.
        if (weather.line === 'up') answer({ ok: true, reply });
      });
    }

    function stay(ask: Ask, waitMs: number, answer: Hear): void {
      const untilMs = time.nowMs() + waitMs;
      const end = time.after(waitMs, () => {
        waiting.delete(wake);
        return arrive(ask, { again: false, waitMs: 0 }, answer);
      });
      const wake = () => {
        waiting.delete(wake);
        end();
        time.after(TOGETHER_MS, () => arrive(ask, { again: false, waitMs: untilMs - time.nowMs() }, answer));
      };
      waiting.add(wake);
    }

    return {
      drop() {
        dropped = true;
      },
      listen(onPoke, onEnd) {
        const listener = {
          poke() {
            if (dropped || weather.line !== 'up' || dice.chance(weather.loss)) return;
            time.after(dice.between(...QUICK_MS), () => {
              if (!dropped) onPoke();
            });
          },
          end(why: string) {
            listeners.delete(listener);
            time.after(dice.between(...QUICK_MS), () => {
              if (!dropped) onEnd(why);
            });
          },
        };
        if (weather.line !== 'up' || !hub.isUp()) listener.end('no line');
        else listeners.add(listener);
        return () => void listeners.delete(listener);
      },
      call(ask) {
        return new Promise((resolve) => {
          let done = false;
          const answer = (answered: Answered) => {
            if (done || dropped) return;
            done = true;
            giveUp();
            resolve(answered);
          };
          const giveUp = time.after(ask.timeoutMs, () => answer({ ok: false, detail: 'no answer in time' }));
          if (weather.line === 'refused') {
            time.after(dice.between(...QUICK_MS), () => answer({ ok: false, detail: 'connect ECONNREFUSED' }));
            return;
          }
          if (weather.line === 'cut' || dice.chance(weather.loss)) {
            trace.line(`${station} ${ask.name}: request lost`);
            return;
          }
          if (dice.chance(weather.twice) && ask.waitMs === undefined) {
            time.after(delay(weather) + dice.between(...QUICK_MS), () =>
              arrive(ask, { again: true, waitMs: 0 }, answer),
            );
          }
          time.after(delay(weather), () => arrive(ask, { again: false, waitMs: ask.waitMs ?? 0 }, answer));
        });
      },
    };
  }

  return {
    open,
    noteRings,
    breakAll() {
      heard = 0;
      news = '';
      for (const wake of [...waiting]) wake();
      for (const { end } of [...listeners]) end('the hub has gone');
    },
  };
}
