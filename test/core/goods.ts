import type { Carton } from '../../src/core/carton.ts';
import { checkDigitOf } from '../../src/core/gtin.ts';
import type { Item } from '../../src/core/order.ts';
import { item } from './bench.ts';

export const GS = '\u001d';

/** GTIN-13s of GS1's range 952 for examples. */
export function gtin(no: number): string {
  const body = `9521000${String(no).padStart(5, '0')}`;
  return `${body}${checkDigitOf(body)}`;
}

function made(no: number, sku: string, name: string, rest: Partial<Item>): Item {
  return { ...item(sku, name, undefined, [gtin(no), 1]), ...rest };
}

export const VACCINE = made(1, 'V-1', 'Vaccine', { track: { lot: true, expiry: true } });
export const LOTTED = made(2, 'L-1', 'Paint', { track: { lot: true } });
export const DRILL = made(3, 'D-1', 'Drill', { track: { serial: true, pattern: 'SN\\d{4}' } });
export const CHEESE = made(4, 'C-1', 'Cheese', { grams: 500, track: { weight: true } });
export const RECALLED = made(5, 'R-1', 'Toaster', { blocked: 'recall' });
export const ACID = made(6, 'A-1', 'Drain cleaner', { hazard: true });
export const TYPED_NEVER = made(7, 'T-1', 'Watch', { untyped: true });
export const LOOSE: Item = { ...item('S-1', 'Loose screw', undefined), uncoded: true };
export const YOGHURT = made(8, 'Y-1', 'Yoghurt', { track: { expiry: true, days: 14 } });
export const LAMP = made(9, 'K-1', 'Lamp', {});
export const BULB = made(10, 'K-2', 'Bulb', {});
export const KIT = made(11, 'K-0', 'Lamp set', {});
export const SOAP = made(12, 'P-1', 'Soap rose', { grams: 100, millimetres: [80, 60, 30] });
export const SOAP_SWAP = made(13, 'P-2', 'Soap lily', { grams: 100, millimetres: [80, 60, 30] });

export const GOODS: readonly Item[] = [
  VACCINE,
  LOTTED,
  DRILL,
  CHEESE,
  RECALLED,
  ACID,
  TYPED_NEVER,
  LOOSE,
  YOGHURT,
  LAMP,
  BULB,
  KIT,
  SOAP,
  SOAP_SWAP,
];

/** GTIN of an item as a GS1 element. */
export function ai01(of: Item): string {
  return `]C101${of.barcodes[0]?.value ?? ''}`;
}

export function codeOf(of: Item): string {
  return (of.barcodes[0]?.value ?? '').replace(/^0/, '');
}

export const CARTONS: readonly Carton[] = [
  { code: 'CTN-S', name: 'Small', millimetres: [200, 150, 100], grams: 80 },
  { code: 'CTN-M', name: 'Medium', millimetres: [300, 200, 150], grams: 150 },
  { code: 'CTN-L', name: 'Large', millimetres: [600, 400, 400], grams: 500, carriers: ['Heron Parcel'] },
  { code: 'CTN-X', name: 'Pallet box', millimetres: [1200, 800, 800], grams: 5000, carriers: ['Freight'] },
];
