import { SET_82 } from './character-set.ts';

/** Weights from the right (GS1 General Specifications 7.9.5, for AI 8013). */
const PRIMES = [2, 3, 5, 7, 11, 13, 17, 19, 23, 29, 31, 37, 41, 43, 47, 53, 59, 61, 67, 71, 73, 79, 83];
const SET_32 = '23456789ABCDEFGHJKLMNPQRSTUVWXYZ';

/** True when the last two characters are the modulo 1021,32 check pair of the rest. */
export function hasCheckPair(text: string): boolean {
  const body = text.slice(0, -2);
  if (text.length < 2 || body.length > PRIMES.length) return false;
  let sum = 0;
  for (let index = 0; index < body.length; index++) {
    const value = SET_82.indexOf(body.charAt(index));
    if (value < 0) return false;
    sum += value * (PRIMES[body.length - 1 - index] ?? 0);
  }
  const rest = sum % 1021;
  return text.slice(-2) === SET_32.charAt(rest >> 5) + SET_32.charAt(rest & 31);
}
