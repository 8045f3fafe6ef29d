import type { PickScreen } from '../../src/core/screen-view.ts';
import type { Ask } from '../../src/core/unit-facts.ts';
import type { StatusRow } from '../../src/core/view.ts';

/** Words of the screens between opening an order and its label, and of the sheets drawn over any screen. */
export interface BenchWords {
  readonly pick: {
    readonly title: string;
    readonly goTo: string;
    readonly noBin: string;
    /** What stands in scan brackets now. */
    readonly steps: Readonly<Record<PickScreen['step'], string>>;
    readonly take: (units: number) => string;
    readonly slot: (slot: number) => string;
    readonly toteFor: (number: string) => string;
    readonly into: (tote: string) => string;
    readonly noTote: string;
    readonly next: string;
    readonly cart: string;
    readonly of: (n: number, total: number) => string;
    readonly stops: (count: number) => string;
    readonly unitsFact: string;
    readonly ordersFact: string;
    readonly allPicked: string;
    readonly thenPack: string;
  };
  readonly capture: {
    readonly verbs: Readonly<Record<Ask, string>>;
    readonly facts: Readonly<Record<Ask, string>>;
    readonly inHand: string;
    readonly units: (count: number) => string;
    readonly missing: string;
    readonly expected: string;
    readonly keyIn: string;
    readonly keyHint: Readonly<Record<Ask, string>>;
    /** Head of the keypad. */
    readonly keyVerbs: Readonly<Record<Ask, string>>;
    readonly date: (iso: string) => string;
  };
  readonly boxes: {
    readonly verb: string;
    readonly verbNone: string;
    readonly verbSplit: (boxes: number) => string;
    readonly splitHow: string;
    readonly scanIt: string;
    readonly others: string;
    readonly barred: string;
    readonly size: (length: number, width: number, height: number) => string;
    readonly full: (percent: number) => string;
    readonly unsure: string;
    readonly box: (no: number) => string;
    readonly empty: string;
    readonly contents: string;
    readonly more: (count: number) => string;
  };
  readonly weigh: {
    readonly now: string;
    readonly put: string;
    readonly unsteady: string;
    readonly noScale: string;
    readonly expected: (low: string, high: string) => string;
    readonly grams: string;
    readonly light: (grams: string) => string;
    readonly heavy: (grams: string) => string;
    readonly inBand: string;
    readonly notDecisive: string;
    readonly likelyMissing: string;
    readonly likelyExtra: string;
    readonly units: (count: number) => string;
    readonly typeIt: string;
    readonly typeHint: string;
    readonly box: (no: number) => string;
  };
  readonly papers: {
    readonly verb: string;
    readonly takePhoto: string;
    readonly done: string;
    readonly next: string;
    readonly noCamera: string;
    readonly allIn: string;
  };
  readonly load: {
    readonly title: string;
    readonly verb: string;
    readonly verbSays: string;
    readonly loaded: string;
    readonly waiting: string;
    readonly lane: (lane: string) => string;
    readonly order: (number: string) => string;
    readonly more: (count: number) => string;
    readonly complete: string;
    readonly nothing: string;
  };
  readonly card: {
    readonly title: string;
    readonly verb: string;
    readonly states: Readonly<Record<'open' | 'ok' | 'wrong', string>>;
    readonly verdicts: Readonly<
      Record<'open' | 'good' | 'usable' | 'bad', { readonly word: string; readonly what: string }>
    >;
    readonly left: (count: number) => string;
    readonly found: string;
    readonly nothing: string;
    readonly more: (count: number) => string;
  };
  readonly calibrate: {
    readonly open: string;
    readonly title: string;
    readonly left: (scans: number) => string;
    readonly done: string;
    readonly close: string;
    readonly findings: Readonly<
      Record<'not-the-sheet' | 'scans-differ' | 'suffix-differs' | 'needs-prefix' | 'too-slow', string>
    >;
  };
  readonly locked: {
    readonly paused: string;
    readonly since: (time: string) => string;
    readonly by: (person: string) => string;
    readonly work: (number: string, box: number) => string;
    readonly nothing: string;
    readonly verb: string;
    readonly keeps: string;
  };
  readonly question: {
    readonly scanOne: string;
    readonly badge: string;
    readonly badgeSays: string;
    readonly about: string;
    readonly before: string;
    readonly after: string;
    readonly gone: string;
    readonly seconds: (count: number) => string;
    readonly confirm: string;
    readonly more: (count: number) => string;
  };
  readonly status: {
    readonly title: string;
    readonly parts: Readonly<Record<StatusRow['part'], string>>;
    readonly levels: Readonly<Record<StatusRow['level'], string>>;
    readonly why: Readonly<Record<NonNullable<StatusRow['why']>, string>>;
    readonly since: (time: string) => string;
    readonly allWell: string;
    readonly needLook: (count: number) => string;
    readonly close: string;
    readonly signedOutTitle: string;
  };
  readonly training: {
    readonly word: string;
    readonly says: string;
    readonly done: string;
  };
  readonly more: {
    readonly word: string;
  };
}
