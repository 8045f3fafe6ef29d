import { describe, expect, it } from 'vitest';
import { english } from '../../renderer/words/english.ts';
import { german } from '../../renderer/words/german.ts';
import { draw, read } from './draw.tsx';
import { SAMPLES } from './samples.ts';

describe.each([english, german])('every screen, in $locale', (words) => {
  it.each(Object.entries(SAMPLES))('draws %s', (_, view) => {
    const html = draw(view, words);
    expect(html).toContain(`data-screen="${view.screen.name}"`);
    expect(html).toContain(`data-view-no="${view.no}"`);
    expect(html).toContain(`data-band="${view.band.code}"`);
    expect(html).not.toMatch(/undefined|NaN|\[object/);
  });

  it.each(Object.entries(SAMPLES))('gives every key of %s a name and no inline code', (_, view) => {
    const html = draw(view, words);
    for (const button of html.match(/<button[^>]*>.*?<\/button>/gs) ?? []) {
      expect(/aria-label="[^"]+"/.test(button) || read(button).trim() !== '').toBe(true);
    }
    expect(html).not.toMatch(/<script|onclick=/i);
  });
});

describe('the screens tell the truth', () => {
  it('shows a stop instead of the work, as an alert, with its own way out', () => {
    const html = draw(SAMPLES['stop-wrong-item']);
    expect(html).toContain('data-stop="wrong-item"');
    expect(html).toContain('role="alert"');
    expect(html).toContain('data-code="XQACK7"');
    expect(html).not.toContain('class="stage');
    expect(draw(SAMPLES['stop-too-many'])).toContain('class="stage');
  });

  it('has three different words for a finished order', () => {
    const words = (['done-shipped', 'done-sending', 'done-saved'] as const).map(
      (name) => /band__word"[^>]*>([^<]+)</.exec(draw(SAMPLES[name]))?.[1],
    );
    expect(words).toEqual(['Shipped', 'Sending', 'Saved']);
    expect(read(draw(SAMPLES['done-saved']))).toContain('14 waiting');
  });

  it('never says that a label went to the printer when no byte did', () => {
    expect(read(draw(SAMPLES['trouble-away']))).not.toContain(english.printing.jobStates.sending);
    expect(read(draw(SAMPLES['trouble-unknown']))).toContain('Did a clean label come out? Scan it.');
  });

  it('offers RETRY only where nothing was printed', () => {
    expect(draw(SAMPLES['trouble-away'])).toContain('data-code="XQRETRY');
    expect(draw(SAMPLES['trouble-paper'])).not.toContain('data-code=');
    expect(draw(SAMPLES['trouble-unknown'])).toContain('data-code="XQNOLABEL');
  });

  it('says why a key cannot be pressed', () => {
    expect(draw(SAMPLES['verify-open'])).toMatch(
      /<button[^>]*disabled=""[^>]*aria-label="UNDO"[^>]*aria-description="no scan yet"/,
    );
  });

  it('has one NEXT on a screen, not two', () => {
    expect(draw(SAMPLES.ready).match(/aria-label="NEXT"/g)).toHaveLength(1);
    expect(draw(SAMPLES['done-shipped']).match(/aria-label="NEXT"/g)).toHaveLength(1);
  });

  it('shows what the demo can do only in the demo', () => {
    expect(draw(SAMPLES['verify-demo'])).toContain('>DEMO<');
    expect(draw(SAMPLES.verify)).not.toContain('>DEMO<');
  });

  it('says nothing for the first moment of a start, then what it waits for', () => {
    expect(draw(null, english, 200)).toBe('');
    expect(read(draw(null, english, 2000))).toContain('Packhouse is starting: 2 s');
  });

  it('draws no more rows of a long order than are in sight', () => {
    const rows = draw(SAMPLES['verify-400']).match(/class="row /g) ?? [];
    expect(rows.length).toBeGreaterThan(3);
    expect(rows.length).toBeLessThan(12);
    expect(draw(SAMPLES['verify-400'])).toContain('row--now');
  });
});
