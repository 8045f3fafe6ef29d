import type { ProfileName } from '../../wire/scenario.ts';

/** How the scanner of a scenario is set up. */
export interface Profile {
  /** It puts the AIM identifier before every code. */
  readonly aim: boolean;
  /** What it sends after every code; a scanner that types presses Enter for each character of it. */
  readonly suffix: string;
  /** V4: from one key to the next. */
  readonly keyGapMs: number;
  /** V4: the layout of the computer; the scanner always sends the positions of a US keyboard. */
  readonly layout: 'us' | 'french' | 'german' | 'capsLock';
}

const USUAL: Profile = { aim: true, suffix: '\r', keyGapMs: 2, layout: 'us' };

export const PROFILES: Readonly<Record<ProfileName, Profile>> = {
  usual: USUAL,
  plain: { ...USUAL, aim: false },
  crlf: { ...USUAL, suffix: '\r\n' },
  french: { ...USUAL, layout: 'french' },
  german: { ...USUAL, layout: 'german' },
  'caps-lock': { ...USUAL, layout: 'capsLock' },
  // Zebra's default is about this (scanning design, 2.5): only the identifier before it tells it from a person.
  'slow-keys': { ...USUAL, keyGapMs: 80 },
};
