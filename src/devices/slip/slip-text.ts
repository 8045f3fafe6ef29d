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
const ESC_T = Buffer.from([0x1b, 0x74]);

/**
 * Numbers (Epson, ESC t) of the pages whose letters stand alone and run to the right. The library has more, for Arabic, Hebrew,
 * Thai and Vietnamese, and sends them letter by letter: on paper they would run backwards, or apart.
 */
const SIMPLE_PAGES: ReadonlySet<number> = new Set([0, 2, 13, 14, 15, 16, 17, 18, 19, 33, 34]);

/** Whether the printer's own letters can write it all; what they cannot is printed as a picture. */
export function isPrintable(text: string): boolean {
  return Array.from(text).every((character) => /[\x20-\x7e]/.test(character) || isOnPage(character));
}

/** Asks the library itself whether one of its single-byte code pages has the character. */
function isOnPage(character: string): boolean {
  const known = printable.get(character);
  if (known !== undefined) return known;
  const probe = createEncoder(48);
  probe.append(character);
  const bytes = probe.getBuffer();
  // Without a change of page it is on the one that was set at the start.
  const page = bytes[bytes.lastIndexOf(ESC_T) + ESC_T.length] ?? 0;
  const found = SIMPLE_PAGES.has(page) && !bytes.includes(ESC_R) && bytes.at(-1) !== 0x3f;
  printable.set(character, found);
  return found;
}
