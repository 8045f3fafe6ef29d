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

export type Framed =
  | { readonly t: 'frame'; readonly text: string; readonly terminated: boolean; readonly monoMs: number }
  | { readonly t: 'dropped'; readonly why: 'partial' | 'overlong' | 'noise'; readonly bytes: number };

export interface Framer {
  push(bytes: Uint8Array, monoMs: number): Framed[];
  /** Call when `idleMs` have passed without a byte. */
  idle(monoMs: number): Framed[];
  /** Call on close, open and profile change: a half read before an unplug must never meet the next scan. */
  reset(): Framed[];
}

/** Cuts a byte stream into codes. The result does not depend on how the bytes were chunked. */
export function createFramer(framing: Framing = DEFAULT_FRAMING): Framer {
  let open: number[] = [];
  let overlong = false;
  let inside = framing.stx === undefined;
  let noise = 0;

  function close(terminated: boolean, monoMs: number): Framed[] {
    const out: Framed[] = [];
    if (overlong) out.push({ t: 'dropped', why: 'overlong', bytes: framing.maxBytes });
    else if (open.length > 0) out.push({ t: 'frame', text: String.fromCharCode(...open), terminated, monoMs });
    open = [];
    overlong = false;
    return out;
  }

  function take(byte: number): void {
    if (open.length >= framing.maxBytes) overlong = true;
    if (!overlong) open.push(byte);
  }

  function isNoise(byte: number): boolean {
    if (byte === 0x7f || (byte === 0xff && open.length === 0)) return true;
    // FS, GS, RS, US and EOT belong to GS1 and ISO 15434 messages; other control bytes are line noise.
    return byte < 0x20 && byte !== 0x04 && (byte < 0x1c || byte > 0x1f);
  }

  return {
    push(bytes, monoMs) {
      const out: Framed[] = [];
      for (const byte of bytes) {
        if (framing.stx !== undefined && framing.etx !== undefined) {
          if (byte === framing.stx) {
            if (inside && open.length > 0) out.push({ t: 'dropped', why: 'partial', bytes: open.length });
            open = [];
            overlong = false;
            inside = true;
          } else if (byte === framing.etx && inside) {
            out.push(...close(true, monoMs));
            inside = false;
          } else if (inside) take(byte);
          else noise += 1;
        } else if (framing.terminators.includes(byte)) out.push(...close(true, monoMs));
        else if (byte === 0) continue;
        else if (isNoise(byte)) noise += 1;
        else take(byte);
      }
      if (noise > 0 && out.some((framed) => framed.t === 'frame')) {
        out.push({ t: 'dropped', why: 'noise', bytes: noise });
        noise = 0;
      }
      return out;
    },
    idle(monoMs) {
      if (open.length === 0 && !overlong) return [];
      if (framing.idlePolicy === 'emit') return close(false, monoMs);
      return drop();
    },
    reset() {
      inside = framing.stx === undefined;
      noise = 0;
      return open.length > 0 || overlong ? drop() : [];
    },
  };

  function drop(): Framed[] {
    const bytes = open.length;
    open = [];
    overlong = false;
    return [{ t: 'dropped', why: 'partial', bytes }];
  }
}
