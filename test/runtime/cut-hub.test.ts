import { describe, expect, it } from 'vitest';
import { createTurnedClock, settled } from '../../src/fakes/turned-clock.ts';
import { awayHub } from '../../src/runtime/away-hub.ts';
import { createCutHub } from '../../src/runtime/cut-hub.ts';
import type { HubPort } from '../../src/runtime/hub-port.ts';
import type { StopSignal } from '../../src/runtime/ports.ts';

const CUT = { ok: false, error: { kind: 'hub-unreachable', detail: 'the network is cut on purpose' } };

/** A hub whose long poll and stream never end by themselves, and a switch before it. */
function setUp() {
  const clock = createTurnedClock();
  const ended: number[] = [];
  const signals: StopSignal[] = [];
  let poke = () => {};
  let asked = 0;
  const hub: HubPort = {
    ...awayHub('far away'),
    hello() {
      asked += 1;
      return awayHub('far away').hello();
    },
    feed(ask) {
      signals.push(ask.signal);
      return new Promise(() => {});
    },
    stream(signal, onPoke) {
      signals.push(signal);
      poke = onPoke;
      return new Promise(() => {});
    },
  };
  const { port, cut } = createCutHub(hub, clock, () => ended.push(clock.monoMs()));
  return { clock, port, cut, ended, signals, poke: () => poke(), asked: () => asked };
}

const never = new AbortController().signal;

describe('a hub behind a switch', () => {
  it('answers as it does until it is cut, fails at once while it is, and answers again', async () => {
    const { port, cut, asked } = setUp();
    expect(await port.hello()).toMatchObject({ error: { detail: 'far away' } });
    cut(60_000);
    expect(await port.hello()).toEqual(CUT);
    expect(asked()).toBe(1);
    cut(null);
    expect(await port.hello()).toMatchObject({ error: { detail: 'far away' } });
  });

  it('fails every kind of request', async () => {
    const { port, cut } = setUp();
    cut(60_000);
    const nothing = undefined as never;
    const answers = await Promise.all([
      port.feed({ cursor: null, waitSeconds: 25, signal: never }),
      port.claim(nothing),
      port.push(nothing),
      port.harden(nothing),
      port.renew(nothing),
      port.takeOver(nothing),
      port.assertClaims(nothing),
      port.pushRaw(nothing),
      port.document(nothing),
    ]);
    expect(answers).toEqual(answers.map(() => CUT));
    expect(await port.stream(never, () => {})).toEqual(CUT.error);
  });

  it('breaks off what was under way, and hears no more of it', async () => {
    const { port, cut, signals, poke } = setUp();
    const page = port.feed({ cursor: null, waitSeconds: 25, signal: never });
    let pokes = 0;
    const stream = port.stream(never, () => {
      pokes += 1;
    });
    poke();
    cut(60_000);
    expect(await page).toEqual(CUT);
    expect(await stream).toEqual(CUT.error);
    expect(signals.map(({ aborted }) => aborted)).toEqual([true, true]);
    poke();
    expect(pokes).toBe(1);
  });

  it('passes on that the asker stopped', async () => {
    const { port, signals } = setUp();
    const stop = new AbortController();
    port.feed({ cursor: null, waitSeconds: 25, signal: stop.signal }).catch(() => {});
    stop.abort();
    await settled();
    expect(signals.map(({ aborted }) => aborted)).toEqual([true]);
  });

  it('ends the cut by itself and says so, and not when it was ended before', async () => {
    const { clock, port, cut, ended } = setUp();
    cut(60_000);
    await clock.advance(59_999);
    expect([ended.length, await port.hello()]).toEqual([0, CUT]);
    await clock.advance(1);
    expect(ended).toHaveLength(1);
    expect(await port.hello()).toMatchObject({ error: { detail: 'far away' } });
    cut(60_000);
    cut(null);
    await clock.advance(120_000);
    expect(ended).toHaveLength(1);
  });
});
