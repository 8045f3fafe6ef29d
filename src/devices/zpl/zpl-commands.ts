/** One ZPL command: two letters after a caret or tilde, and what follows up to the next command. */
export interface ZplCommand {
  /** Upper case, without its prefix: `FO`, `A0`, `DG`. */
  readonly name: string;
  /** One character per byte (Latin-1); line breaks, which printers skip, are left out unless the data is binary. */
  readonly text: string;
  readonly delimiter: string;
}

/** Comma-separated parameters; the last of `count` keeps whatever commas follow. */
export function parametersOf({ text, delimiter }: ZplCommand, count = Number.POSITIVE_INFINITY): readonly string[] {
  const parts = text.split(delimiter);
  if (parts.length <= count) return parts.map((part) => part.trim());
  return [...parts.slice(0, count - 1).map((part) => part.trim()), parts.slice(count - 1).join(delimiter)];
}

/** Splits a stream into commands (ZPL II programming guide, "Basic ZPL Exercises"; `^CC`, `^CT`, `^CD` change the marks). */
export function readCommands(zpl: Uint8Array): readonly ZplCommand[] {
  const all = Buffer.from(zpl.buffer, zpl.byteOffset, zpl.byteLength).toString('latin1');
  const commands: ZplCommand[] = [];
  let caret = '^';
  let tilde = '~';
  let delimiter = ',';
  const nextMark = (from: number): number => {
    let at = from;
    while (at < all.length && all.charAt(at) !== caret && all.charAt(at) !== tilde) at += 1;
    return at;
  };
  let at = nextMark(0);
  while (at + 2 < all.length) {
    const first = all.charAt(at + 1);
    // Two marks in a row: the first one is nothing.
    if (first === caret || first === tilde) {
      at += 1;
      continue;
    }
    // The font's name is the second letter of ^A, and the only one whose case is the sender's habit.
    const name = (first + all.charAt(at + 2)).toUpperCase();
    const start = at + 3;
    if (name === 'CC' || name === 'CT' || name === 'CD') {
      const mark = all.charAt(start);
      if (name === 'CC') caret = mark || caret;
      else if (name === 'CT') tilde = mark || tilde;
      else delimiter = mark || delimiter;
      at = nextMark(start + 1);
      continue;
    }
    const end = endOfBinary(all, name, start, delimiter);
    if (end === undefined) {
      const stop = nextMark(start);
      commands.push({ name, text: all.slice(start, stop).replace(/[\r\n]/g, ''), delimiter });
      at = stop;
    } else {
      commands.push({ name, text: all.slice(start, end), delimiter });
      at = nextMark(end);
    }
  }
  return commands;
}

/** `^GFB`, `^GFC` and `~DY` in format B carry counted raw bytes, in which carets mean nothing. */
function endOfBinary(all: string, name: string, start: number, delimiter: string): number | undefined {
  if (name !== 'GF' && name !== 'DY') return undefined;
  const head = all.slice(start, start + 80).split(delimiter);
  // ^GF: format, count, total, bytes per row, data. ~DY: name, format, extension, count, bytes per row, data.
  const [format, count, before] = name === 'GF' ? [head[0], head[1], 4] : [head[1], head[3], 5];
  if (!/^[BC]$/i.test(format ?? '') || head.length <= before) return undefined;
  const data = start + head.slice(0, before).join(delimiter).length + 1;
  const bytes = Number.parseInt(count ?? '', 10);
  return Number.isFinite(bytes) && bytes >= 0 ? Math.min(data + bytes, all.length) : undefined;
}
