import { createCasParser } from './cas.ts';
import { createMtSicsParser } from './mt-sics.ts';
import { createNciParser } from './nci.ts';
import type { ScaleMessage, ScaleParser, ScaleParserOptions } from './scale-message.ts';
import { createToledo8217Parser } from './toledo-8217.ts';

export type ScaleProtocol = 'mt-sics' | 'nci' | 'cas' | 'toledo-8217';

/** What has to be sent, as Latin-1 text; null: this scale is not asked for that. */
export interface ScaleCommands {
  readonly ask: string | null;
  readonly zero: string | null;
  readonly tare: string | null;
}

export interface ScaleDialect {
  readonly dataBits: 7 | 8;
  readonly parity: 'none' | 'even';
  readonly commands: ScaleCommands;
  createParser(options?: ScaleParserOptions): ScaleParser;
  /** False: nothing comes back on `zero` and `tare`, and the next readings tell. */
  readonly answersCommands: boolean;
  /** Whether a bare status, as the answer to `zero` or `tare`, means that it was done. */
  isTaken(what: 'zero' | 'tare', status: Extract<ScaleMessage, { t: 'status' }>): boolean;
}

export const SCALE_DIALECTS: Readonly<Record<ScaleProtocol, ScaleDialect>> = {
  'mt-sics': {
    dataBits: 8,
    parity: 'none',
    commands: { ask: 'SI\r\n', zero: 'Z\r\n', tare: 'T\r\n' },
    answersCommands: true,
    createParser: createMtSicsParser,
    isTaken: () => false, // this protocol answers in words
  },
  nci: {
    dataBits: 7,
    parity: 'even',
    commands: { ask: 'W\r', zero: 'Z\r', tare: 'T\r' },
    answersCommands: true,
    createParser: createNciParser,
    // Outside its zero range or in motion, `Z` is ignored and the status comes without the zero bit.
    isTaken: (what, status) => (what === 'zero' ? status.zero : !status.moving),
  },
  cas: {
    dataBits: 8,
    parity: 'none',
    // These scales mostly send by themselves; what their models want to be asked differs, so it stands in the settings.
    commands: { ask: null, zero: null, tare: null },
    answersCommands: false,
    createParser: createCasParser,
    isTaken: () => false,
  },
  'toledo-8217': {
    dataBits: 7,
    parity: 'even',
    commands: { ask: 'W', zero: 'Z', tare: 'T\r' },
    answersCommands: true,
    createParser: createToledo8217Parser,
    // The status is sent before the next measurement zeroes it, so it says only whether that could be done.
    isTaken: (_what, status) => !status.moving,
  },
};
