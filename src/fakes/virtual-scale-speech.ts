import type { Felt, ScaleLoad } from './virtual-scale-load.ts';

/** Of the real protocols; written from their manuals apart from the parsers, so that each checks the other. */
export type SpokenProtocol = 'mt-sics' | 'nci' | 'cas' | 'toledo-8217';

/** How a virtual scale of one protocol talks. */
export interface ScaleSpeech {
  /** Its display's last digit: everything it says is a multiple of this. */
  readonly stepMilligrams: number;
  /** What ends a command from the host. */
  readonly commandEnd: string;
  /** Answers to a command, the end taken off; null: no answer. */
  answer(command: string, load: ScaleLoad): string | null;
  /** True: also says its weight by itself, in answer to the command `stream`, five times a second. */
  readonly streams: boolean;
}

const grams = (felt: Felt, digits: number) => (felt.milligrams / 1000).toFixed(digits);

const MT_SICS: ScaleSpeech = {
  stepMilligrams: 10,
  commandEnd: '\r\n',
  streams: false,
  answer(command, load) {
    if (command === 'Z') return load.zero() ? 'Z A\r\n' : 'Z I\r\n';
    if (command === 'T') return load.tare() ? `T S ${grams(load.felt(), 2).padStart(10)} g\r\n` : 'T I\r\n';
    if (command !== 'SI') return 'ES\r\n';
    const felt = load.felt();
    if (felt.state === 'overload') return 'S +\r\n';
    if (felt.state === 'underload') return 'S -\r\n';
    return `S ${felt.moving ? 'D' : 'S'} ${grams(felt, 2).padStart(10)} g\r\n`;
  },
};

const MILLIGRAMS_A_POUND = 453_592.37;
const inPounds = (felt: Felt) => felt.milligrams / MILLIGRAMS_A_POUND;

function nciStatus(felt: Felt): string {
  const isZero = !felt.moving && Math.abs(inPounds(felt)) < 0.005;
  const one = 0x30 + (felt.moving ? 1 : 0) + (isZero ? 2 : 0);
  const two = 0x70 + (felt.state === 'underload' ? 1 : 0) + (felt.state === 'overload' ? 2 : 0);
  return `\n${String.fromCharCode(one, two, 0x30 + (felt.net ? 4 : 0))}\r\x03`;
}

const NCI: ScaleSpeech = {
  stepMilligrams: 4536,
  commandEnd: '\r',
  streams: false,
  answer(command, load) {
    if (command === 'Z') load.zero();
    if (command === 'T') load.tare();
    const felt = load.felt();
    if (['Z', 'T', 'S'].includes(command)) return nciStatus(felt);
    if (command !== 'W') return '\n?\r\x03';
    if (felt.state === 'overload') return `\n^^^^^^lb\r${nciStatus(felt)}`;
    if (felt.state === 'underload') return `\n______lb\r${nciStatus(felt)}`;
    const pounds = inPounds(felt);
    return `\n${pounds < 0 ? '-' : ' '}${Math.abs(pounds).toFixed(2).padStart(6, '0')}lb\r${nciStatus(felt)}`;
  },
};

/** CAS 22 bytes: the lamp byte has its highest bit set. */
const CAS: ScaleSpeech = {
  stepMilligrams: 1000,
  commandEnd: '\r\n',
  streams: true,
  answer(command, load) {
    if (command === 'Z' || command === 'T') {
      if (command === 'Z') load.zero();
      else load.tare();
      return null;
    }
    if (command !== 'stream') return null;
    const felt = load.felt();
    const kilograms = (felt.milligrams / 1_000_000).toFixed(3);
    const isZero = !felt.moving && Math.abs(felt.milligrams) < 500;
    const lamps = 0x80 + (felt.moving ? 0 : 0x40) + (felt.net ? 0x02 : 0x04) + (isZero ? 0x01 : 0);
    const header = felt.state === 'well' ? (felt.moving ? 'US' : 'ST') : felt.state === 'overload' ? 'OL' : 'UL';
    return `${header},${felt.net ? 'NT' : 'GS'},1${String.fromCharCode(lamps)},${kilograms.padStart(8)} kg\r\n`;
  },
};

function toledoStatus(felt: Felt): string {
  const state = (felt.moving ? 1 : 0) + (felt.state === 'overload' ? 2 : 0) + (felt.state === 'underload' ? 4 : 0);
  const isZero = !felt.moving && Math.abs(felt.milligrams) < 2500;
  return `\x02?${String.fromCharCode(0x40 + state + (isZero ? 0x10 : 0) + (felt.net ? 0x20 : 0))}\r`;
}

const TOLEDO: ScaleSpeech = {
  stepMilligrams: 1000,
  commandEnd: '',
  streams: false,
  answer(command, load) {
    if (command === '\r') return null; // the end of `T`
    // The state as it was: the next measurement takes the zero.
    const before = load.felt();
    if (command === 'Z' || command === 'T') {
      if (command === 'Z') load.zero();
      else load.tare();
      return toledoStatus(before);
    }
    if (command !== 'W') return null;
    if (before.moving || before.state !== 'well' || before.milligrams < 0) return toledoStatus(before);
    return `\x02${(before.milligrams / 1_000_000).toFixed(3).padStart(6, '0')}${before.net ? 'N' : ''}\r`;
  },
};

export const SCALE_SPEECHES: Readonly<Record<SpokenProtocol, ScaleSpeech>> = {
  'mt-sics': MT_SICS,
  nci: NCI,
  cas: CAS,
  'toledo-8217': TOLEDO,
};
