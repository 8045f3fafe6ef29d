/**
 * What a translator must know of the places that words stand in: how many characters fit at that place's size, and what
 * the place is for. Both languages are held to it by test. Longer text shrinks one step or wraps; past `max` it would not fit.
 */
export const LIMITS = {
  key: {
    max: 14,
    longestWord: 9,
    note: 'On a key and under its barcode. Capitals, verb first, two lines of one word each.',
  },
  reason: { max: 18, longestWord: 10, note: 'On a key that cannot be pressed now: why not.' },
  mark: { max: 22, longestWord: 16, note: 'Instruction plate at the head of an order.' },
  bandWord: {
    max: 22,
    longestWord: 16,
    note: 'The verdict, read at three metres. At most four words. No blame, no "error".',
  },
  bandWhat: { max: 96, longestWord: 30, note: 'One sentence under the verdict, names of things as on the shelf.' },
  step: { max: 44, longestWord: 20, note: 'One thing to do, verb first. At most three; the last one is the way out.' },
  troubleWord: { max: 18, longestWord: 16, note: 'What is wrong with the printer, read at three metres.' },
  troubleWhat: { max: 72, longestWord: 24, note: 'One sentence under it; the printer has a name.' },
  part: { max: 14, longestWord: 14, note: 'Part of a printer in a list of two columns.' },
  says: { max: 14, longestWord: 14, note: 'What that part says.' },
  jobState: { max: 18, longestWord: 16, note: 'Life of a label. "Sent" is never called printed.' },
  chip: { max: 24, longestWord: 18, note: 'In the strip at the foot of the screen; eight of them share one line.' },
  verb: { max: 30, longestWord: 16, note: 'What to do on this screen, 84 px tall.' },
  fact: { max: 16, longestWord: 16, note: 'Small heading over a number at the head of the screen.' },
  choice: {
    max: 14,
    longestWord: 12,
    note: 'An answer on its key and under its barcode. Capitals; the shorter the better.',
  },
  choiceSays: { max: 60, longestWord: 20, note: 'What happens after that answer. One sentence, or nothing.' },
  helpSays: { max: 60, longestWord: 20, note: 'What a key does, on the help sheet. One sentence, verb first.' },
  question: { max: 30, longestWord: 16, note: 'Head of a question: a verb or the question itself.' },
  questionWhat: { max: 96, longestWord: 30, note: 'One or two sentences under it, when the head does not say it all.' },
  approval: { max: 60, longestWord: 20, note: 'What a supervisor lets pass with a badge.' },
  change: { max: 16, longestWord: 16, note: 'Head of a row: what the shop changed.' },
  extra: { max: 22, longestWord: 18, note: 'What goes into the box beside the goods.' },
  extraWhat: { max: 60, longestWord: 20, note: 'What to do with it.' },
  notAllowed: { max: 28, longestWord: 16, note: 'Beside a box that cannot be taken. Not a sentence.' },
  fault: {
    max: 74,
    longestWord: 20,
    note: 'Why a code could not be read, then what to do, in one glance.',
  },
  finding: { max: 90, longestWord: 30, note: 'What the test card shows about a scanner. One sentence.' },
  fix: { max: 90, longestWord: 30, note: 'What to change about it, for the person who sets scanners up. Verb first.' },
  why: { max: 80, longestWord: 24, note: 'Why a part of the bench is not well, and what to do.' },
  plate: { max: 18, longestWord: 16, note: 'A few words on a plate or beside a number.' },
  hint: { max: 48, longestWord: 20, note: 'A short line in small letters.' },
  count: { max: 12, longestWord: 12, note: 'Word beside a very large number.' },
} as const satisfies Record<string, { readonly max: number; readonly longestWord: number; readonly note: string }>;

export type Limit = keyof typeof LIMITS;

/** Names and codes come from outside and may be of any length: a sentence takes what fits. */
export function clip(text: string, max: number): string {
  return text.length <= max ? text : `${text.slice(0, max - 1).trimEnd()}…`;
}

/** As many whole names of a list as fit: half a lot number is no lot number. */
export function clipList(names: string, max: number): string {
  if (names.length <= max) return names;
  const cut = names.slice(0, max - 1).lastIndexOf(', ');
  return cut <= 0 ? clip(names, max) : `${names.slice(0, cut)} …`;
}

/** Words of a colour in a sentence are spoken, not shouted: "black" for BLACK. Sizes and lots keep their capitals. */
export function spoken(variant: string): string {
  return /^[\p{Lu}\s]{4,}$|^RED$/u.test(variant) ? variant.toLowerCase() : variant;
}

/** A full stop, unless the text ends with one or was cut. */
export function ended(text: string): string {
  return /[.…!?]$/.test(text) ? text : `${text}.`;
}

/** "Steel bottle 0.5 l, black" */
export function nameOf(
  about: { readonly name?: string | undefined; readonly variant?: string | undefined },
  max = 60,
): string {
  const name = clip(about.name ?? '', max);
  return about.variant === undefined ? name : `${name}, ${clip(spoken(about.variant), 24)}`;
}
