import { describe, expect, it } from 'vitest';
import { react, resume } from '../../src/core/react.ts';
import { phaseOf } from '../../src/core/state.ts';
import { viewOf } from '../../src/core/view-of.ts';
import { around } from './around.ts';
import {
  BOTTLE_BLACK,
  line,
  MUG,
  ORDER,
  order,
  packed,
  proveLabel,
  signedIn,
  type TestBench,
  THEA,
  types,
} from './bench.ts';

const FREE = { ...order('30001', line(1, 'M-02', 1)), state: 'ready' as const, claim: null };

function drilling(claimed = 2): TestBench {
  const bench = signedIn([ORDER, FREE].map((each) => ({ order: each, settled: null })));
  bench.facts = { ...bench.facts, claimed };
  bench.act('drill');
  bench.choose('minutes-15');
  bench.badge(THEA);
  bench.facts = { ...bench.facts, online: false };
  return bench;
}

describe('an outage drill', () => {
  it('is begun by a supervisor for some minutes, and cuts the network', () => {
    const bench = signedIn();
    bench.facts = { ...bench.facts, claimed: 31 };
    bench.act('drill');
    expect(viewOf(bench.state, around(bench.facts)).question?.choices.map(({ choice }) => choice)).toEqual([
      'minutes-5',
      'minutes-15',
      'minutes-30',
    ]);
    bench.choose('minutes-15');
    expect(bench.state.question).toMatchObject({ kind: 'approval', about: 'drill' });
    const begun = { type: 'drill-begun', minutes: 15, by: THEA.id, claimed: 31 } as const;
    expect(bench.badge(THEA).events.slice(1)).toMatchObject([{ type: 'approval-given', about: 'drill' }, begun]);
    expect(react(begun)).toEqual([{ type: 'cut-network', forMs: 900_000 }]);
    const { atMs } = bench.facts;
    expect(viewOf(bench.state, around(bench.facts)).strip.drill).toEqual({ endsAtMs: atMs + 900_000 });
    expect(resume(bench.state, atMs + 60_000)).toEqual([{ type: 'cut-network', forMs: 840_000 }]);
    expect(resume(bench.state, atMs + 2_000_000)).toEqual([{ type: 'cut-network', forMs: 0 }]);
  });

  it('is not begun without a network, nor in training', () => {
    const bench = signedIn();
    bench.facts = { ...bench.facts, online: false };
    expect(bench.act('drill')).toMatchObject({ ok: false, code: 'not-now' });
    bench.facts = { ...bench.facts, online: true, training: true };
    expect(bench.act('drill')).toMatchObject({ ok: false, code: 'not-now' });
  });

  it('scores what was shipped, scanned and refused, and when the last claimed order was used up', () => {
    const bench = drilling(1);
    const begunAtMs = bench.state.drill?.begunAtMs ?? 0;
    expect(bench.scan('30001')).toMatchObject({ code: 'order-needs-hub' });
    for (const code of ['10482', BOTTLE_BLACK, BOTTLE_BLACK, MUG]) bench.scan(code);
    proveLabel(bench);
    expect(phaseOf(bench.state)).toBe('done');
    const dryAtMs = bench.facts.atMs;
    bench.facts = { ...bench.facts, claimed: 0 };
    const decision = bench.send({ type: 'end-drill' });
    const score = {
      lastedMs: bench.facts.atMs - begunAtMs,
      shipped: 1,
      refused: 1,
      scans: 6,
      claimedBefore: 1,
      claimedAfter: 0,
      dryAfterMs: dryAtMs - begunAtMs,
    };
    expect(decision.events).toEqual([
      { type: 'drill-ended', score },
      { type: 'question-asked', orderId: null, question: { kind: 'drill-over', score } },
    ]);
    expect(react({ type: 'drill-ended', score })).toEqual([{ type: 'cut-network', forMs: null }]);
    expect(viewOf(bench.state, around(bench.facts)).question).toMatchObject({ kind: 'drill-over', drill: score });
    expect(types(bench.choose('yes').events)).toEqual(['drill-seen']);
    expect([phaseOf(bench.state), bench.state.score, bench.state.drill]).toEqual(['done', null, null]);
  });

  it('that had an order left to the end says so', () => {
    const bench = drilling(2);
    bench.send({ type: 'end-drill' });
    expect(bench.state.score).toMatchObject({ claimedBefore: 2, dryAfterMs: null });
  });

  it('that began with nothing claimed was dry at once', () => {
    const bench = drilling(0);
    bench.send({ type: 'end-drill' });
    expect(bench.state.score).toMatchObject({ dryAfterMs: 0 });
  });

  it('counts what had to wait for the hub before it was printed', () => {
    const bench = drilling();
    bench.tell({ type: 'order-opened', orderId: ORDER.id, order: { ...ORDER, claim: { class: 'soft', mine: true } } });
    for (const code of [BOTTLE_BLACK, BOTTLE_BLACK, MUG]) bench.scan(code);
    bench.send({ type: 'answer-hardening', orderId: ORDER.id, fence: null, code: 'hub-unreachable', to: null });
    expect(bench.state.drill?.refused).toBe(1);
  });

  it('ends by the same key at any time, without a badge', () => {
    const bench = drilling();
    expect(types(bench.act('drill').events)).toEqual(['drill-ended', 'question-asked']);
    expect(bench.send({ type: 'end-drill' }).events).toEqual([]);
  });

  it('that ends while something is packed waits with its score until the hands are free', () => {
    const bench = packed();
    bench.tell({ type: 'drill-begun', minutes: 5, by: THEA.id, claimed: 1 });
    const { band } = bench.state;
    expect(types(bench.send({ type: 'end-drill' }).events)).toEqual(['drill-ended']);
    expect([phaseOf(bench.state), bench.state.question]).toEqual(['labelling', null]);
    expect(bench.state.band).toEqual(band);
    expect(types(proveLabel(bench).events).slice(-2)).toEqual(['order-shipped', 'question-asked']);
    expect(types(bench.act('cancel').events)).toEqual(['drill-seen']);
  });
});
