import { describe, expect, it } from 'vitest';
import type { Command } from '../../src/core/command.ts';
import { createTurnedClock } from '../../src/fakes/turned-clock.ts';
import { createVirtualScale } from '../../src/fakes/virtual-scale.ts';
import { createWeigher } from '../../src/runtime/weigher.ts';
import { lineFor, opened, order } from '../core/bench.ts';
import { CARTONS, codeOf, GOODS, SOAP } from '../core/goods.ts';

/** A bench that weighs one box, a scale that settles at once, and what reached the bench. */
function weighing(units = 1) {
  const bench = opened(order('1', lineFor(1, SOAP, units)), { items: GOODS, cartons: CARTONS });
  bench.facts = { ...bench.facts, hasScale: true };
  bench.scan(codeOf(SOAP));
  if (units === 1) bench.scan('CTN-S');
  const clock = createTurnedClock();
  const scale = createVirtualScale({ source: 'scale', clock, settleMs: 300 });
  const told: Command[] = [];
  const weights: (number | null)[] = [];
  const weigher = createWeigher({
    scale,
    state: () => bench.state,
    submit(command) {
      told.push(command);
      bench.send(command);
      return Promise.resolve();
    },
    onChange: ({ weight }) => void (weight !== undefined && weights.push(weight?.grams ?? null)),
    onBug: (bug) => {
      throw bug;
    },
  });
  weigher.start();
  const turn = async (times: number) => {
    for (let time = 0; time < times; time++) await clock.turn();
  };
  return { bench, scale, weigher, told, weights, turn };
}

describe('the scale at the bench', () => {
  it('tells a load once, when it lies still', async () => {
    const { scale, told, turn, weigher } = weighing();
    scale.put(400);
    await turn(1);
    expect(told).toEqual([]);
    await turn(5);
    expect(told).toEqual([{ type: 'take-weight', grams: 400, stable: true, by: 'scale' }]);
    await weigher.stop();
  });

  it('tells a refused load again only when it changed or somebody asks', async () => {
    const { bench, scale, told, turn, weigher } = weighing();
    scale.put(400);
    await turn(6);
    bench.act('acknowledge');
    await turn(4);
    expect(told).toHaveLength(1);
    weigher.again();
    expect(told).toHaveLength(2);
    bench.act('acknowledge');
    scale.put(210);
    await turn(6);
    expect(told.at(-1)).toMatchObject({ grams: 210 });
    expect(bench.state.work?.stage).toBe('labelling');
    await weigher.stop();
  });

  it('does not take the first box, still lying there, for the second', async () => {
    const { bench, scale, told, turn, weigher } = weighing(2);
    bench.act('new-box');
    bench.scan('CTN-S');
    scale.put(210);
    await turn(6);
    expect(bench.state.work).toMatchObject({ boxNo: 2, stage: 'packing' });
    bench.scan(codeOf(SOAP));
    bench.scan('CTN-S');
    expect(bench.state.work?.stage).toBe('weighing');
    await turn(6);
    expect(told).toHaveLength(1);
    scale.put(0);
    await turn(6);
    scale.put(210);
    await turn(6);
    expect(told).toHaveLength(2);
    expect(bench.state.work?.stage).toBe('labelling');
    await weigher.stop();
  });

  it('shows nothing when the plug is out', async () => {
    const { scale, weights, turn, weigher } = weighing();
    scale.put(100);
    await turn(6);
    scale.unplug();
    expect(weights.at(-1)).toBeNull();
    await weigher.stop();
  });
});
