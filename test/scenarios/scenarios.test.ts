import { describe, expect, it } from 'vitest';
import { runScenario, type ScenarioRun } from '../../src/fakes/scenario/run-scenario.ts';
import type { Layer, Scenario } from '../../src/wire/scenario.ts';
import { loadScenarios } from './load-scenarios.ts';
import { type LayerBench, openInProcess, openOnFakeSerial, openOnTerminal } from './serial-layers.ts';
import { openOnKeys } from './wedge-layer.ts';

const OPEN: Readonly<Record<Layer, (scenario: Scenario) => Promise<LayerBench>>> = {
  V1: openInProcess,
  V2: openOnFakeSerial,
  V3: openOnTerminal,
  V4: openOnKeys,
};

async function play(scenario: Scenario, layer: Layer): Promise<ScenarioRun> {
  const bench = await OPEN[layer](scenario);
  try {
    return await runScenario(scenario, bench);
  } finally {
    await bench.close();
  }
}

const scenarios = loadScenarios();

describe.each(scenarios)('scenario $name: $about', (scenario) => {
  const runs = new Map<Layer, ScenarioRun>();

  it.each(scenario.layers)('goes as it should on %s', async (layer) => {
    const run = await play(scenario, layer);
    runs.set(layer, run);
    expect(run.misses).toEqual([]);
  });

  it('gives the same answers on all its layers, but for those that it names', () => {
    const lists = scenario.layers.map((layer) => runs.get(layer)?.verdicts);
    const [first] = lists;
    expect(first).toBeDefined();
    for (const [at, layer] of scenario.layers.entries()) {
      if (scenario.differs.some((named) => named.layer === layer)) expect(lists[at], layer).not.toEqual(first);
      else expect(lists[at], layer).toEqual(first);
    }
  });
});
