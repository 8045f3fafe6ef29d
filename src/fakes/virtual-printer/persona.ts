import type { Bitmap } from '../../core/bitmap.ts';
import type { Engine } from './engine.ts';
import type { SheetPlan } from './sheet.ts';

export type Reply = (bytes: Uint8Array) => void;

export type PersonaName = 'epson-tm' | 'escpos-clone' | 'zebra-linkos' | 'zebra-strict' | 'zpl-clone' | 'sink';

/** In what the printers of one language differ (printing design, sections 6 and 10.3). */
export interface Traits {
  readonly language: 'zpl' | 'escpos';
  /** Anything comes back at all. */
  readonly answers: boolean;
  /** ESC/POS beyond `DLE EOT`: automatic status, identity, process id. */
  readonly tells: boolean;
  /** `~HS`: always; not while it is stopped, as Zebra's manual says; or only once it has seen a format. */
  readonly hostStatus: 'always' | 'not-in-fault' | 'after-first-format';
  /** `~HQES`, `~HI` and SGD. */
  readonly extended: boolean;
  readonly dropsOnEarlyFin: boolean;
  /** After the head was opened, `u` of `~HS` counts in millions; before, it is a flag. */
  readonly countsBadly: boolean;
  readonly feelsPaperLate: boolean;
}

const plain = { answers: true, tells: false, extended: false, dropsOnEarlyFin: false, countsBadly: false } as const;
const receipt = { ...plain, language: 'escpos', hostStatus: 'always', feelsPaperLate: false } as const;
const zebra = { ...plain, language: 'zpl', extended: true, hostStatus: 'always', feelsPaperLate: false } as const;

const TRAITS: Readonly<Record<PersonaName, Traits>> = {
  'epson-tm': { ...receipt, tells: true },
  'escpos-clone': receipt,
  'zebra-linkos': zebra,
  'zebra-strict': { ...zebra, hostStatus: 'not-in-fault' },
  'zpl-clone': {
    ...plain,
    language: 'zpl',
    hostStatus: 'after-first-format',
    dropsOnEarlyFin: true,
    countsBadly: true,
    feelsPaperLate: true,
  },
  sink: { ...zebra, answers: false },
};

/** Only a sink may speak either language. */
export function traitsOf(persona: PersonaName, language: 'zpl' | 'escpos' = 'zpl'): Traits {
  return persona === 'sink' ? { ...TRAITS.sink, language } : TRAITS[persona];
}

/** One printer language. The interpreter's state is the printer's: a broken connection leaves half a format behind. */
export interface Persona {
  /**
   * Real-time commands are answered before the buffer, in every fault. Called with what a connection received; returns
   * what goes into the buffer. `midJob`: bytes of a job are still waiting before these.
   */
  realtime(chunk: Buffer, reply: Reply, midJob: boolean): Buffer;
  /** Not a part of any job, though it is answered in turn; faults that wait for a byte do not count it. */
  isQuestion(bytes: Buffer): boolean;
  /** Takes buffered bytes in turn; returns how many it took. It takes none while the engine has no room. */
  parse(bytes: Buffer, reply: Reply): number;
  /** Between two jobs: another connection may have its turn. */
  readonly idle: boolean;
  /** Says what the sensors say to whoever wants to be told by itself. */
  announce(): void;
  /** The same, to one who has not asked. */
  unasked(): Uint8Array;
  /** What the feed button brings. */
  blank(): SheetPlan;
  /** Forgets what it has read and not printed. */
  forget(): void;
  /** Switched off and on. */
  reset(): void;
}

/** What a language needs from the machine. */
export interface Machine {
  readonly engine: Engine;
  readonly traits: Traits;
  readonly widthDots: number;
  readonly dpi: number;
  odometer(): number;
  unknown(command: string): void;
  notDrawn(command: string): void;
  /** Everything received and not on paper is thrown away. */
  cancel(): void;
  /** A reply that says that a sheet is out: it may be lost or late. */
  acknowledge(reply: Reply, bytes: Uint8Array): void;
  /** The sensors changed by a command. */
  changed(): void;
  /** Draws a format that is more than a picture; null when there is nobody who can. */
  readonly draw: ((zpl: Uint8Array) => Bitmap | null) | null;
}
