import { describe, expect, it } from 'vitest';
import { english } from '../../renderer/words/english.ts';
import { choiceCodeOf, commandCodeOf } from '../../src/core/command-code.ts';
import { SATISFIES } from '../../src/core/phase.ts';
import { draw, read } from './draw.tsx';
import { view } from './sample-parts.ts';
import { VERIFY, verify } from './sample-views.ts';
import { SAMPLES } from './samples.ts';

const count = (html: string, pattern: RegExp) => (html.match(pattern) ?? []).length;
/** Words of the buttons in the rail, in order. */
const railOf = (html: string) => {
  const rail = /<nav class="rail">(.*?)<\/nav>/s.exec(html)?.[1] ?? '';
  return [...rail.matchAll(/aria-label="([^"]+)"/g)].map(([, word]) => word);
};

describe('the rail and the sheet behind it', () => {
  it('has the first seven keys of the phase', () => {
    expect(railOf(draw(SAMPLES.verify))).toEqual(SATISFIES.packing.slice(0, 7).map((action) => english.keys[action]));
  });

  it('leaves out what stands large on the screen, and nothing else', () => {
    const rail = railOf(draw(SAMPLES['ready-full']));
    for (const action of ['next', 'pick', 'hand-over'] as const) expect(rail).not.toContain(english.keys[action]);
    expect(railOf(draw(SAMPLES.ready))).toContain(english.keys.pick);
  });

  it('shows every key that works on the help sheet, each with its code, those off the rail first', () => {
    const html = draw(SAMPLES.help);
    const sheet = html.slice(html.indexOf('class="help"'));
    for (const action of SATISFIES.packing) expect(sheet).toContain(`data-code="${commandCodeOf(action)}"`);
    expect(sheet.indexOf(commandCodeOf('remove'))).toBeLessThan(sheet.indexOf(commandCodeOf('undo')));
  });
});

describe('picking', () => {
  it.each([
    ['pick-tote', 'tote', 'tote'],
    ['pick-shelf', 'place', 'shelf'],
    ['pick-item', 'item', 'item'],
    ['pick-into-tote', 'tote', 'into-tote'],
  ] as const)('%s has one block in brackets, with its verb', (name, block, step) => {
    const html = draw(SAMPLES[name]);
    expect(count(html, /class="pick__block[^"]* bracket"/g)).toBe(1);
    expect(html).toContain(`pick__block pick__block--${block} bracket`);
    expect(read(html)).toContain(english.screens.pick.steps[step]);
  });

  it('takes what is still open, not what was ordered', () => {
    const { screen } = SAMPLES['pick-item'];
    if (screen.name !== 'pick' || screen.current === null) throw new Error('the sample has changed');
    const line = { ...screen.current.line, ordered: 7, packed: 2, short: 1 };
    const html = draw(view({ ...SAMPLES['pick-item'], screen: { ...screen, current: { ...screen.current, line } } }));
    expect(read(html)).toContain(english.screens.pick.take(4));
  });
});

describe('packing', () => {
  it('asks for what is missing, shows what is known, and offers own keys', () => {
    const html = draw(SAMPLES['capture-serial']);
    expect(read(html)).toContain(english.screens.capture.verbs.serial);
    expect(html).toContain('A-1177');
    expect(read(html)).toContain(english.screens.capture.date('2027-03-31'));
    expect(read(html)).toContain(english.screens.capture.keyIn);
    expect(count(html, /data-now="true" data-open="true"/g)).toBe(1);
  });

  it('shows units that will not come as crossed slots, and does not ask for them', () => {
    const html = draw(SAMPLES['verify-short']);
    expect(count(html, /<i class="out">/g)).toBe(2);
    expect(read(html)).toContain(english.screens.verify.more(1));
    expect(read(html)).toContain(english.screens.verify.short(2));
  });

  it('puts nothing in brackets that has no barcode, but the code of the key that counts it', () => {
    const html = draw(SAMPLES['verify-by-hand']);
    expect(html).not.toMatch(/class="plate hero bracket"/);
    expect(html).toContain(`data-code="${commandCodeOf('by-hand')}"`);
    expect(draw(SAMPLES.verify)).toMatch(/class="plate hero bracket"/);
  });

  it.each([
    ['verify-remove', english.screens.verify.remove],
    ['verify-move', english.screens.verify.move],
    ['verify-quantity', english.screens.verify.quantity(5)],
  ] as const)('%s stands in the place of the task', (name, word) => {
    const html = draw(SAMPLES[name]);
    expect(/class="mode__word"[^>]*><bdi>([^<]+)</.exec(html)?.[1]).toBe(word);
    expect(read(html)).not.toContain(english.screens.verify.more(1));
  });

  it('lists boxes only when the order is split', () => {
    expect(draw(SAMPLES['verify-split'])).toContain('class="contents"');
    const [box] = SAMPLES['verify-split'].screen.name === 'verify' ? SAMPLES['verify-split'].screen.boxes : [];
    if (box === undefined) throw new Error('the sample has changed');
    expect(draw(verify({ screen: { ...VERIFY, boxes: [box] } }))).not.toContain('class="contents"');
  });
});

describe('boxes, weights, papers', () => {
  it('gives every carton its own code to scan', () => {
    const html = draw(SAMPLES.box);
    for (const code of ['BX-M', 'BX-L', 'BX-FLAT', 'BX-TUBE', 'BX-XL']) expect(html).toContain(`data-code="${code}"`);
    expect(read(html)).toContain(english.notAllowed.girth);
  });

  it('draws all cartons to one scale', () => {
    const rooms = [...draw(SAMPLES.box).matchAll(/class="box-drawing" viewBox="([^"]+)"/g)].map(([, room]) => room);
    expect(rooms).toHaveLength(5);
    expect(new Set(rooms).size).toBe(1);
  });

  it('says the difference in grams, and where to look', () => {
    const text = read(draw(SAMPLES['weigh-low']));
    expect(text).toContain(english.screens.weigh.light('318'));
    expect(text).toContain('Forest honey 250 g');
    expect(text).toContain(english.screens.weigh.expected('1,780', '1,860'));
  });

  it('shows the weight above the stop that it made', () => {
    const html = draw(SAMPLES['stop-weight-low']);
    expect(html).toContain('data-stop="weight-low"');
    expect(html).toContain('class="gauge__needle"');
    expect(read(html)).toContain(english.screens.stop.supervisor);
  });

  it('confirms one paper after the other with one code', () => {
    const html = draw(SAMPLES.papers);
    expect(count(html, new RegExp(`data-code="${commandCodeOf('confirm')}"`, 'g'))).toBe(1);
    expect(draw(SAMPLES['papers-done'])).not.toContain('data-code=');
  });
});

describe('questions', () => {
  it.each(Object.entries(SAMPLES).filter(([, { question }]) => question !== null))(
    '%s shows every answer with its code',
    (_, sample) => {
      const html = draw(sample);
      for (const { choice, code } of sample.question?.choices ?? []) {
        expect(code).toBe(choiceCodeOf(choice));
        expect(html).toContain(`data-code="${code}"`);
        expect(read(html)).toContain(english.choices[choice]);
      }
      expect(count(html, /data-choice="/g)).toBe(sample.question?.choices.length);
      expect(html.includes(english.screens.question.badge)).toBe(sample.question?.badge === true);
    },
  );

  it('keeps the stop that led to it in sight, as an alert', () => {
    const html = draw(SAMPLES['question-approval']);
    expect(html).toContain('data-stop="hazard-right"');
    expect(html).toContain('role="alert"');
    expect(draw(SAMPLES['question-short'])).not.toContain('data-stop=');
  });

  it('says what it was and what it is now', () => {
    const text = read(draw(SAMPLES['question-changed']));
    expect(text).toMatch(/Harbour Street 12, Northport\s+Mill Lane 4, Northport/);
    expect(read(draw(SAMPLES['question-changed-much']))).toContain(english.screens.question.more(6));
  });
});

describe('stops', () => {
  it('names the other way out, and only that one', () => {
    const { again, supervisor } = english.screens.stop;
    const words = (name: keyof typeof SAMPLES) => read(draw(SAMPLES[name]));
    expect(words('stop-wrong-lot')).toContain(again);
    expect(words('stop-wrong-lot')).not.toContain(supervisor);
    expect(words('stop-shelf-life')).toContain(supervisor);
    expect(words('stop-expired')).not.toContain(again);
    expect(words('stop-expired')).toContain(english.screens.stop.nothingCounts);
  });

  it('shows what came beside what was wanted, the first struck out', () => {
    const html = draw(SAMPLES['stop-wrong-lot']);
    expect(html).toMatch(/data-struck="true".*?B-2031.*?class="value".*?A-1177/s);
    expect(read(draw(SAMPLES['stop-weight-range']))).toContain(english.screens.stop.plusMinus('50'));
  });

  it('offers what this stop offers', () => {
    expect(draw(SAMPLES['stop-wrong-item'])).toContain(`aria-label="${english.keys['wrong-bin']}"`);
    expect(draw(SAMPLES['stop-unknown'])).toContain(`aria-label="${english.keys.learn}"`);
    expect(draw(SAMPLES['stop-expired'])).not.toContain(`aria-label="${english.keys.learn}"`);
  });
});

describe('the bench itself', () => {
  it('says TRAINING at the top and stripes the edge, in training only', () => {
    for (const name of ['training', 'training-ready'] as const) {
      expect(draw(SAMPLES[name])).toContain('class="training-frame"');
      expect(read(draw(SAMPLES[name]))).toContain(english.screens.training.word);
    }
    expect(draw(SAMPLES.verify)).not.toContain('training-frame');
  });

  it('tells each part of the bench by shape and word', () => {
    const html = draw(SAMPLES['status-troubled']);
    const text = read(html);
    for (const part of Object.values(english.screens.status.parts)) expect(text).toContain(part);
    expect(text).toContain(english.screens.status.why.denied);
    expect(text).toContain(english.screens.status.needLook(4));
    expect(html).toContain(`data-code="${commandCodeOf('status')}"`);
  });

  it('says what is wrong with the bench before anybody has signed in', () => {
    expect(read(draw(SAMPLES['signed-out-troubled']))).toContain(english.screens.status.levels.lost);
  });

  it('says what is paused and for whom', () => {
    const text = read(draw(SAMPLES.locked));
    expect(text).toContain(english.screens.locked.work('10482', 2));
    expect(text).toContain('Mira K.');
  });

  it('tells what to change on a scanner, worst first', () => {
    const text = read(draw(SAMPLES['card-bad']));
    expect(text).toContain(english.screens.card.verdicts.bad.word);
    expect(text.indexOf(english.cardFixes['send-gs'])).toBeGreaterThan(0);
    expect(text.indexOf(english.cardFixes['send-gs'])).toBeLessThan(text.indexOf(english.cardFixes['send-aim']));
    expect(read(draw(SAMPLES['card-good']))).toContain(english.screens.card.verdicts.good.word);
  });
});
