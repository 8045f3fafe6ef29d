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
  const runs = new Map<Layer, Promise<ScenarioRun>>();

  /** Once for each layer, whichever test asks first. */
  function played(layer: Layer): Promise<ScenarioRun> {
    const run = runs.get(layer) ?? play(scenario, layer);
    runs.set(layer, run);
    return run;
  }

  it.each(scenario.layers)('goes as it should on %s', async (layer) => {
    expect((await played(layer)).misses).toEqual([]);
  });

  it('gives the same answers on all its layers, but for those that it names', async () => {
    const named = scenario.differs.map(({ layer }) => layer);
    const alike = scenario.layers.filter((layer) => !named.includes(layer));
    const [first] = alike;
    if (first === undefined) throw new Error('At least one layer does not differ');
    const { verdicts } = await played(first);
    for (const layer of alike) expect((await played(layer)).verdicts, layer).toEqual(verdicts);
    for (const layer of named) expect((await played(layer)).verdicts, layer).not.toEqual(verdicts);
  });
});
