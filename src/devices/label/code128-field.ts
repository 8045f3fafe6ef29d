import { SEPARATOR } from '../../core/gs1/element-string.ts';

export interface Code128Field {
  /** Field data for `^BCN,h,N,N,N,N`. */
  readonly data: string;
  /** Width of the bars: start, characters, check and stop (ISO/IEC 15417 4.3). */
  readonly modules: number;
}

/** Characters that mean themselves in `^BC` field data; `>`, `^`, `~` and `_` would have to be written in codes. */
const PLAIN = /^[0-9A-Za-z .,/:+*$%#@!()=;<?&'"-]+$/;

/**
 * Code 128 with its code sets chosen here (ZPL II programming guide, ^BC, "Code 128 subsets"): `>;` starts in C, `>:` in B,
 * `>6` changes from C to B, `>8` is FNC1. FNC1 after an element of variable length has to be written by hand: the printer's
 * own GS1 mode leaves it out. Never back from B to C: the one renderer to check against draws `>5` as something else, and
 * what one program gets wrong a printer may too. Null: such data is not written as a native field.
 */
export function code128Field(value: string, isGs1: boolean): Code128Field | null {
  const parts = isGs1 ? value.split(SEPARATOR) : [value];
  if (parts.some((part) => !PLAIN.test(part) || part.includes('<'))) return null;
  const startsInC = isGs1 || digitsAt(value, 0) >= 4;
  let data = startsInC ? '>;' : '>:';
  let codes = 1;
  let inC = startsInC;
  const put = (text: string): void => {
    data += text;
    codes += 1;
  };
  for (const [no, part] of parts.entries()) {
    if (isGs1 || no > 0) put('>8');
    for (let at = 0; at < part.length; ) {
      const digits = digitsAt(part, at);
      if (inC && digits >= 2) {
        put(part.slice(at, at + 2));
        at += 2;
      } else if (inC) {
        put('>6');
        inC = false;
      } else {
        put(part.charAt(at));
        at += 1;
      }
    }
  }
  return { data, modules: 11 * (codes + 1) + 13 };
}

function digitsAt(text: string, at: number): number {
  let end = at;
  while (end < text.length && text.charAt(end) >= '0' && text.charAt(end) <= '9') end += 1;
  return end - at;
}
