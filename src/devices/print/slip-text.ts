import { CharacterSet, PrinterTypes, ThermalPrinter } from 'node-thermal-printer';

/** An encoder without an interface: it can only fill a buffer. */
export function createEncoder(columns: number): ThermalPrinter {
  return new ThermalPrinter({
    type: PrinterTypes.EPSON,
    interface: '',
    width: columns,
    // Without a character set the library writes errors to the console and guesses.
    characterSet: CharacterSet.PC858_EURO,
  });
}

const printable = new Map<string, boolean>();

/** ESC R: the library has fallen back to a multi-byte page, which the printer would read as single bytes. */
const ESC_R = Buffer.from([0x1b, 0x52]);

/** Asks the library itself whether one of its single-byte code pages has the character. */
function isPrintable(character: string): boolean {
  const known = printable.get(character);
  if (known !== undefined) return known;
  const probe = createEncoder(48);
  probe.append(character);
  const bytes = probe.getBuffer();
  const found = !bytes.includes(ESC_R) && bytes.at(-1) !== 0x3f;
  printable.set(character, found);
  return found;
}

/**
 * Text as the printer can print it, one character per column and never a command: every control or format character is
 * replaced, an accent that no code page has is dropped from its letter, the rest becomes a visible question mark.
 */
export function slipTextOf(text: string): string {
  let shown = '';
  for (const character of text.normalize('NFC')) {
    if (/\s/u.test(character)) shown += ' ';
    else if (/[\p{Cc}\p{Cf}\p{Cs}]/u.test(character)) shown += '?';
    else if (/[\x21-\x7e]/.test(character) || isPrintable(character)) shown += character;
    else shown += withoutAccents(character);
  }
  return shown;
}

function withoutAccents(character: string): string {
  const bare = character.normalize('NFD').replace(/\p{M}/gu, '');
  return bare !== character && bare.length > 0 && isPrintable(bare) ? bare : '?';
}

/** Breaks between words, inside a word only when it is longer than the line. Always at least one line. */
export function wrapSlipText(text: string, columns: number): readonly string[] {
  const indent = /^ */.exec(text)?.[0].slice(0, Math.floor(columns / 2)) ?? '';
  const lines: string[] = [];
  let line = indent;
  for (const word of text.trim().split(/ +/)) {
    let left = word;
    const gap = line.trim() === '' ? '' : ' ';
    if ((line + gap + left).length <= columns) {
      line += gap + left;
      continue;
    }
    if (line.trim() !== '') lines.push(line);
    line = indent;
    while (left.length > columns - indent.length) {
      lines.push(indent + left.slice(0, columns - indent.length));
      left = left.slice(columns - indent.length);
    }
    line = indent + left;
  }
  return [...lines, line];
}
