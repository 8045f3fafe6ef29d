import type { Framed } from '../../core/framer.ts';
import type { ScannerDiag } from '../../runtime/scanner-port.ts';

/** A scanner that is set to another speed than the port reads rubbish every time; a spark on the line does so once. */
const NOISY_IN_A_ROW = 3;
const EVIDENCE_BYTES = 64;

type Told = Pick<ScannerDiag, 'code' | 'detail' | 'hex'>;

/** Watches what a scanner's line does wrong, and keeps the bytes that show it. */
export interface LineWatch {
  /** What was read, and what the framer made of it. */
  heard(bytes: Uint8Array, framed: readonly Framed[]): void;
  /** The line was lost or opened: what was read before belongs to nothing after. */
  reset(framed: readonly Framed[]): void;
}

export function createLineWatch(terminators: readonly number[], tell: (told: Told) => void): LineWatch {
  // What came after the last whole code, as far as it would ever be shown.
  let trail: number[] = [];
  let noisy = 0;

  function judge(isNoisy: boolean): void {
    noisy = isNoisy ? noisy + 1 : 0;
    if (noisy !== NOISY_IN_A_ROW + 1) return;
    tell({ code: 'check-baud', detail: 'rubbish again and again: check the speed that scanner and port are set to' });
  }

  function look(evidence: readonly number[], framed: readonly Framed[]): void {
    let noise = false;
    for (const each of framed) {
      if (each.t === 'dropped') {
        tell({ ...DETAILS[each.why](each.bytes), hex: hexOf(evidence) });
        noise ||= each.why === 'noise';
      } else {
        judge(noise || isRubbish(Array.from(each.text, (character) => character.charCodeAt(0))));
        noise = false;
      }
    }
    // Without a code among it, what came is one read, however much of it was dropped.
    if (framed.length > 0 && framed.every(({ t }) => t === 'dropped')) judge(noise || isRubbish(evidence));
  }

  return {
    heard(bytes, framed) {
      const evidence = [...trail, ...bytes.subarray(0, EVIDENCE_BYTES)].slice(0, EVIDENCE_BYTES);
      look(evidence, framed);
      const end = bytes.findLastIndex((byte) => terminators.includes(byte));
      if (framed.length > 0) trail = end < 0 ? [] : [...bytes.subarray(end + 1, end + 1 + EVIDENCE_BYTES)];
      else trail = evidence.filter((byte) => !terminators.includes(byte));
    },
    reset(framed) {
      look(trail, framed);
      trail = [];
      noisy = 0;
    },
  };
}

const DETAILS: Readonly<Record<Extract<Framed, { t: 'dropped' }>['why'], (bytes: number) => Told>> = {
  partial: (bytes) => ({ code: 'partial-dropped', detail: `${bytes} bytes of a code that never ended` }),
  overlong: (bytes) => ({ code: 'overlong', detail: `${bytes} bytes, more than any code has` }),
  noise: (bytes) => ({ code: 'noise', detail: `${bytes} bytes that belong to no code` }),
};

/** A badge opens this station for whoever knows what it says, so nothing that may be one is shown: XB codes, GS1 service numbers. */
function hexOf(bytes: readonly number[]): string | undefined {
  const printable = String.fromCharCode(...bytes.filter((byte) => byte > 0x20 && byte < 0x7f));
  if (/xb|801[78]/i.test(printable)) return undefined;
  return bytes.map((byte) => byte.toString(16).padStart(2, '0')).join('');
}

/** A wrong speed gives bytes with high bits and control bytes; names in Latin-1 have few of them, other scripts are good UTF-8. */
function isRubbish(bytes: readonly number[]): boolean {
  const strange = bytes.filter((byte) => byte >= 0x7f || (byte < 0x20 && !CODE_CONTROLS.includes(byte)));
  if (strange.length * 3 < bytes.length || strange.length === 0) return false;
  try {
    new TextDecoder('utf-8', { fatal: true }).decode(Uint8Array.from(bytes));
    return !strange.some((byte) => byte >= 0x80);
  } catch {
    return true; // not UTF-8: that is what was asked
  }
}

/** EOT, FS, GS, RS, US stand in GS1 and ISO 15434 messages; CR, LF, TAB, STX and ETX around them. */
const CODE_CONTROLS: readonly number[] = [0x02, 0x03, 0x04, 0x09, 0x0a, 0x0d, 0x1c, 0x1d, 0x1e, 0x1f];
