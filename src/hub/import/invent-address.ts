import { createHash } from 'node:crypto';
import type { SalesOrder } from '../../wire/hub-sales.ts';

interface Places {
  readonly names: readonly string[];
  readonly streets: readonly string[];
  readonly cities: readonly (readonly [postcode: string, city: string])[];
}

const places: Readonly<Record<string, Places>> = {
  GB: {
    names: ['Ada Whitlock', 'Owen Marsh', 'Priya Nair', 'Tom Ashdown'],
    streets: ['{n} Larkfield Road', '{n} Old Mill Lane', '{n} Station Parade'],
    cities: [
      ['LS1 0AA', 'Leeds'],
      ['BS1 0AA', 'Bristol'],
      ['NE1 0AA', 'Newcastle upon Tyne'],
    ],
  },
  FR: {
    names: ['Éloïse Garnier', 'Théo Lefèvre', 'Inès Caron'],
    streets: ['{n} rue des Tilleuls', '{n} avenue de la Gare', '{n} impasse du Moulin'],
    cities: [
      ['69003', 'Lyon'],
      ['44000', 'Nantes'],
      ['67000', 'Strasbourg'],
    ],
  },
  NL: {
    names: ['Sanne de Wit', 'Joris van Dijk', 'Fleur Mulder'],
    streets: ['Lindelaan {n}', 'Molenstraat {n}', 'Kanaalkade {n}'],
    cities: [
      ['3511 AA', 'Utrecht'],
      ['9711 AA', 'Groningen'],
      ['6211 AA', 'Maastricht'],
    ],
  },
  AU: {
    names: ['Mia Callaghan', 'Jack Nguyen', 'Ruby Hart'],
    streets: ['{n} Wattle Street', '{n} Harbour View', '{n} Banksia Avenue'],
    cities: [
      ['3000', 'Melbourne'],
      ['6000', 'Perth'],
      ['5000', 'Adelaide'],
    ],
  },
};
const elsewhere: Places = {
  names: ['Alex Sample', 'Robin Example', 'Kim Placeholder'],
  streets: ['Sample Street {n}', 'Example Road {n}'],
  cities: [
    ['10000', 'Sampleton'],
    ['20000', 'Exampleville'],
  ],
};

/**
 * A made-up address, the same for the same order every time, and marked as made up: it must be visible on the label
 * that nobody lives there. Null when not even the country is known.
 */
export function inventAddress(orderNumber: string, country: string): SalesOrder['to'] | null {
  if (!/^[A-Z]{2}$/.test(country)) return null;
  const pool = places[country] ?? elsewhere;
  const digest = createHash('sha256').update(orderNumber).digest();
  const pick = <Value>(list: readonly Value[], at: number): Value => list[(digest[at] ?? 0) % list.length] as Value; // lists are never empty
  const [postcode, city] = pick(pool.cities, 2);
  const street = pick(pool.streets, 1).replace('{n}', String(1 + ((digest[3] ?? 0) % 180)));
  return { name: pick(pool.names, 0), street, city, postcode, country, invented: true };
}
