import { GS } from '../../src/core/us-keyboard.ts';
import type { WedgeProfile } from '../../src/core/wedge-calibration.ts';
import { GS_KEYS, type KeyMode } from './key-table.ts';

/** How a scanner that types is told from a person (scanning design, 9). */
export interface WedgeRules {
  /** Longest gap within a scan. */
  readonly maxGapMs: number;
  readonly minLength: number;
  /** After text that a person typed, or without a suffix, a burst must be this long to be believed. */
  readonly minLengthAfterTyping: number;
  /** A code that starts with one of `prefixes` is a scan at any speed up to this gap. */
  readonly prefixedGapMs: number;
  /** `]` of the AIM identifier, and the scanner's own prefix. */
  readonly prefixes: readonly string[];
  /** Taken off the code. */
  readonly stripPrefix: string | null;
  /** A burst that follows other keys within this time is the rest of one code: nobody turns from typing to scanning faster. */
  readonly hiccupMs: number;
  /** Silence after which a short run is shown as typed, and a scan without a suffix is whole. */
  readonly quietMs: number;
  readonly mode: KeyMode;
  /** `KeyboardEvent.code`s that stand for the GS1 separator. */
  readonly gsKeys: readonly string[];
  /** Characters that the scanner types in place of the separator. */
  readonly gsSubstitute: string | null;
  readonly suffix: 'enter' | 'tab' | 'none';
}

export const WEDGE_RULES: WedgeRules = {
  maxGapMs: 35,
  minLength: 3,
  minLengthAfterTyping: 6,
  prefixedGapMs: 250,
  prefixes: [']'],
  stripPrefix: null,
  hiccupMs: 250,
  quietMs: 120,
  mode: 'us',
  gsKeys: GS_KEYS,
  gsSubstitute: null,
  suffix: 'enter',
};

/** The rules for a scanner that was calibrated. One that is as slow as a person is known by its prefix alone. */
export function applyProfile(profile: WedgeProfile): WedgeRules {
  const { prefix, needsPrefix } = profile;
  return {
    ...WEDGE_RULES,
    maxGapMs: needsPrefix ? WEDGE_RULES.maxGapMs : profile.maxGapMs,
    mode: profile.mode,
    suffix: profile.suffix,
    prefixes: prefix === null ? WEDGE_RULES.prefixes : [prefix, ...WEDGE_RULES.prefixes],
    stripPrefix: prefix,
    gsSubstitute: profile.gsSubstitute,
  };
}

/** The longest gap within this run for it to be one scan. */
export function gapLimitMs(run: string, rules: WedgeRules): number {
  return isPrefixed(run, rules) ? rules.prefixedGapMs : rules.maxGapMs;
}

/** Also true within a prefix of several characters. */
export function isPrefixed(run: string, { prefixes }: WedgeRules): boolean {
  return run !== '' && prefixes.some((prefix) => run.startsWith(prefix) || prefix.startsWith(run));
}

/** A code as the scanner meant it. */
export function codeOf(run: string, { stripPrefix, gsSubstitute }: WedgeRules): string {
  const code = stripPrefix !== null && run.startsWith(stripPrefix) ? run.slice(stripPrefix.length) : run;
  return gsSubstitute === null ? code : code.replaceAll(gsSubstitute, GS);
}
