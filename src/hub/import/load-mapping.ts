import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Mapping, MappingSchema } from '../../wire/hub-mapping.ts';
import { HubRefusal } from '../hub-refusal.ts';
import { findAssets } from './find-assets.ts';

/** @throws HubRefusal unknown_mapping, naming those that exist */
export function loadMapping(name: string): Mapping {
  const folder = join(findAssets(), 'mappings');
  const known = readdirSync(folder)
    .filter((file) => file.endsWith('.json'))
    .map((file) => file.slice(0, -5))
    .sort();
  if (!known.includes(name))
    throw new HubRefusal('unknown_mapping', `There is no mapping "${name}". There are: ${known.join(', ')}.`);
  return MappingSchema.parse(JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')));
}
