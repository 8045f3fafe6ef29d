import fc from 'fast-check';
import { renderToString } from 'react-dom/server';
import { describe, expect, it } from 'vitest';
import { BridgeContext } from '../../renderer/bridge.ts';
import { PaperSheet } from '../../renderer/frame/paper-sheet.tsx';
import { shownPrinters, worstFirst } from '../../renderer/frame/printer-chips.ts';
import { fitStrip, type Sized } from '../../renderer/frame/strip-room.ts';
import { givesWay, type Paper, papersOf } from '../../renderer/state/open-paper.ts';
import { english } from '../../renderer/words/english.ts';
import { inFours } from '../../renderer/words/figures.ts';
import { german } from '../../renderer/words/german.ts';
import { ageText } from '../../renderer/words/times.ts';
import { commandCodeOf } from '../../src/core/command-code.ts';
import type { DeviceView } from '../../src/core/view.ts';
import { bridge, draw, read } from './draw.tsx';
import { job, PARCEL, printer, printers, STRIP, view } from './sample-parts.ts';
import { band, READY } from './sample-views.ts';
import { SAMPLES } from './samples.ts';

const MINUTE = 60_000;
const count = (html: string, pattern: RegExp) => (html.match(pattern) ?? []).length;
const stripOf = (html: string) => read(html.slice(html.indexOf('<footer class="strip"')));

describe('the printers in the strip', () => {
  const near = (no: number, state: DeviceView['state'] = 'well') => printer(`n${no}`, state, { name: `Row ${no}` });
  const named = (all: Parameters<typeof shownPrinters>[0]) =>
    shownPrinters(all).map(({ as, printer: each }) => `${as} ${each?.name ?? 'none'}`);

  it('are the usual ones, each by what it is for, then the neighbours', () => {
    expect(named(printers(printer('label', 'well'), near(1)))).toEqual([
      'label Printer 5',
      'slip Slip printer',
      'neighbour Row 1',
    ]);
  });

  it('are one where one prints labels and slips', () => {
    expect(named([printer('both', 'well', { roles: ['slip', 'label'] })])).toEqual(['label Printer 5']);
  });

  it('say that there is none for labels, and leave out what is off', () => {
    expect(named([])).toEqual(['label none']);
    expect(named([printer('label', 'off'), near(1, 'off'), near(2)])).toEqual(['label Printer 5', 'neighbour Row 2']);
  });

  it('are at most four, and the last place is for the worst of the rest', () => {
    const all = printers(printer('label', 'well'), near(1), near(2), near(3, 'degraded'), near(4, 'lost'), near(5));
    expect(named(all)).toEqual(['label Printer 5', 'slip Slip printer', 'neighbour Row 1', 'neighbour Row 4']);
  });

  it('stand worst first where a list is cut, and otherwise as they were set up', () => {
    const order = worstFirst([near(1), near(2, 'unknown'), near(3, 'lost'), near(4), near(5, 'degraded')]);
    expect(order.map(({ name }) => name)).toEqual(['Row 3', 'Row 5', 'Row 2', 'Row 1', 'Row 4']);
  });

  it('say it before the label is needed, with the name of a neighbour', () => {
    const html = draw(
      view({
        phase: 'ready',
        screen: READY,
        band: band('ready'),
        strip: {
          ...STRIP,
          printers: printers(
            printer('label', 'degraded', { conditions: ['ribbon_out'] }),
            printer('near', 'lost', { name: 'Zebra beside the north door', conditions: ['no_reply'] }),
          ),
          parked: 3,
        },
      }),
    );
    const strip = stripOf(html);
    expect(strip).toContain(english.printing.conditions.ribbon_out.chip);
    expect(strip).toContain('Zebra besid…: silent');
    expect(strip).toContain('3 parked');
    expect(html).toMatch(/<li class="strip__bad">(?:(?!<\/li>).)*Zebra/);
  });

  it('say nothing of parked boxes when there are none', () => {
    expect(stripOf(draw(SAMPLES.ready))).not.toMatch(/parked/);
  });
});

describe('a strip that is too full', () => {
  const chip = (text: string, give: Sized['give'], loud = false): Sized => ({ text, give, loud });
  const chips = [
    chip('Mira K.', 'name'),
    chip('Offline since 14:31', 'never', true),
    chip('14 waiting', 'outbox', true),
    chip('No labels', 'never', true),
    chip('Printer 6: empty', 'neighbour', true),
    chip('Printer 9: silent', 'lost-neighbour', true),
    chip('12 parked', 'parked'),
    chip('Scale', 'spare'),
  ];
  const kept = (px: number) => fitStrip(chips, { px, compact: true }).map(({ text }) => text);

  it('keeps everything where there is room, and in the same order', () => {
    expect(kept(5000)).toEqual(chips.map(({ text }) => text));
  });

  it('gives up what is calm, then who, then the neighbour that is less bad', () => {
    expect(kept(1330)).not.toContain('Scale');
    expect(kept(1330)).toContain('Mira K.');
    expect(kept(920)).not.toContain('Printer 6: empty');
    expect(kept(920)).toContain('Printer 9: silent');
  });

  it('never gives up what stops the work, and always fits when anything may go', () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 2000 }), (px) => {
        const left = kept(px);
        expect(left).toContain('No labels');
        expect(left).toContain('Offline since 14:31');
        if (px < 400) expect(left).toHaveLength(2);
        if (left.includes('Printer 6: empty')) expect(left).toContain('Printer 9: silent');
      }),
    );
  });

  it('puts a short one back where a long one has left room', () => {
    const few = [chip('x', 'spare'), chip('A very long neighbour', 'neighbour', true), chip('y', 'never')];
    expect(fitStrip(few, { px: 160, compact: true }).map(({ text }) => text)).toEqual(['x', 'y']);
  });
});

describe("the printers' sheet", () => {
  const html = draw(SAMPLES['printers-troubled']);
  const text = read(html);

  it('closes by its own code', () => {
    expect(html).toContain('data-sheet="printers"');
    expect(html).toContain(`data-code="${commandCodeOf('printers')}"`);
  });

  it('says how each printer is reached, what it can prove and what is the matter', () => {
    const { reach, proofs } = english.screens.printers;
    const office = html.slice(html.indexOf('HP-LaserJet'), html.indexOf('Printer 9'));
    expect(read(office)).toContain(`${reach.cups}, ${proofs.none}`);
    expect(read(office)).toContain(english.screens.status.levels.well);
    expect(text).toContain('Labels: empty');
    expect(text).toContain('Lid: open');
    expect(text).toContain(english.screens.status.needLook(2));
  });

  it('lists every paper with its state, age and reason, those that are over last', () => {
    expect(count(html, /class="printers__job"/g)).toBe(10);
    const { states } = english.screens.printers;
    const at = (word: string) => text.indexOf(word, text.indexOf(english.screens.printers.onTheirWay));
    for (const state of ['attention', 'unknown', 'queued', 'awaited', 'failed', 'not_sent'] as const) {
      expect([state, at(states[state]) > 0, at(states[state]) < text.lastIndexOf(states.printed)]).toEqual([
        state,
        true,
        true,
      ]);
    }
    for (const reason of ['FAULT_AFTER_SEND', 'wrong-dpi', '3 min', '1 h']) expect(text).toContain(reason);
  });

  it('counts what it has no room for', () => {
    const many = read(draw(SAMPLES['printers-many']));
    expect(many).toContain(english.screens.printers.more(3));
    // Nine printers: five are shown, and the lost one is among them.
    expect(many).toContain(english.screens.printers.more(4));
    expect(many).toContain('Printer 9');
  });

  it('shows parked boxes, and says when there is nothing', () => {
    expect(text).toMatch(/10486 2 boxes 1[12] min/);
    const none = read(draw(SAMPLES['printers-none']));
    expect(none).toContain(english.screens.printers.noPapers);
    expect(none).toContain(english.screens.printers.noPrinters);
  });

  it.each([english, german])('never calls a paper printed that may not be, $locale', ({ screens, printing }) => {
    const { printed, ...others } = screens.printers.states;
    const past = printed.toLowerCase();
    const claims = Object.values(others).filter(
      (words) => words.toLowerCase().includes(past) && !/not|nothing|nicht/i.test(words),
    );
    expect(claims).toEqual([]);
    expect(printing.jobStates.sending.toLowerCase()).not.toContain(past);
  });
});

describe('a paper, shown large', () => {
  const paper: Paper = {
    job: job('unknown', { copy: 2, code: 'NO_ACK' }),
    kind: 'label',
    number: '10482',
    parcelCode: PARCEL,
  };
  const show = (shown: Paper, siblings: readonly Paper[] = [shown]) =>
    read(
      renderToString(
        <BridgeContext value={bridge}>
          <PaperSheet paper={shown} siblings={siblings} open={() => {}} close={() => {}} />
        </BridgeContext>,
      ),
    );

  it('says what it is, whose, which copy and how it is', () => {
    const says = show(paper);
    for (const part of ['Label', 'Order 10482', 'Copy 2', PARCEL, 'Nobody knows: scan it', 'NO_ACK', 'CLOSE'])
      expect(says).toContain(part);
  });

  it('says why there is none', () => {
    const fault = show({ ...paper, job: job('failed', { fault: 'missing-glyphs' }) });
    expect(fault).toContain(english.printing.documents['missing-glyphs'].what(''));
    expect(fault).toContain(english.screens.paper.noPicture);
  });

  it('is one of those on the screen, or on the sheet of the printers while that is open', () => {
    const { 'prove-papers': prove, 'printers-troubled': sheet, ready } = SAMPLES;
    expect(papersOf(prove).map(({ kind, job: { jobId } }) => `${kind} ${jobId}`)).toEqual([
      'label job-1',
      'slip job-2',
      'gift-note job-3',
      'content job-4',
      'return job-5',
    ]);
    expect(papersOf(sheet)).toHaveLength(10);
    expect(papersOf(sheet)).toContainEqual(expect.objectContaining({ kind: 'slip', number: '10477' }));
    expect(papersOf(ready)).toEqual([]);
  });

  it('leads to the other papers of the parcel', () => {
    const gift: Paper = { ...paper, kind: 'gift-note', job: job('printed', { jobId: 'job-3' }) };
    expect(show(paper, [paper, gift])).toContain(english.screens.paper.kinds['gift-note']);
    expect(show(paper)).not.toContain(english.screens.paper.kinds['gift-note']);
  });

  it('gives way to the work, to a sheet and to a refusal, and to nothing else', () => {
    const { prove } = SAMPLES;
    expect(givesWay(prove, { ...prove })).toBe(false);
    expect(givesWay(prove, { ...prove, band: band('printing') })).toBe(false);
    expect(givesWay(prove, { ...prove, band: band('label-not-here') })).toBe(true);
    expect(givesWay(prove, { ...prove, phase: 'done' })).toBe(true);
    expect(givesWay(prove, { ...prove, sheet: 'help' })).toBe(true);
  });

  it('has a key for each paper that is made, and none before', () => {
    const keys = (name: keyof typeof SAMPLES) => count(draw(SAMPLES[name]), /class="key paper-key"/g);
    expect([keys('label-sending'), keys('prove'), keys('trouble-paper'), keys('label-queued')]).toEqual([2, 2, 2, 0]);
  });
});

describe('figures of papers', () => {
  it('an age is said in its largest unit', () => {
    expect(
      [0, 59_999, MINUTE, 71 * MINUTE, 26 * 60 * MINUTE, 72 * 60 * MINUTE].map((ms) => ageText(english, ms)),
    ).toEqual(['0 s', '59 s', '1 min', '1 h', '26 h', '3 days']);
  });

  it('a long number is read in fours', () => {
    expect(inFours('00340434161094022114')).toBe('0034 0434 1610 9402 2114');
    expect(inFours('1Z 999 AA1 01')).toBe('1Z99 9AA1 01');
    expect(inFours('')).toBe('');
  });
});
