import { mod3736 } from '../../core/check-character.ts';
import type { Readable } from '../../wire/scenario.ts';
import { digitalLinkOf, elementStringOf } from './gs1-text.ts';
import type { Profile } from './profiles.ts';

type SymbolName = NonNullable<Extract<Readable, { scan: string }>['as']> | 'DL';

/** AIM identifiers (ISO/IEC 15424) as a scanner sends them for these symbols. */
const IDENTIFIERS: Readonly<Record<SymbolName, string>> = {
  EAN13: ']E0',
  UPCA: ']E0',
  UPCE: ']E0',
  EAN8: ']E4',
  ITF14: ']I1',
  CODE128: ']C0',
  GS1_128: ']C1',
  GS1_DM: ']d2',
  GS1_QR: ']Q3',
  QR: ']Q1',
  DL: ']Q1',
};
const BY_DIGITS: Readonly<Record<number, SymbolName>> = { 8: 'EAN8', 12: 'UPCA', 13: 'EAN13', 14: 'ITF14' };

/** One read as the scanner sends it, suffix aside; Latin-1, one character a byte. `bytes` are what they are, suffix included. */
export interface Read {
  readonly identifier: string;
  readonly data: string;
  readonly suffix: string;
}

export function readOf(step: Readable, profile: Profile): Read {
  if ('bytes' in step) {
    return { identifier: '', data: Buffer.from(step.bytes, 'hex').toString('latin1'), suffix: '' };
  }
  const { symbol, data } = symbolOf(step);
  return { identifier: profile.aim ? IDENTIFIERS[symbol] : '', data, suffix: profile.suffix };
}

export function textOf({ identifier, data, suffix }: Read): string {
  return identifier + data + suffix;
}

export function bytesOf(text: string): Uint8Array {
  return Uint8Array.from(Buffer.from(text, 'latin1'));
}

function symbolOf(step: Exclude<Readable, { bytes: string }>): { readonly symbol: SymbolName; readonly data: string } {
  if ('command' in step) return { symbol: 'CODE128', data: checked(`XQ${step.command}`) };
  if ('badge' in step) return { symbol: 'CODE128', data: checked(`XB${step.badge}`) };
  if ('gs1' in step) {
    const { carrier = 'GS1_128', gs1 } = step;
    return { symbol: carrier, data: carrier === 'DL' ? digitalLinkOf(gs1) : elementStringOf(gs1) };
  }
  const { scan, as = /^\d+$/.test(scan) ? (BY_DIGITS[scan.length] ?? 'CODE128') : 'CODE128' } = step;
  return { symbol: as, data: scan };
}

function checked(body: string): string {
  return body + mod3736(body);
}
