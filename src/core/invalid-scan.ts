import type { DecodeFault, Payload } from './scan.ts';

export type InvalidScan = Extract<Payload, { t: 'invalid' }>;

/** A code that must not be looked up. `detail` is for support and never holds what the code said: it may be a person's badge. */
export function invalidScan(fault: DecodeFault, text: string, detail: string, ai?: string): InvalidScan {
  return { t: 'invalid', code: fault === 'glued' ? 'scan-glued' : 'invalid-code', fault, ai, text, detail };
}
