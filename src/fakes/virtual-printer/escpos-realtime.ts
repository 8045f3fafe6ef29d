/** A command that is obeyed as it arrives, whatever lies in the buffer before it. */
export type EscposRealtime =
  | { readonly t: 'status'; readonly n: number }
  | { readonly t: 'recover'; readonly andClear: boolean }
  | { readonly t: 'clear' }
  | { readonly t: 'pulse' };

/** Watches one connection's stream; the bytes stay in it, as inside a picture the same ones are dots. */
export interface EscposWatch {
  /** Every command that this chunk completes, with the place behind it. */
  look(chunk: Uint8Array): readonly { readonly command: EscposRealtime; readonly end: number }[];
}

const CLEAR = [0x10, 0x14, 8, 1, 3, 20, 1, 6, 2, 8];
const LONGEST = CLEAR.length;

/** DLE EOT 1 to 4, DLE ENQ 1 and 2, DLE DC4 1 (pulse) and 8 (clear buffers), of the Epson ESC/POS reference. */
export function createEscposWatch(): EscposWatch {
  let recent: number[] = [];
  return {
    look: (chunk) => {
      const found: { command: EscposRealtime; end: number }[] = [];
      for (const [at, byte] of chunk.entries()) {
        recent.push(byte);
        if (recent.length > LONGEST) recent.shift();
        const command = commandAt(recent);
        if (command === null) continue;
        found.push({ command, end: at + 1 });
        recent = [];
      }
      return found;
    },
  };
}

function commandAt(recent: readonly number[]): EscposRealtime | null {
  const last = recent.at(-1) ?? 0;
  // Cheap first: almost every byte of a picture ends here.
  if (last > 9) return null;
  const ends = (...bytes: readonly number[]): boolean =>
    bytes.every((byte, at) => recent[recent.length - 1 - bytes.length + at] === byte);
  if (ends(0x10, 4) && last >= 1 && last <= 4) return { t: 'status', n: last };
  if (ends(0x10, 5) && (last === 1 || last === 2)) return { t: 'recover', andClear: last === 2 };
  if (last >= 1 && (ends(0x10, 0x14, 1, 0) || ends(0x10, 0x14, 1, 1))) return { t: 'pulse' };
  return last === 8 && ends(...CLEAR.slice(0, -1)) ? { t: 'clear' } : null;
}
