/** Why the station refuses a code, and what to do, for people who set up scanners. One entry for each DecodeFault. */
export const FAULT_WORDS = Object.freeze({
  'check-character': {
    what: 'It begins like one of our own codes, but its check character is wrong.',
    todo: 'Scan it again. If it stays, print that code again.',
  },
  'unknown-command': {
    what: 'It is a command barcode that this version does not know.',
    todo: 'Print the command sheet of this version and hang it up.',
  },
  'check-digit': {
    what: 'The check digit is wrong: a digit was misread or misprinted.',
    todo: 'Scan it again. If it stays, the label is wrong: put another one on and tell whoever prints them.',
  },
  'check-digit-stripped': {
    what: 'One digit is missing, as if the scanner left the check digit out.',
    todo: 'Set the scanner to send check digits for EAN, UPC-A and UPC-E, and to send UPC-A as EAN-13.',
  },
  glued: {
    what: 'Two scans came as one.',
    todo: 'Scan both again, one after the other. If it happens often, set a suffix (CR) at the scanner.',
  },
  'unknown-ai': {
    what: 'It holds a number that is no GS1 application identifier, so nothing after it can be trusted.',
    todo: 'Check that the scanner sends GS (0x1D) between variable elements. If it does, the label is wrong.',
  },
  'too-short': {
    what: 'A part of it ends too early.',
    todo: 'Scan it again, the whole code in the beam. For Interleaved 2 of 5, set a fixed length of 14 at the scanner.',
  },
  'too-long': {
    what: 'A part of it is longer than it may be; mostly a GS is missing before the next element.',
    todo: 'Set the scanner to send GS (0x1D), or say in the profile what it sends in its place.',
  },
  'bad-character': {
    what: 'It holds a character that cannot be there.',
    todo: 'Scan it again. With a keyboard wedge, check the keyboard layout (US) and that nothing is typed meanwhile.',
  },
  'bad-date': { what: 'A date in it is on no calendar.', todo: 'The label is wrong: tell whoever prints it.' },
  'bad-time': { what: 'A time in it is on no clock.', todo: 'The label is wrong: tell whoever prints it.' },
  'bad-value': {
    what: 'A value in it is not one that it can have, for example a count of zero.',
    todo: 'The label is wrong: tell whoever prints it.',
  },
  'ai-conflict': {
    what: 'It says two things that exclude each other, for example two serial numbers.',
    todo: 'Check that one label was read and not two. If it was one, it is wrong: tell whoever prints it.',
  },
  empty: {
    what: 'A part of it is empty: an identifier stands alone, or two separators in a row.',
    todo: 'Scan it again. If it stays, the label is wrong.',
  },
  'bad-link': {
    what: 'The GS1 link has its parts in an order that the standard does not allow, or one of them twice.',
    todo: 'The label is wrong: tell whoever makes the link.',
  },
});

/** One entry for each ScanWarning. */
export const WARNING_WORDS = Object.freeze({
  'aim-missing': 'The scanner is set to send AIM identifiers and sent none: check its set-up.',
  inferred: 'Taken as GS1 or as a GTIN by its looks alone. Set the scanner to send AIM identifiers to be sure.',
  unterminated: 'The scanner sent no suffix: the code was taken after a silence.',
  'extra-gs': 'A GS stands where none is needed. That does no harm.',
  'day-00': 'A date has day 00: it is taken as the last day of its month.',
  'requisite-missing':
    'An element is there without the one that it belongs to. Usual when an item carries two symbols.',
});
