import type { TableWords } from '../catalogue.ts';

export const extras: TableWords['extras'] = {
  'gift-note': { word: 'Gift note', what: 'Put it on top.' },
  insert: { word: 'Insert', what: 'Put in the leaflet.' },
  customs: { word: 'Customs papers', what: 'Put them into the pouch on the box.' },
  'dangerous-goods': { word: 'Danger papers', what: 'Put them in, and the sticker on the box.' },
  photo: { word: 'Photo', what: 'Take a photo of the open box.' },
};

export const notAllowed: TableWords['notAllowed'] = {
  carrier: 'not for this carrier',
  'too-heavy': 'too heavy',
  'too-long': 'too long',
  girth: 'too big around',
};

const LAYOUTS: Readonly<Record<string, string>> = { french: 'French', german: 'German', british: 'British' };

export const cardFindings: TableWords['cardFindings'] = {
  'no-aim': () => 'It does not say what kind of code it read.',
  'aim-partly': () => 'It says for some codes only what kind they are.',
  'aim-wrong': (what) => `It names the wrong kind of code${what === null ? '' : `: ${what.slice(0, 12)}`}.`,
  'gs-dropped': () => 'It leaves out the mark between lot and serial. They run together.',
  'gs-substituted': (what) =>
    `It sends ${what === null ? 'something else' : `“${what.slice(0, 12)}”`} for the mark between lot and serial.`,
  'suffix-missing': () => 'It does not say where a code ends. Every scan waits a moment.',
  'suffix-extra': (what) => `It adds something to the end${what === null ? '' : `: “${what.slice(0, 16)}”`}.`,
  prefix: (what) => `It puts something before each code${what === null ? '' : `: “${what.slice(0, 16)}”`}.`,
  'check-digit-stripped': () => 'It leaves out the last digit.',
  'upca-as-12': () => 'It sends UPC-A with 12 digits. That can be read as something else.',
  'upce-not-expanded': () => 'It sends UPC-E in its short form. Both forms are understood.',
  'case-changed': (what) =>
    what === 'upper'
      ? 'It makes small letters capital.'
      : what === 'lower'
        ? 'It makes capitals small.'
        : 'It swaps small letters and capitals.',
  'layout-wrong': (what) =>
    what === null
      ? 'Scanner and computer are set to different keyboards.'
      : `The scanner types for a US keyboard, this computer has a ${LAYOUTS[what] ?? what.slice(0, 16)} one.`,
  'parity-wrong': () => 'Its line is set up otherwise than ours: signs come garbled.',
  'characters-lost': (what) => `Signs get lost on the way${what === null ? '' : `: ${what.slice(0, 12)}`}.`,
  'characters-changed': (what) => `It changes signs${what === null ? '' : `: ${what.slice(0, 24)}`}.`,
  'cut-short': (what) => `The end of a code is missing${what === null ? '' : `: ${what.slice(0, 12)}`}.`,
  glued: (what) => `Two codes came as one${what === null ? '' : `: ${what.slice(0, 28)}`}.`,
  slow: (what) => (what === 'keys' ? 'It types as slowly as a person.' : 'It takes too long to send a code.'),
  garbled: () => 'Nothing but noise comes from it.',
  'not-on-card': (what) => `That code is not on the card${what === null ? '' : `: ${what.slice(0, 24)}`}.`,
  'unread-symbology': () => 'This kind of code was not read.',
};

export const cardFixes: TableWords['cardFixes'] = {
  'send-aim': 'Turn on “transmit AIM identifier”.',
  'scan-from-defaults': 'Scan “factory default”, then the setup sheet from the top.',
  'send-gs': 'Turn on the group separator for GS1 codes (GS, or Ctrl+] on a keyboard).',
  'name-gs-substitute': 'Let it send the real GS, or write down in the settings what it sends.',
  'send-suffix': 'Set the suffix to CR.',
  'remove-suffix': 'Set the suffix to CR and nothing else.',
  'remove-prefix': 'Take the prefix away.',
  'send-check-digit': 'Turn on “send check digit” for EAN, UPC and ITF.',
  'upca-as-ean13': 'Turn on “UPC-A as EAN-13”.',
  'expand-upce': 'Leave it, or turn on “expand UPC-E”.',
  'keep-case': 'Turn off every change of case, and Caps Lock.',
  'us-keyboard': 'Set scanner and computer to the same keyboard, best to US.',
  'match-line-settings': 'Set its line to 115200, 8 bits, no parity, 1 stop bit.',
  'raise-line-speed': 'Set its line to 115200, or its USB to serial.',
  'slow-keys-down': 'Set a short pause between keys: 5 ms.',
  'hurry-keys': 'Take the pause between keys away, or change its USB to serial.',
  'scan-again': 'Scan it once more, closer and straighter.',
  'enable-symbology': 'Turn this kind of code on, or scan it once more.',
  nothing: '',
};
