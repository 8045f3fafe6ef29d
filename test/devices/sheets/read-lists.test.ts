import { describe, expect, it } from 'vitest';
import { mod3736 } from '../../../src/core/check-character.ts';
import { makeSheets } from '../../../src/devices/sheets/make-sheets.ts';
import { readBins, readPeople, readStation } from '../../../src/devices/sheets/read-lists.ts';

const badge = (body: string) => body + mod3736(body);
const MIRA = badge('XB1001');

describe('a list of people', () => {
  it.each([
    ['as it is', `name,code\nMira K.,${MIRA}\n`],
    ['from a spreadsheet', `\ufeffName;Code\r\n"Mira K.";${MIRA}\r\n\r\n`],
    ['with more columns, in another order', `code,role,name\n${MIRA.toLowerCase()},packer, Mira K. \n`],
  ])('%s', (_, csv) => {
    expect(readPeople(csv)).toEqual({ ok: true, value: [{ name: 'Mira K.', code: MIRA }] });
  });

  it.each([
    ['no columns', 'Mira,XB1\n', /first line must name the columns/],
    ['an empty file', '', /first line must name the columns/],
    ['nobody', 'name,code\n', /nobody/],
    ['no name', `name,code\n,${MIRA}\n`, /Line 2: there is no name/],
    ['no code', 'name,code\nMira,\n', /Line 2: there is no badge code/],
    ['a code that is none', 'name,code\nMira,4006381333931\n', /Line 2: 4006381333931 is no badge code/],
    ['a wrong check character', 'name,code\nMira,XB1001?\n', /is no badge code/],
    ['no check character', 'name,code\nMira,XB10011\n', new RegExp(`Line 2: .*${badge('XB10011')}`)],
    ['the same badge twice', `name,code\nMira,${MIRA}\nJonas,${MIRA}\n`, /Line 3: .* is Mira's badge already/],
    ['a long name', `name,code\n${'x'.repeat(61)},${MIRA}\n`, /too long/],
    ['no table', 'name,code\n"Mira,XB1\n', /not a table/],
  ])('%s is said', (_, csv, sentence) => {
    const read = readPeople(csv);
    expect(read.ok ? read.value : read.error).toMatch(sentence);
  });
});

describe('a list of bins', () => {
  it('takes names and whole codes, and leaves remarks out', () => {
    expect(readBins('\ufeff# row A\r\nA-01\r\n\r\n  L-A-02 \n')).toEqual({ ok: true, value: ['A-01', 'A-02'] });
  });

  it.each([
    ['', /no bin/],
    ['A 01', /Line 1: A 01 is no name/],
    ['A-01\nFach-ß', /Line 2: Fach-ß is no name/],
    ['A-01\nL-A-01', /Line 2: A-01 is there twice/],
    ['x'.repeat(29), /too long to print/],
    ['x'.repeat(41), /is no name/],
  ])('%j is said', (text, sentence) => {
    const read = readBins(text);
    expect(read.ok ? read.value : read.error).toMatch(sentence);
  });
});

describe('a station', () => {
  it('has a name, a number, and its printer where it is told', () => {
    expect(readStation('Pack 3=3')).toEqual({ ok: true, value: { name: 'Pack 3', no: 3, printer: null } });
    expect(readStation('A=B=12@Zebra')).toEqual({ ok: true, value: { name: 'A=B', no: 12, printer: 'Zebra' } });
  });

  it.each(['Pack 3', '=3', 'Pack=', 'Pack=12345', 'Pack=-1', 'Pack=3x'])('%j is said', (text) => {
    expect(readStation(text).ok).toBe(false);
  });
});

describe('what was wished for', () => {
  const wishes = { language: 'en', paper: 'a4', people: null, bins: null, stations: [] };
  const namesOf = (rest: Partial<Parameters<typeof makeSheets>[0]>) => {
    const made = makeSheets({ ...wishes, ...rest });
    return made.ok ? made.value.map(({ name }) => name) : made.error;
  };

  it('is made, and the sheets that need no list always', () => {
    expect(namesOf({})).toEqual(['commands.html', 'scanner-setup.html', 'scanner-card.html']);
    expect(namesOf({ people: `name,code\nM,${MIRA}`, bins: 'A', stations: ['P=1'] })).toEqual([
      ...['commands.html', 'scanner-setup.html', 'scanner-card.html', 'badges.html', 'bins.html', 'stations.html'],
    ]);
  });

  it('is refused whole, in one sentence', () => {
    expect(namesOf({ language: 'fr' })).toMatch(/--language is en or de/);
    expect(namesOf({ paper: 'a5' })).toMatch(/--paper is a4 or letter/);
    expect(namesOf({ people: '' })).toMatch(/^The list of people: /);
    expect(namesOf({ bins: '' })).toMatch(/^The list of bins: /);
    expect(namesOf({ stations: ['P=1', 'nothing'] })).toMatch(/^--station nothing is not/);
    expect(namesOf({ stations: ['P=1', 'Q=0001'] })).toMatch(/number 1 is there twice/);
  });
});
