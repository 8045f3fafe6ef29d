import { failure, type Result, success } from './result.ts';
import { ALLOWED, DOWNLOAD_COMMANDS, HARMFUL, isDrawingCommand, isFontCommand } from './zpl-allowed.ts';

export interface FilteredZpl {
  /** Formats that put something on paper. A format that only sets something is not a label. */
  readonly labels: number;
  /** How often each command stands there, with its prefix and in upper case: `^FD`, `~DG`, `^A0`. */
  readonly commands: ReadonlyMap<string, number>;
  /** The widest `^PW`, when there is one: everything is placed, and turned, within it. */
  readonly widthDots: number | null;
}

export interface RefusedCommand {
  /** The command as written, or what stands in its place. */
  readonly command: string;
  /** Byte offset. */
  readonly at: number;
  readonly why: string;
}

export interface RefusedZpl {
  readonly refused: readonly RefusedCommand[];
}

/** Nobody reads more, and a hostile file must not fill the memory with its own sins. */
const AT_MOST = 20;

/**
 * Judges somebody else's ZPL, which is then printed byte for byte or not at all. Everything must stand inside `^XA` … `^XZ` and
 * be in the table of allowed commands; only downloads to R: may stand outside. What counts as a command is read
 * suspiciously: every `^` and `~` begins one, also in field data and comments, as in the printers' firmware; only data
 * with a byte count in front (`^GFB`, `^GFC`, binary `~DY`) is stepped over, and its count must be sound.
 * The other writings of the prefixes (RS, DLE, STX, ETX) and the second language of these printers (`! U1`) are refused.
 */
export function filterZpl(bytes: Uint8Array): Result<FilteredZpl, RefusedZpl> {
  const text = latin1(bytes);
  const commands = new Map<string, number>();
  const refused: RefusedCommand[] = [];
  const refuse = (command: string, at: number, why: string): void => {
    if (refused.length < AT_MOST) refused.push({ command, at, why });
  };
  let labels = 0;
  let widthDots: number | null = null;
  let openedAt: number | null = null;
  let draws = false;
  let at = text.startsWith(BYTE_ORDER_MARK) ? BYTE_ORDER_MARK.length : 0;

  /** Text that is the data of a command, or belongs to none and stands `loose` outside of a label. */
  const inspect = (from: number, to: number, loose: boolean): void => {
    const part = text.slice(from, to);
    const control = CONTROL.exec(part);
    if (control !== null) refuse(nameOfControl(control[0]), from + control.index, 'a control character');
    const other = OTHER_LANGUAGE.exec(part);
    if (other !== null) refuse(other[0], from + other.index, "it speaks the printer's other language");
    const begins = loose ? part.search(/[^ \t\r\n]/) : -1;
    if (begins >= 0) {
      refuse(part.slice(begins, begins + 12).trim(), from + begins, 'it stands outside of a label');
    }
  };

  while (at < text.length) {
    const prefix = nextPrefix(text, at);
    inspect(at, prefix, openedAt === null);
    if (prefix >= text.length) break;
    const following = text[prefix + 1];
    if (following === '^' || following === '~') {
      at = prefix + 1; // "^^FT": a prefix without a command, which printers step over. GLS sends it.
      continue;
    }
    const name = text.slice(prefix, prefix + 3).toUpperCase();
    if (!/^[\^~][A-Z0-9][A-Z0-9@]$/.test(name)) {
      refuse(printable(name), prefix, 'not a command');
      at = prefix + 1;
      continue;
    }
    commands.set(name, (commands.get(name) ?? 0) + 1);
    at = prefix + 3;

    if (name === '^XA') {
      // PostNord begins twice, and draws after the second.
      if (openedAt !== null && draws) refuse(name, prefix, 'a label begins inside another');
      openedAt = prefix;
      draws = false;
      continue;
    }
    if (name === '^XZ') {
      if (openedAt === null) refuse(name, prefix, 'a label ends that has not begun');
      else if (draws) labels += 1;
      openedAt = null;
      continue;
    }
    const outside = openedAt === null && !DOWNLOAD_COMMANDS.has(name);
    if (outside) refuse(name, prefix, 'it stands outside of a label');
    if (isDrawingCommand(name)) draws = true;

    const counted = countedData(text, name, at);
    if (counted !== null && 'why' in counted) refuse(name, prefix, counted.why);
    const parametersEnd = nextPrefix(text, at);
    const why = whyNot(name, text.slice(at, parametersEnd));
    if (why !== null && !outside) refuse(writtenAs(name, text.slice(at, parametersEnd)), prefix, why);
    if (name === '^PW') widthDots = Math.max(widthDots ?? 0, Number.parseInt(text.slice(at, parametersEnd), 10) || 0);
    if (counted !== null && 'end' in counted) {
      at = counted.end;
      continue;
    }
    inspect(at, parametersEnd, false);
    at = parametersEnd;
  }
  if (openedAt !== null) refuse('^XA', openedAt, 'the label has no end (^XZ)');
  if (labels === 0 && refused.length === 0) refuse('', 0, 'there is no label in it');
  return refused.length > 0 ? failure({ refused }) : success({ labels, commands, widthDots });
}

const BYTE_ORDER_MARK = '\u00ef\u00bb\u00bf';
/** GS may stand in the data of a bar code. RS is another `^`, DLE another `~`, US another comma, STX and ETX are `^XA` and `^XZ`. */
// biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
const CONTROL = /[\x00-\x08\x0b\x0c\x0e-\x1c\x1e\x1f\x7f]/;
/** Set-Get-Do and CPCL begin like this; printers look for it at any time. */
const OTHER_LANGUAGE = /! ?U(1|\b)|! ?UTILITIES\b|! ?\d+ \d+ \d+ \d+/i;

function nextPrefix(text: string, from: number): number {
  let at = from;
  while (at < text.length && text[at] !== '^' && text[at] !== '~') at += 1;
  return at;
}

function whyNot(name: string, parameters: string): string | null {
  if (isFontCommand(name)) return null;
  const allowed = ALLOWED.get(name);
  if (allowed === undefined) return HARMFUL.find(([pattern]) => pattern.test(name))?.[1] ?? 'not known to be harmless';
  if (allowed.only === undefined || allowed.only.test(parameters.trim().toUpperCase())) return null;
  return allowed.because ?? 'not known to be harmless';
}

/**
 * Data that is counted instead of written in letters: `^GFB,bytes,total,per row,` and `~DYname,B,type,bytes,per row,`. A count that
 * the printer might read otherwise would let it see commands where we see a picture, so it must fit in every way.
 */
function countedData(
  text: string,
  name: string,
  at: number,
): { readonly end: number } | { readonly why: string } | null {
  const head = text.slice(at, at + 100);
  if (name === '^GF') {
    if (!/^[BC]/i.test(head)) return null;
    const found = /^([BC]),(\d{1,7}),(\d{1,7}),(\d{1,4}),/i.exec(head);
    if (found === null) return { why: 'its byte counts are not numbers' };
    const [whole, kind = '', bytes, total, perRow] = [
      found[0],
      found[1],
      Number(found[2]),
      Number(found[3]),
      Number(found[4]),
    ];
    const rows = total / perRow;
    if (!Number.isSafeInteger(rows) || rows < 1 || bytes < 1) return { why: 'its byte counts do not agree' };
    if (kind.toUpperCase() === 'B' && bytes !== total) return { why: 'its byte counts do not agree' };
    return endOf(text, at + whole.length + bytes);
  }
  if (name === '~DY') {
    const found = /^[^,]*,B,[^,]*,(\d{1,7}),(\d{0,4}),/i.exec(head);
    if (found === null) return null;
    return endOf(text, at + found[0].length + Number(found[1]));
  }
  return null;
}

/** Counted data must be followed by the next command, or by nothing. */
function endOf(text: string, end: number): { readonly end: number } | { readonly why: string } {
  if (end > text.length) return { why: 'it ends before its data' };
  return /^[ \t\r\n]*([\^~]|$)/.test(text.slice(end, end + 40)) ? { end } : { why: 'its byte counts do not agree' };
}

function latin1(bytes: Uint8Array): string {
  const parts: string[] = [];
  for (let at = 0; at < bytes.length; at += 8192) parts.push(String.fromCharCode(...bytes.subarray(at, at + 8192)));
  return parts.join('');
}

function writtenAs(name: string, parameters: string): string {
  return printable(name + parameters.trim().slice(0, 16));
}

function printable(text: string): string {
  return text.replace(/[^\x20-\x7e]/g, '?');
}

function nameOfControl(character: string): string {
  return `0x${character.charCodeAt(0).toString(16).padStart(2, '0')}`;
}
