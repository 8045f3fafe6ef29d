import { describe, expect, it } from 'vitest';
import { english } from '../../renderer/words/english.ts';
import { dayText, gramsText, sinceText } from '../../renderer/words/figures.ts';
import { german } from '../../renderer/words/german.ts';
import { clip, clipList, spoken } from '../../renderer/words/limits.ts';
import type { NoteCode } from '../../src/core/note.ts';
import { parcelCodeOf } from '../../src/core/parcel-code.ts';
import { REFUSALS, type RefusalCode } from '../../src/core/verdict.ts';
import type { BandDetail, QuestionView } from '../../src/core/view.ts';
import { questionsOf } from './word-samples.ts';

describe('sentences with data', () => {
  const bottle = { name: 'Steel bottle', sku: 'B' };
  const detail = { scanned: { ...bottle, variant: 'BLUE' }, wanted: { ...bottle, variant: 'BLACK' } };

  it('say the difference, not the whole name, when only the colour differs', () => {
    expect(english.verdicts.refusals['wrong-item'].what(detail)).toBe('That is the blue one. This order wants black.');
    expect(german.verdicts.refusals['wrong-item'].what(detail)).toBe('Das ist BLUE. Der Auftrag braucht BLACK.');
  });

  it('count the one too many', () => {
    expect(english.verdicts.refusals['too-many'].what({ ordered: 3, packed: 3 })).toBe(
      'All 3 are in the box. This is number 4.',
    );
    expect(english.verdicts.refusals['too-many'].what({ ordered: 1, packed: 1 })).toBe(
      'The only one is in the box. This is number 2.',
    );
  });

  it('end with one full stop', () => {
    expect(english.verdicts.notes.welcome.what({ name: 'Mira K.' })).toBe('Good to see you, Mira K.');
  });

  it('speak colours and spell sizes', () => {
    expect([spoken('BLACK'), spoken('RED'), spoken('XL'), spoken('Size 42')]).toEqual([
      'black',
      'red',
      'XL',
      'Size 42',
    ]);
    expect(clip('KNITTED UNION FLAG', 9)).toBe('KNITTED…');
    expect(clipList('A1, B22, C333', 10)).toBe('A1, B22 …');
    expect([clipList('A1, B22', 10), clipList('LOT-2026-03-A', 8)]).toEqual(['A1, B22', 'LOT-202…']);
  });
});

const PARCEL = parcelCodeOf({ no: 5, epoch: 1 }, 212);
const HONEY = { name: 'Forest honey 250 g', sku: 'H-250' };
const SINCE = new Date(2026, 2, 11, 13, 10).getTime();

type Row = readonly [RefusalCode, BandDetail, string, string];
const REFUSED: readonly Row[] = [
  [
    'invalid-code',
    { fault: 'check-digit-stripped' },
    'The scanner leaves out the last digit. Call the person who set it up.',
    'Der Scanner lässt die letzte Ziffer weg. Ruf, wer ihn eingestellt hat.',
  ],
  [
    'ambiguous-code',
    { choices: ['H-250', 'H-500'] },
    'It may be H-250, H-500. Scan another code on it.',
    'Das kann H-250, H-500 sein. Scanne einen anderen Code.',
  ],
  [
    'unknown-quiet',
    { text: '4006381' },
    '4006381 means nothing here. Scan another code on it.',
    '4006381 sagt hier nichts. Anderen Code darauf scannen.',
  ],
  [
    'not-that',
    { wanted: HONEY, expected: 'expiry' },
    'Not that. Now scan the date: Forest honey 250 g.',
    'Das nicht. Jetzt das Datum scannen: Forest honey 250 g.',
  ],
  [
    'finish-first',
    { wanted: HONEY, expected: 'lot' },
    'First scan the lot: Forest honey 250 g. Or CANCEL.',
    'Erst die Charge scannen: Forest honey 250 g. Oder ABBRECHEN.',
  ],
  [
    'already-counted',
    { number: '10482' },
    'Order 10482 is open already. Go on.',
    'Auftrag 10482 ist schon offen. Weiter.',
  ],
  [
    'item-blocked',
    { scanned: HONEY, block: 'recall' },
    'Forest honey 250 g is called back. None of it may leave.',
    'Forest honey 250 g ist zurückgerufen. Nichts davon darf raus.',
  ],
  [
    'wrong-lot',
    { got: 'B7', expected: 'A1, A2' },
    'This is lot B7. Set aside: lot A1, A2.',
    'Das ist Charge B7. Zurückgelegt: Charge A1, A2.',
  ],
  ['expired', { got: '2026-03-01' }, 'It was good until 1 Mar 2026.', 'Es war gut bis 1. März 2026.'],
  [
    'shelf-life',
    { got: '2026-03-20', ordered: 30, packed: 9 },
    'It is good until 20 Mar 2026. This order wants 30 days from now.',
    'Es ist gut bis 20. März 2026. Der Auftrag will 30 Tage von heute an.',
  ],
  [
    'expiry-mismatch',
    { got: '2026-03-20', expected: '2026-04-20' },
    'It says 20 Mar 2026. The stock says 20 Apr 2026 for its lot.',
    'Darauf steht 20. März 2026. Im Bestand steht 20. Apr. 2026.',
  ],
  ['serial-counted', { got: 'SN-1' }, 'Piece SN-1 is counted already.', 'Stück SN-1 ist schon gezählt.'],
  [
    'serial-shipped',
    { got: 'SN-1', number: '10001', sinceMs: SINCE },
    'This serial left with order 10001 on 11 Mar 2026.',
    'Diese Nummer ging am 11. März 2026 mit Auftrag 10001 raus.',
  ],
  [
    'wrong-serial',
    { got: 'SN-1', expected: 'SN-2, SN-3' },
    'This is SN-1. Set aside: SN-2, SN-3.',
    'Das ist SN-1. Zurückgelegt: SN-2, SN-3.',
  ],
  ['wrong-serial', { got: 'SN-1', expected: undefined }, 'This is SN-1.', 'Das ist SN-1.'],
  [
    'weight-range',
    { grams: 1502, expectedGrams: 1000, toleranceGrams: 100 },
    'It weighs 1,502 g. This line wants 900 g to 1,100 g.',
    'Es wiegt 1.502 g. Die Zeile will 900 g bis 1.100 g.',
  ],
  ['wrong-place', { got: 'A-4', expected: 'A-2' }, 'That is A-4. Go to A-2.', 'Das ist A-4. Geh zu A-2.'],
  [
    'wrong-tote',
    { number: '88', expected: 'T-04', got: 'T-05' },
    'That tote belongs to order 88. This goes into T-04.',
    'Diese Wanne gehört zu Auftrag 88. Das kommt in T-04.',
  ],
  ['tote-first', { number: '88' }, 'Scan an empty tote for order 88.', 'Scanne eine leere Wanne für Auftrag 88.'],
  [
    'tote-first',
    { number: '88', expected: 'T-04' },
    'Lay it into T-04 and scan that tote.',
    'Leg es in T-04 und scanne diese Wanne.',
  ],
  [
    'wrong-box',
    { scanned: HONEY },
    'That is Forest honey 250 g. Scan the box that you take.',
    'Das ist Forest honey 250 g. Scanne den Karton, den du nimmst.',
  ],
  [
    'box-not-allowed',
    { notAllowed: 'too-long', choices: ['M', 'L'] },
    'That box is too long for this carrier. Take M, L.',
    'Der Karton ist zu lang für den Paketdienst. Nimm M, L.',
  ],
  [
    'wrong-station',
    { got: '7', expected: '5' },
    'That is station 7. This is station 5.',
    'Das ist Station 7. Hier ist Station 5.',
  ],
  [
    'weight-low',
    { grams: 1502, expectedGrams: 1820, toleranceGrams: 40 },
    '318 g too light. It should be about 1,820 g.',
    '318 g zu leicht. Es sollen etwa 1.820 g sein.',
  ],
  [
    'weight-low',
    { grams: 1502, expectedGrams: 1820, wanted: HONEY, factor: 1 },
    '318 g too light. Perhaps 1 × Forest honey 250 g is missing.',
    '318 g zu leicht. Vielleicht 1 × Forest honey 250 g zu wenig.',
  ],
  [
    'weight-high',
    { grams: 2140, expectedGrams: 1820, wanted: HONEY, factor: 1 },
    '320 g too heavy. Perhaps 1 × Forest honey 250 g too many.',
    '320 g zu schwer. Vielleicht 1 × Forest honey 250 g zu viel.',
  ],
  [
    'order-taken',
    { number: '10482', person: 'Ana', station: 'Station 3', sinceMs: SINCE },
    'Order 10482 is being packed by Ana, Station 3, since 11 Mar, 13:10.',
    'Auftrag 10482: Das packt Ana, Station 3, seit 11. März, 13:10.',
  ],
  [
    'order-taken',
    { number: '10482' },
    'Order 10482 is on another bench.',
    'Auftrag 10482: Das ist auf einem anderen Tisch.',
  ],
  [
    'order-lost',
    { number: '10482', station: 'Station 3' },
    'Order 10482 is with Station 3 now.',
    'Auftrag 10482 ist jetzt bei Station 3.',
  ],
  [
    'order-stale',
    { sinceMs: SINCE },
    'The office was last heard on 11 Mar, 13:10. It may have changed this order.',
    'Vom Büro kam zuletzt etwas am 11. März, 13:10. Der Auftrag kann anders sein.',
  ],
  [
    'order-problem',
    { problem: 'customs' },
    'Its customs data is missing. HOLD it for the office.',
    'Die Zolldaten sind nicht da. ANHALTEN, fürs Büro.',
  ],
  ['locked', { person: 'Ana' }, 'Paused by Ana. Scan a badge.', 'Pause von Ana. Scanne einen Ausweis.'],
  ['label-not-here', { text: PARCEL }, 'That label is not wanted now.', 'Dieses Etikett ist jetzt nicht dran.'],
  [
    'label-not-here',
    { text: '4006381333931' },
    'Scan the label that is on the box.',
    'Scanne das Etikett auf dem Karton.',
  ],
];

const NOTED: readonly (readonly [NoteCode, BandDetail, string, string])[] = [
  ['moved', { n: 2 }, 'It is in box 2.', 'Es liegt in Karton 2.'],
  ['quantity', { n: 5 }, 'The next scan counts 5.', 'Der nächste Scan zählt 5.'],
  [
    'scan-lot',
    { name: HONEY.name },
    'Forest honey 250 g. It counts when that is done.',
    'Forest honey 250 g. Es zählt, sobald das getan ist.',
  ],
  ['scan-shelf', { text: 'A-2' }, 'Go to A-2.', 'Geh zu A-2.'],
  ['into-tote', { text: 'T-04' }, 'Lay it into T-04 and scan the tote.', 'Leg es in T-04 und scanne die Wanne.'],
  ['hand-over-done', { n: 1 }, 'The carrier has 1 parcel.', 'Der Paketdienst hat 1 Paket.'],
  [
    'undone',
    { number: '88', text: PARCEL, name: 'Heron' },
    'The parcel of order 88 is off the vehicle.',
    'Das Paket von Auftrag 88 ist wieder draußen.',
  ],
];

describe('what the core tells stands in the sentence', () => {
  it.each(REFUSED)('%s %o', (code, detail, inEnglish, inGerman) => {
    expect(english.verdicts.refusals[code].what(detail)).toBe(inEnglish);
    expect(german.verdicts.refusals[code].what(detail)).toBe(inGerman);
  });

  it.each(NOTED)('%s %o', (code, detail, inEnglish, inGerman) => {
    expect(english.verdicts.notes[code].what(detail)).toBe(inEnglish);
    expect(german.verdicts.notes[code].what(detail)).toBe(inGerman);
  });

  it('and in the steps', () => {
    const { refusals } = english.verdicts;
    expect(refusals['wrong-lot'].steps({ expected: 'A1' })[0]).toBe('Look for lot A1.');
    expect(refusals['wrong-tote'].steps({ expected: 'T-04' })[0]).toBe('Lay it into T-04.');
    const { 'wrong-serial': serial } = refusals;
    expect(serial.steps({ scanned: HONEY, got: 'SN-1' })[0]).toBe('Scan the serial, not another code.');
    expect(serial.steps({ scanned: HONEY, got: 'SN-1', expected: 'SN+2' })[0]).toBe('Look for the right piece.');
    expect(serial.steps({ got: 'SN-1' })[0]).toBe('Look for the right piece.');
    expect(refusals['unreadable-code'].steps({ fault: 'check-digit-stripped' })[0]).toBe('Take another scanner.');
    expect(refusals['case-too-big'].steps({ ordered: 5, packed: 2 })[0]).toBe('Open it and take out 3.');
  });
});

describe('questions', () => {
  const [blank] = questionsOf('approval');
  const ask = (part: Partial<QuestionView>): QuestionView => ({ ...(blank as QuestionView), ...part });

  it('say what is to be let pass', () => {
    const { what } = english.questions.approval;
    expect(what(ask({ about: 'weight-low', detail: { grams: 900, expectedGrams: 1000 } }))).toBe(
      '100 g too light. It should be about 1,000 g.',
    );
    expect(what(ask({ about: 'short', detail: { ordered: 24 } }))).toBe('Ship with 24 pieces missing.');
    expect(what(ask({ about: 'learn', detail: { wanted: HONEY } }))).toBe(
      'Tie a new code to an item. Forest honey 250 g.',
    );
  });

  it('say whose work goes on under whose name', () => {
    const take = ask({ kind: 'take-over', person: 'Ana', detail: { person: 'Mira' } });
    expect(english.questions['take-over'].what(take)).toBe('The work of Mira goes on under the name of Ana.');
    expect(german.questions['take-over'].what(take)).toBe('Die Arbeit von Mira geht unter dem Namen von Ana weiter.');
  });

  it('count', () => {
    expect(english.questions['after-short'].title(ask({ units: 2 }))).toBe('2 missing. And now?');
    expect(german.questions.short.title(ask({ units: 1 }))).toBe('Warum fehlt es?');
    expect(english.questions['left-behind'].title(ask({ units: 3 }))).toBe('Leave 3 behind?');
  });
});

describe('a key that cannot be pressed', () => {
  it('says why for what it can foresee, else not now', () => {
    expect(english.reasons['last-line']).toBe('last line');
    expect(german.reasons['no-scale']).toBe('keine Waage');
    expect(english.reasons['wrong-item']).toBe('not now');
    expect(Object.keys(english.reasons).sort()).toEqual(Object.keys(REFUSALS).sort());
  });
});

describe('figures', () => {
  it('stand as the language writes them', () => {
    expect([gramsText('en-GB', 12_502), gramsText('de-DE', 12_502)]).toEqual(['12,502 g', '12.502 g']);
    expect([dayText('en-GB', '2027-03-31'), dayText('de-DE', '2027-03-31')]).toEqual(['31 Mar 2027', '31. März 2027']);
    expect([dayText('en-GB', '2027-02-45'), dayText('en-GB', 'soon')]).toEqual(['2027-02-45', 'soon']);
    expect(sinceText('en-GB', SINCE)).toBe('11 Mar, 13:10');
  });
});
