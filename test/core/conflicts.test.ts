import { describe, expect, it } from 'vitest';
import { ANSWERS_TO, CONFLICT_KINDS, type Conflict, type ConflictKind } from '../../src/core/conflict.ts';
import { react } from '../../src/core/react.ts';
import { phaseOf } from '../../src/core/state.ts';
import { viewOf } from '../../src/core/view-of.ts';
import { around } from './around.ts';
import { JONAS, NIA, ORDER, opened, signedIn, type TestBench, THEA, types } from './bench.ts';

function conflict(id: string, kind: ConflictKind = 'double_ship', change: Partial<Conflict> = {}): Conflict {
  const side = { person: 'Ana', atMs: 1000, labels: ['PH1'] };
  return {
    id,
    kind,
    orderId: ORDER.id,
    number: ORDER.number,
    openedAtMs: 2000,
    askedLead: false,
    sides: [
      { ...side, station: 'Station 9', mine: false, accepted: true },
      { ...side, station: 'Station 5', mine: true, accepted: false },
    ],
    ...change,
  };
}

function withConflicts(...conflicts: readonly Conflict[]): TestBench {
  const bench = signedIn();
  bench.conflicts = conflicts;
  bench.tell();
  return bench;
}

describe('a parcel that contradicts what the hub knows', () => {
  it('is listed and counted, and never stops packing', () => {
    const bench = withConflicts(conflict('a'), conflict('b', 'foreign_label'));
    const view = viewOf(bench.state, around(bench.facts));
    expect(view.strip.conflicts).toBe(2);
    expect(view.screen).toMatchObject({
      name: 'ready',
      conflicts: [{ kind: 'double_ship', number: '10482', askedLead: false }, { kind: 'foreign_label' }],
    });
    expect(view.keys.find(({ action }) => action === 'conflicts')).toMatchObject({ enabled: true });
    expect(bench.act('next').ok).toBe(true);
  });

  it('has nothing to be asked about when there is none', () => {
    expect(signedIn().act('conflicts')).toMatchObject({ ok: false, code: 'nothing-to-do' });
  });

  it.each(CONFLICT_KINDS)('of the kind %s is asked with the answers of its own', (kind) => {
    const bench = withConflicts(conflict('a', kind));
    bench.act('conflicts');
    const { question } = viewOf(bench.state, around(bench.facts));
    expect(question).toMatchObject({ kind: 'conflict', conflict: { id: 'a', kind }, badge: false });
    expect(question?.choices.map(({ choice }) => choice)).toEqual(ANSWERS_TO[kind]);
  });

  it.each([
    ['double_ship', 'keep-first'],
    ['shipped_after_cancel', 'taken-back'],
    ['edited_after_claim', 'still-right'],
  ] as const)('of the kind %s a packer may answer with %s, and it is gone here at once', (kind, answer) => {
    const bench = withConflicts(conflict('a', kind));
    bench.act('conflicts');
    const told = { type: 'conflict-answered', orderId: ORDER.id, conflictId: 'a', answer } as const;
    expect(bench.choose(answer).events).toEqual([told]);
    expect(phaseOf(bench.state)).toBe('ready');
    expect(react(told)).toEqual([{ type: 'push-now' }]);
    expect(bench.facts.conflicts).toEqual([]);
    expect(bench.state.band).toEqual({ code: 'conflict-settled', detail: { number: '10482' } });
    expect(bench.act('conflicts')).toMatchObject({ ok: false, code: 'nothing-to-do' });
  });

  it.each([
    ['double_ship', 'keep-second', NIA],
    ['over_ship', 'has-left', THEA],
  ] as const)('of the kind %s needs the badge of a lead for %s', (kind, answer, who) => {
    const bench = withConflicts(conflict('a', kind));
    bench.act('conflicts');
    expect(types(bench.choose(answer).events)).toEqual(['question-asked']);
    expect(bench.state.question).toMatchObject({ kind: 'approval', about: 'settle-conflict' });
    expect(bench.badge(JONAS)).toMatchObject({ ok: false, code: 'not-a-supervisor' });
    bench.badge(who);
    expect(bench.choose('checked').events).toMatchObject([
      { type: 'approval-given', about: 'settle-conflict', by: who.id, reason: 'checked' },
      { type: 'conflict-answered', conflictId: 'a', answer },
    ]);
    expect(phaseOf(bench.state)).toBe('ready');
  });

  it('is answered by a lead who packs without another badge', () => {
    const bench = withConflicts(conflict('a'));
    bench.badge(NIA);
    bench.act('conflicts');
    expect(types(bench.choose('keep-second').events)).toEqual(['conflict-answered']);
  });

  it('stays listed once a lead was asked, after the others, and wants a badge from then on', () => {
    const bench = withConflicts(conflict('a'), conflict('b'));
    bench.act('conflicts');
    bench.choose('ask-lead');
    expect(bench.state.band.code).toBe('conflict-asked');
    expect(bench.facts.conflicts.map(({ id, askedLead }) => [id, askedLead])).toEqual([
      ['b', false],
      ['a', true],
    ]);
    bench.conflicts = [conflict('a')];
    bench.act('conflicts');
    expect(bench.choose('keep-first').events).toMatchObject([{ question: { kind: 'approval' } }]);
    bench.act('cancel');
    bench.act('conflicts');
    expect(types(bench.choose('ask-lead').events)).toEqual(['question-closed']);
  });

  it('that somebody else decided while it was asked is asked no more, nor the badge for it', () => {
    for (const answer of [null, 'keep-second'] as const) {
      const bench = withConflicts(conflict('a'));
      bench.act('conflicts');
      if (answer !== null) bench.choose(answer);
      expect(bench.send({ type: 'close-conflict', conflictId: 'b' }).events).toEqual([]);
      expect(types(bench.send({ type: 'close-conflict', conflictId: 'a' }).events)).toEqual(['question-closed']);
      expect(phaseOf(bench.state)).toBe('ready');
    }
  });

  it('that somebody else decided in the moment of the answer is not answered twice', () => {
    const bench = withConflicts(conflict('a'));
    bench.act('conflicts');
    bench.conflicts = [];
    expect(types(bench.choose('keep-first').events)).toEqual(['question-closed']);
  });

  it('is remembered as answered for the last hundred', () => {
    const bench = signedIn();
    const answered = (no: number) =>
      ({ type: 'conflict-answered', orderId: ORDER.id, conflictId: `c${no}`, answer: 'keep-first' }) as const;
    bench.tell(...Array.from({ length: 130 }, (_, no) => answered(no)));
    expect(bench.state.answered).toHaveLength(100);
    expect(bench.state.answered.at(-1)).toBe('c129');
  });

  it('cannot be asked about while an order is open', () => {
    const bench = opened();
    bench.conflicts = [conflict('a')];
    expect(bench.act('conflicts')).toMatchObject({ ok: false, code: 'not-now' });
  });
});
