/** How a scanner marks the end of a code, and what to do when it does not. */
export interface Framing {
  /** Bytes that end a frame; CR and LF by default, so CRLF and double suffixes need no setting. */
  readonly terminators: readonly number[];
  /** With both set, everything between them is data, line breaks included, and everything outside is noise. */
  readonly stx?: number | undefined;
  readonly etx?: number | undefined;
  /** Silence after which an unterminated rest is given up or, for a scanner without suffix, taken. */
  readonly idleMs: number;
  readonly idlePolicy: 'discard' | 'emit';
  /** Longer frames are dropped whole. */
  readonly maxBytes: number;
}

export const DEFAULT_FRAMING: Framing = { terminators: [13, 10], idleMs: 500, idlePolicy: 'discard', maxBytes: 4096 };

/** For a scanner that sends no suffix: silence is its suffix. */
export const SUFFIXLESS_FRAMING: Framing = { ...DEFAULT_FRAMING, idleMs: 50, idlePolicy: 'emit' };

export type Framed =
  | { readonly t: 'frame'; readonly text: string; readonly terminated: boolean; readonly monoMs: number }
  /** Noise is told before the frame that it came with, or at the next silence. */
  | { readonly t: 'dropped'; readonly why: 'partial' | 'overlong' | 'noise'; readonly bytes: number };

export interface Framer {
  push(bytes: Uint8Array, monoMs: number): Framed[];
  /** Call when `idleMs` have passed without a byte. */
  idle(monoMs: number): Framed[];
  /** Call on close, open and profile change: a half read before an unplug must never meet the next scan. */
  reset(): Framed[];
}

const NUL = 0;
const DEL = 0x7f;
/** A break on the line, or the scanner's power coming on. */
const BREAK = 0xff;

/** Cuts a byte stream into codes. What comes out does not depend on how the bytes were chunked. */
export function createFramer(framing: Framing = DEFAULT_FRAMING): Framer {
  const { stx, etx, terminators, maxBytes } = framing;
  const enclosed = stx !== undefined && etx !== undefined;
  const ends = new Set(enclosed || etx === undefined ? terminators : [...terminators, etx]);
  let open: number[] = [];
  /** Bytes of the frame, kept or not. */
  let length = 0;
  let inside = !enclosed;
  let noise = 0;

  function take(byte: number): void {
    length += 1;
    if (length <= maxBytes) open.push(byte);
  }

  function clear(): void {
    open = [];
    length = 0;
    // A rest that goes on after a silence is half a code: nothing counts before the next STX.
    inside = !enclosed;
  }

  function flushNoise(out: Framed[]): void {
    if (noise > 0) out.push({ t: 'dropped', why: 'noise', bytes: noise });
    noise = 0;
  }

  function close(terminated: boolean, monoMs: number, out: Framed[]): void {
    if (length > 0) {
      flushNoise(out);
      if (length > maxBytes) out.push({ t: 'dropped', why: 'overlong', bytes: length });
      else out.push({ t: 'frame', text: String.fromCharCode(...open), terminated, monoMs });
    }
    clear();
  }

  function drop(out: Framed[]): void {
    if (length > 0) out.push({ t: 'dropped', why: length > maxBytes ? 'overlong' : 'partial', bytes: length });
    clear();
  }

  function pushEnclosed(byte: number, monoMs: number, out: Framed[]): void {
    if (byte === stx) {
      drop(out);
      inside = true;
    } else if (inside && byte === etx) close(true, monoMs, out);
    else if (inside) take(byte);
    // The usual suffix after ETX says nothing about the line.
    else if (byte !== NUL && !ends.has(byte)) noise += 1;
  }

  function pushOpen(byte: number, monoMs: number, out: Framed[]): void {
    if (ends.has(byte)) close(true, monoMs, out);
    else if (byte === stx) drop(out);
    else if (byte === NUL) return;
    else if (isControl(byte) || (byte === BREAK && length === 0)) noise += 1;
    else take(byte);
  }

  return {
    push(bytes, monoMs) {
      const out: Framed[] = [];
      for (const byte of bytes) {
        if (enclosed) pushEnclosed(byte, monoMs, out);
        else pushOpen(byte, monoMs, out);
      }
      return out;
    },
    idle(monoMs) {
      const out: Framed[] = [];
      if (framing.idlePolicy === 'emit') close(false, monoMs, out);
      else drop(out);
      flushNoise(out);
      return out;
    },
    reset() {
      const out: Framed[] = [];
      drop(out);
      flushNoise(out);
      return out;
    },
  };
}

/** FS, GS, RS, US and EOT belong to GS1 and ISO/IEC 15434 messages; other control bytes are line noise. */
function isControl(byte: number): boolean {
  return byte === DEL || (byte < 0x20 && byte !== 0x04 && (byte < 0x1c || byte > 0x1f));
}
