import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Scenario, scenarioSchema } from '../../src/wire/scenario.ts';

/** All scenarios of this folder, by name. @throws when a file is none, with what is wrong in it */
export function loadScenarios(): readonly Scenario[] {
  return readdirSync(import.meta.dirname)
    .filter((file) => file.endsWith('.json'))
    .toSorted()
    .map((file) => {
      const read = scenarioSchema.safeParse(JSON.parse(readFileSync(join(import.meta.dirname, file), 'utf8')));
      if (!read.success) throw new Error(`${file}: ${read.error.message}`);
      if (`${read.data.name}.json` !== file) throw new Error(`${file}: its name is ${read.data.name}`);
      return read.data;
    });
}
