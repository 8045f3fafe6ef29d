import type { PrinterCondition } from '../../core/print.ts';

/**
 * One stream carries answers of several kinds, told apart by fixed bits (Epson ESC/POS reference, "DLE EOT", "GS a",
 * "GS ( H", "GS r", "GS I", "DLE DC4"): real-time status `0xx1xx10`, automatic status of four bytes beginning `0xx1xx00`,
 * blocks ending in NUL, the paper sensor's byte, and flow control.
 */
export type EscposReply =
  | { readonly t: 'realtime'; readonly byte: number }
  | { readonly t: 'automatic'; readonly bytes: readonly number[] }
  /** `GS r 1`, answered in turn with the data: everything before it has been worked off. */
  | { readonly t: 'paper'; readonly byte: number }
  /** `GS ( H` function 48: everything before it is printed. */
  | { readonly t: 'process'; readonly id: string }
  /** `GS I`: a name. */
  | { readonly t: 'identity'; readonly text: string }
  /** DLE DC4 8: the buffers are empty. */
  | { readonly t: 'cleared' };

const BLOCK_STARTS: ReadonlySet<number> = new Set([0x35, 0x37, 0x3b, 0x3d, 0x5f]);
/** Near the end or not, at the end or not; every other bit is nought. */
const PAPER_BYTES: ReadonlySet<number> = new Set([0x00, 0x03, 0x0c, 0x0f]);
/** `GS I` answers at most 80 characters; what goes on longer without a NUL is noise. */
const LONGEST_BLOCK = 82;

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
      const block = received.subarray(at, at + LONGEST_BLOCK);
      const end = block.indexOf(0);
      if (end < 0 && block.length < LONGEST_BLOCK) break;
      const reply = end < 0 ? null : blockOf(block.subarray(0, end));
      if (reply !== null) replies.push(reply);
      at += end < 0 ? 1 : end + 1;
    } else if ((byte & 0x93) === 0x12) {
      replies.push({ t: 'realtime', byte });
      at += 1;
    } else if ((byte & 0x93) === 0x10 && byte !== 0x11 && byte !== 0x13) {
      const bytes = received.subarray(at, at + 4);
      if (bytes.length < 4) break;
      const whole = bytes.subarray(1).every((next) => (next & 0x90) === 0);
      if (whole) replies.push({ t: 'automatic', bytes: [...bytes] });
      at += whole ? 4 : 1;
    } else {
      if (PAPER_BYTES.has(byte)) replies.push({ t: 'paper', byte });
      at += 1;
    }
  }
  return { replies, rest: received.subarray(at) };
}

function blockOf(block: Uint8Array): EscposReply | null {
  const text = Buffer.from(block).toString('latin1');
  if (text.startsWith('7"')) return text.length === 6 ? { t: 'process', id: text.slice(2) } : null;
  if (text === '7%') return { t: 'cleared' };
  return text.startsWith('_') ? { t: 'identity', text: text.slice(1) } : null;
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
  return withUnnamed(conditions, (printer & 0x08) !== 0, (cause & 0x40) !== 0);
}

/** The four bytes that come unasked after `GS a 255`. */
export function conditionsOfAutomatic(bytes: readonly number[]): readonly PrinterCondition[] {
  const [printer = 0, error = 0, paper = 0] = bytes;
  const conditions: PrinterCondition[] = [];
  if ((paper & 0x0c) !== 0) conditions.push('paper_out');
  else if ((paper & 0x03) !== 0) conditions.push('paper_low');
  if ((printer & 0x20) !== 0) conditions.push('cover_open');
  if ((error & 0x08) !== 0) conditions.push('cutter');
  if ((error & 0x40) !== 0) conditions.push('head_hot');
  if ((error & 0x20) !== 0) conditions.push('needs_service');
  return withUnnamed(conditions, (printer & 0x08) !== 0, (error & 0x04) !== 0);
}

/** Off-line for a reason that it does not name: the feed button, or a fault of the model's own. */
function withUnnamed(
  named: readonly PrinterCondition[],
  isOffline: boolean,
  isError: boolean,
): readonly PrinterCondition[] {
  if (!isOffline || named.some((condition) => condition !== 'paper_low')) return named;
  return [...named, isError ? 'jam' : 'paused'];
}
