import type { PrinterCondition } from '../../core/print.ts';

/**
 * One stream carries answers of four kinds, told apart by fixed bits (Epson ESC/POS reference, "DLE EOT", "GS a",
 * "GS ( H"): real-time status `0xx1xx10`, automatic status of four bytes beginning `0xx1xx00`, blocks ending in NUL,
 * and flow control.
 */
export type EscposReply =
  | { readonly t: 'realtime'; readonly byte: number }
  | { readonly t: 'automatic'; readonly bytes: readonly number[] }
  | { readonly t: 'process'; readonly id: string };

const BLOCK_STARTS: ReadonlySet<number> = new Set([0x35, 0x37, 0x3b, 0x3d, 0x5f]);

/** Splits what has arrived; `rest` is the beginning of an answer whose end is still on its way. */
export function readEscposReplies(received: Uint8Array): {
  readonly replies: readonly EscposReply[];
  readonly rest: Uint8Array;
} {
  const replies: EscposReply[] = [];
  let at = 0;
  while (at < received.length) {
    const byte = received[at] ?? 0;
    if (BLOCK_STARTS.has(byte)) {
      const end = received.indexOf(0, at);
      if (end < 0) break;
      if (byte === 0x37 && received[at + 1] === 0x22) {
        replies.push({ t: 'process', id: String.fromCharCode(...received.subarray(at + 2, end)) });
      }
      at = end + 1;
    } else if ((byte & 0x93) === 0x12) {
      replies.push({ t: 'realtime', byte });
      at += 1;
    } else if ((byte & 0x93) === 0x10 && byte !== 0x11 && byte !== 0x13) {
      const bytes = received.subarray(at, at + 4);
      if (bytes.length < 4) break;
      const whole = bytes.subarray(1).every((next) => (next & 0x90) === 0);
      if (whole) replies.push({ t: 'automatic', bytes: [...bytes] });
      at += whole ? 4 : 1;
    } else at += 1;
  }
  return { replies, rest: received.subarray(at) };
}

/** The four answers to DLE EOT 1, 2, 3 and 4. */
export function conditionsOfRealtime(bytes: readonly number[]): readonly PrinterCondition[] {
  const [printer = 0, cause = 0, error = 0, paper = 0] = bytes;
  const conditions: PrinterCondition[] = [];
  if ((paper & 0x60) !== 0 || (cause & 0x20) !== 0) conditions.push('paper_out');
  else if ((paper & 0x0c) !== 0) conditions.push('paper_low');
  if ((cause & 0x04) !== 0) conditions.push('cover_open');
  if ((error & 0x08) !== 0) conditions.push('cutter');
  if ((error & 0x40) !== 0) conditions.push('head_hot');
  if ((error & 0x20) !== 0) conditions.push('needs_service');
  // Off-line for a reason it does not name: the feed button, or a fault of the model's own.
  const named = conditions.some((condition) => condition !== 'paper_low');
  if (!named && (printer & 0x08) !== 0) conditions.push((cause & 0x40) !== 0 ? 'jam' : 'paused');
  return conditions;
}
