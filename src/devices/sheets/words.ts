import type { Action, Choice } from '../../core/phase.ts';
import { english } from './words-english.ts';
import { german } from './words-german.ts';

export type SheetLanguage = 'en' | 'de';

/** Questions that choices answer; each is a group of its own on the command sheet. */
export type ChoiceGroup =
  | 'short'
  | 'damaged'
  | 'held'
  | 'next'
  | 'override'
  | 'box'
  | 'reprint'
  | 'printer'
  | 'conflict'
  | 'drill'
  | 'plain';

/** Everything that stands on paper. A new action or choice without its word does not compile. */
export interface SheetWords {
  /** Capitals; word for word what stands on the keys of the screen, and so are the answers (held by test). */
  readonly actions: Readonly<Record<Action, string>>;
  readonly choices: Readonly<Record<Choice, string>>;
  readonly units: (count: number) => string;
  readonly commands: {
    readonly title: string;
    readonly hint: string;
    readonly daily: string;
    readonly more: string;
    readonly quantities: string;
    readonly groups: Readonly<Record<ChoiceGroup, string>>;
  };
  readonly badges: { readonly title: string; readonly hint: string };
  readonly bins: { readonly title: string; readonly hint: string };
  readonly stations: { readonly title: string; readonly hint: string; readonly printer: (name: string) => string };
  readonly card: { readonly title: string; readonly hint: string };
  readonly setup: SetupWords;
}

export interface SetupWords {
  readonly title: string;
  readonly intro: string;
  readonly steps: readonly string[];
  readonly wedgeTitle: string;
  readonly wedge: readonly string[];
  readonly linuxTitle: string;
  readonly linux: readonly string[];
  readonly calibrate: string;
  readonly vendorTitle: (vendor: string) => string;
  readonly vendorIntro: (manual: string) => string;
  /** What is to be found in the manual. */
  readonly topics: Readonly<Record<SetupTopic, string>>;
  readonly lookFor: (heading: string) => string;
  readonly noCodes: string;
}

export type SetupTopic = 'defaults' | 'interface' | 'aim' | 'suffix' | 'trigger' | 'upc' | 'symbologies' | 'keyboard';

export function sheetWords(language: SheetLanguage): SheetWords {
  return { en: english, de: german }[language];
}
