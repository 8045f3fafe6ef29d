import { describe, expect, it } from 'vitest';
import { english } from '../../renderer/words/english.ts';
import { german } from '../../renderer/words/german.ts';
import { choiceCodeOf, commandCodeOf } from '../../src/core/command-code.ts';
import type { Action } from '../../src/core/phase.ts';
import type { DocumentFault } from '../../src/core/print.ts';
import { draw, read } from './draw.tsx';
import { job, keysOf, PARCEL, view } from './sample-parts.ts';
import { label } from './sample-views.ts';
import { SAMPLES } from './samples.ts';

const { printing, screens, keys, verdicts, questions } = english;

describe('a label that the carrier has not made yet', () => {
  it('is waited for in seconds, calmly', () => {
    const html = draw(SAMPLES['awaited-new']);
    expect(read(html)).toContain(screens.awaited.waiting('2 s'));
    expect(html).not.toContain('data-trouble');
    expect(html).not.toContain('role="alert"');
    expect(html).not.toContain('way-key');
  });

  it('after five seconds may be printed later, or asked for again', () => {
    const html = draw(SAMPLES['awaited-late']);
    expect(read(html)).toContain(screens.awaited.park);
    expect(html.indexOf(`data-code="${commandCodeOf('park')}"`)).toBeGreaterThan(0);
    expect(html.indexOf(`data-code="${commandCodeOf('park')}"`)).toBeLessThan(
      html.indexOf(`data-code="${commandCodeOf('retry')}"`),
    );
  });

  it('is checked and not made when it is here', () => {
    expect(read(draw(SAMPLES['label-checking']))).toContain(screens.label.checking);
    expect(read(draw(SAMPLES['label-queued']))).toContain(screens.label.making);
  });
});

describe('the way out of a printer in trouble', () => {
  const card = (name: keyof typeof SAMPLES) => {
    const html = draw(SAMPLES[name]);
    return html.slice(html.indexOf('class="card pcard"'));
  };
  const has = (html: string, action: Action) => html.includes(`aria-label="${keys[action]}"`);

  it('names the neighbour where nothing was sent and there is one', () => {
    expect(read(card('trouble-neighbour'))).toContain(printing.waitOrEither(keys.retry, keys['other-printer']));
    expect(has(card('trouble-neighbour'), 'other-printer')).toBe(true);
    expect(read(card('trouble-cover'))).toContain(printing.waitOrScan(keys.retry));
    expect(has(card('trouble-cover'), 'other-printer')).toBe(false);
  });

  it('never tells to print elsewhere what may still come out here', () => {
    for (const name of ['trouble-clear', 'trouble-unknown'] as const)
      expect(read(card(name)).replace(keys['other-printer'], '')).not.toContain(keys['other-printer']);
    expect(read(card('trouble-clear'))).toContain(printing.goesOnByItself);
    expect(has(card('trouble-clear'), 'clear-printer')).toBe(true);
  });

  it('offers PARK, HOLD and HELP at every trouble', () => {
    for (const name of ['trouble-neighbour', 'trouble-clear', 'trouble-unknown', 'trouble-wrong-dpi'] as const)
      for (const action of ['park', 'hold', 'help'] as const)
        expect([name, action, has(card(name), action)]).toEqual([name, action, true]);
  });

  it('tries again before somebody is called, and mends a printer before it tries again', () => {
    const html = read(card('trouble-wrong-dpi'));
    const [call] = printing.documents['wrong-dpi'].steps;
    expect(html.indexOf(printing.scanEither(keys.retry, keys['other-printer']))).toBeLessThan(
      html.indexOf(call ?? '?'),
    );
    const paper = read(card('trouble-neighbour'));
    expect(paper.indexOf(printing.conditions.paper_out.steps[0] ?? '?')).toBeLessThan(
      paper.indexOf(printing.waitOrEither(keys.retry, keys['other-printer'])),
    );
  });

  it('asks for the label and not for RETRY when the label may be out and only its slip is in trouble', () => {
    const html = draw(
      view({
        ...label({ label: job('unknown'), slip: job('not_sent', { jobId: 'job-2' }) }, 'making-label'),
        keys: keysOf('labelling', { 'clear-printer': 'not-now' }),
      }),
    );
    expect(html).toContain(`data-code="${commandCodeOf('no-label')}"`);
    expect(html).not.toContain(`data-code="${commandCodeOf('retry')}"`);
  });

  it.each(Object.keys(printing.documents) as DocumentFault[])('says why it could not be made: %s', (fault) => {
    const failed = view({
      ...label({ label: job('failed', { fault }) }, 'making-label'),
      keys: keysOf('labelling', { 'no-label': 'not-now', 'clear-printer': 'not-now' }),
    });
    for (const words of [english, german]) {
      const says = words.printing.documents[fault];
      const html = read(draw(failed, words));
      expect(html).toContain(says.word);
      expect(html).toContain(says.what('Printer 5'));
      expect(html).toContain(says.steps[0]);
    }
  });
});

describe('boxes that wait for their label', () => {
  it('are counted on the ready screen, with what they wait for', () => {
    const html = draw(SAMPLES['ready-parked']);
    expect(read(html)).toContain(screens.parked.waiting(8));
    expect(read(html)).toContain(screens.parked.waitsFor('Printer 5'));
    expect(read(html)).not.toContain(screens.parked.printable(keys.parked));
  });

  it('are fetched by their key once the printer is well, and that key stands there alone', () => {
    const html = draw(SAMPLES['ready-parked-printable']);
    expect(read(html)).toContain(screens.parked.printable(keys.parked));
    expect(html.match(new RegExp(`aria-label="${keys.parked}"`, 'g'))).toHaveLength(1);
  });
});

describe('labels once more', () => {
  it('are asked for with a reason, the number of copies, and what to do with the old one', () => {
    const html = draw(SAMPLES['question-reprint']);
    const says = read(html);
    expect(says).toContain('Destroy the old label first. Order 10482 has 2 so far.');
    for (const choice of ['torn', 'smeared', 'lost', 'elsewhere-stuck'] as const) {
      expect(html).toContain(`data-code="${choiceCodeOf(choice)}"`);
      expect(says).toContain(english.choices[choice]);
    }
  });

  it('may be beyond a packer: the supervisor reads how many there are', () => {
    expect(read(draw(SAMPLES['question-approval-reprint']))).toContain('There are 3 already.');
  });

  it('go to a printer that is chosen by name, with how it is', () => {
    const says = read(draw(SAMPLES['question-which-printer']));
    expect(says).toMatch(/NUMBER 1\s+Printer 6/);
    expect(says).toMatch(/NUMBER 3\s+Zebra beside the north…\s+No answer/);
  });

  it('could be two: the printer before is named', () => {
    expect(read(draw(SAMPLES['question-twice']))).toContain('Printer 5 may still print it.');
    expect(questions.twice.what({ ...SAMPLES['question-twice'].question, detail: { text: '' } } as never)).toContain(
      'This printer',
    );
  });

  it('are offered where a parcel that left is pointed at', () => {
    expect(read(draw(SAMPLES['ready-shipped-reprint']))).toContain(`${keys.reprint} prints its label again.`);
    const { 'order-shipped': shipped } = verdicts.refusals;
    expect(shipped.what({ number: '10471' })).toBe('Order 10471 has left. Nothing to pack.');
  });

  it('stop at the vehicle: both papers are shown, one of them struck out', () => {
    const html = draw(SAMPLES['stop-label-copy']);
    expect(read(html)).toContain('was printed 2 times. One is on the vehicle.');
    expect(read(html)).toContain(screens.stop.onVehicle);
    expect(html.match(/class="strike"/g)).toHaveLength(1);
    expect(read(draw(SAMPLES['stop-label-voided']))).toContain('The carrier cancelled this label of order 10482.');
  });
});

describe('the number on the label', () => {
  it("is the carrier's where the carrier made it, else ours", () => {
    const carriers = read(draw(SAMPLES['prove-tracking']));
    expect(carriers).toContain('0034 0434 1610 9402 2114');
    expect(carriers).toMatch(/Must end in\s+2114/);
    expect(carriers).not.toContain(PARCEL);
    expect(read(draw(SAMPLES.prove))).toContain(PARCEL);
  });
});

describe('the papers beside the label', () => {
  it('share a line when they are alike, and each in trouble has its own', () => {
    const lines = [...draw(SAMPLES['prove-papers']).matchAll(/data-slip="[^"]*">(.*?)<\/p>/gs)].map(([, line]) =>
      read(line ?? '').trim(),
    );
    expect(lines).toEqual([
      `Packing slip, Gift note: ${printing.jobStates.printed}`,
      `Content list: ${printing.jobStates.queued}`,
      `Return label: ${printing.jobStates.not_sent}, ${printing.conditions.paper_out.says}`,
    ]);
  });
});
