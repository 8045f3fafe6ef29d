import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MassUnit, massUnitOf, milligramsOf } from '../../../src/core/scale/mass.ts';

describe('a weight in whole milligrams', () => {
  it.each<[string, MassUnit, number | null]>([
    ['100.00', 'g', 100_000],
    ['  13.5', 'kg', 13_500_000],
    ['+001234.5', 'g', 1_234_500],
    ['-  12.50', 'g', -12_500],
    ['.5', 'kg', 500_000],
    ['0.001', 't', 1_000_000],
    ['250', 'mg', 250],
    ['1', 'lb', 453_592], // 453,592.37
    ['1.25', 'lb', 566_990], // 566,990.4625
    ['100', 'lb', 45_359_237],
    ['1', 'oz', 28_350], // 28,349.523125
    ['16', 'oz', 453_592],
    ['0.0005', 'g', 1], // half a milligram goes away from zero
    ['-0.0005', 'g', -1],
    ['-0.00', 'g', 0],
    ['', 'g', null],
    ['.', 'g', null],
    ['1.', 'g', null],
    ['1.2.3', 'g', null],
    ['+-1', 'g', null],
    ['1,5', 'kg', null],
    ['12345678901', 'g', null],
    ['9999999999', 't', null], // beyond what a number holds exactly
  ])('%j %s is %s', (text, unit, milligrams) => {
    expect(milligramsOf(text, unit)).toBe(milligrams);
  });

  it('is exact for every decimal number of grams that a display can show', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999_999 }), fc.boolean(), (milligrams, isLess) => {
        const text = `${Math.floor(milligrams / 1000)}.${String(milligrams % 1000).padStart(3, '0')}`;
        const sign = isLess && milligrams > 0 ? -1 : 1;
        expect(milligramsOf(`${isLess ? '-' : ''}${text}`, 'g')).toBe(sign * milligrams);
        expect(milligramsOf(text, 'kg')).toBe(milligrams * 1000);
      }),
    );
  });

  it('is never half a milligram or more away from the pound’s definition', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 99_999 }), (hundredths) => {
        const said = milligramsOf(`${Math.floor(hundredths / 100)}.${String(hundredths % 100).padStart(2, '0')}`, 'lb');
        // In units of 1/10,000 mg everything here is a whole number.
        expect(Math.abs((said ?? Number.NaN) * 10_000 - hundredths * 45_359_237)).toBeLessThanOrEqual(5000);
      }),
    );
  });

  it.each([
    ['kg', 'kg'],
    [' KG', 'kg'],
    ['g ', 'g'],
    ['lb', 'lb'],
    ['OZ', 'oz'],
    ['PC', null],
    ['%', null],
    ['ozt', null],
    ['toString', null],
    ['', null],
  ])('knows the unit %j as %s', (text, unit) => {
    expect(massUnitOf(text)).toBe(unit);
  });
});
