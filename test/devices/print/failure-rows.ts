import type { PrintFaultCode } from '../../../src/core/print.ts';
import type { Fault, Stop } from '../../../src/fakes/virtual-printer/fault.ts';
import type { PersonaName } from '../../../src/fakes/virtual-printer/persona.ts';

/** What the packer, or the world, does when trouble is told. */
export type Act = 'mend' | 'leave' | 'power cycle' | 'stop the station' | 'clear';

/** One situation, how the job ends in it, and how much paper comes out. */
export interface Row {
  readonly what: string;
  readonly on: readonly PersonaName[];
  readonly faults: readonly Fault[];
  /** `printed`, or the code of the fault. */
  readonly ends: 'printed' | PrintFaultCode;
  readonly state: 'printed' | 'not_sent' | 'unknown';
  readonly bytes: 'none' | 'some' | 'all';
  /** On paper when the outcome is told, and when everything has been mended and the printer has finished by itself. */
  readonly sheets: readonly [atOnce: 0 | 1, inTheEnd: 0 | 1];
  readonly job: 'small' | 'huge' | 'none' | 'foreign';
  /** Trouble that is told before the end, and what is done then. */
  readonly troubled?: PrintFaultCode;
  readonly act?: Act;
  /** `knock`: nobody answers it; `held`: somebody else has the only connection. */
  readonly line?: 'knock' | 'held' | 'paced';
}

type More = Partial<Pick<Row, 'bytes' | 'job' | 'troubled' | 'act' | 'line'>>;
type On = readonly PersonaName[];

/** Nothing was sent, and nothing comes out. */
function notSent(ends: PrintFaultCode, what: string, on: On, faults: readonly Fault[] = [], more: More = {}): Row {
  return { what, on, faults, ends, state: 'not_sent', bytes: 'none', sheets: [0, 0], job: 'small', ...more };
}

function unknown(
  ends: PrintFaultCode,
  what: string,
  on: On,
  sheets: Row['sheets'],
  faults: readonly Fault[],
  more: More = {},
): Row {
  return { what, on, faults, ends, state: 'unknown', bytes: 'all', sheets, job: 'small', ...more };
}

function printed(what: string, on: On, faults: readonly Fault[], more: More = {}): Row {
  return { what, on, faults, ends: 'printed', state: 'printed', bytes: 'all', sheets: [1, 1], job: 'small', ...more };
}

const LINKOS: On = ['zebra-linkos'];
const ZEBRA: On = ['zebra-linkos', 'zebra-strict'];
const EPSON: On = ['epson-tm'];
const SINK: On = ['sink'];
const PROVES: On = [...ZEBRA, ...EPSON];
const TELLS: On = [...PROVES, 'escpos-clone'];
const MUTE: On = ['zpl-clone', 'escpos-clone', 'sink'];
const ALL: On = [...PROVES, ...MUTE];
const STOPS: readonly Stop[] = ['paperOut', 'coverOpen', 'jam', 'headHot', 'cutter'];
const outInTheMiddle: Fault = { kind: 'paperOut', midSheet: true };

/** The printing design's table of failures (10.2), in its order. SPOOLER and INTERNAL have no row here: they are tested by themselves. */
export const FAILURES: Readonly<Record<string, readonly Row[]>> = {
  'UNREACHABLE: nobody is there': [notSent('UNREACHABLE', 'port closed', ALL, [{ kind: 'offline' }])],
  'BUSY_ELSEWHERE: somebody else has it': [
    notSent('BUSY_ELSEWHERE', 'the knock hangs', ALL, [], { line: 'knock' }),
    notSent('BUSY_ELSEWHERE', 'closed at once', [...LINKOS, ...EPSON], [], { line: 'held' }),
  ],
  'NOT_READY: the printer says so, or says nothing': [
    ...STOPS.map((kind) => notSent('NOT_READY', kind, TELLS, [{ kind }])),
    notSent('NOT_READY', 'ribbonOut', ZEBRA, [{ kind: 'ribbonOut' }]),
    notSent('NOT_READY', 'paused', TELLS, [{ kind: 'paused' }]),
    notSent('NOT_READY', 'takes connections and reads nothing', PROVES, [{ kind: 'blackhole' }]),
    notSent('NOT_READY', 'answers nothing', PROVES, [{ kind: 'silent' }]),
    notSent('NOT_READY', 'answers nonsense', ZEBRA, [{ kind: 'garbageStatus' }]),
  ],
  'PAYLOAD_REJECTED: it must not be sent': [
    notSent('PAYLOAD_REJECTED', 'nothing', ALL, [], { job: 'none' }),
    notSent('PAYLOAD_REJECTED', 'another language', ALL, [], { job: 'foreign' }),
  ],
  'STALLED: no progress in mid job': [
    printed('stops reading, and goes on', LINKOS, [{ kind: 'blackhole', atByte: 1000 }], {
      job: 'huge',
      troubled: 'STALLED',
      act: 'mend',
    }),
    unknown('STALLED', 'stops reading for good', LINKOS, [0, 0], [{ kind: 'blackhole', atByte: 1000 }], {
      job: 'huge',
      bytes: 'some',
      troubled: 'STALLED',
    }),
    printed('paper out, told on a second connection', EPSON, [{ kind: 'paperOut', atByte: 1000 }], {
      job: 'huge',
      troubled: 'STALLED',
      act: 'mend',
    }),
    unknown('CLEARED', 'stops reading, and is cleared', LINKOS, [0, 0], [{ kind: 'blackhole', atByte: 1000 }], {
      job: 'huge',
      bytes: 'some',
      troubled: 'STALLED',
      act: 'clear',
    }),
  ],
  'DISCONNECTED: the connection is lost in mid job': [
    unknown('DISCONNECTED', 'reset', PROVES, [0, 0], [{ kind: 'rst', atByte: 12 }]),
    unknown('DISCONNECTED', 'closed', PROVES, [0, 0], [{ kind: 'fin', atByte: 12 }]),
    unknown('DISCONNECTED', 'reset in a long job', LINKOS, [0, 0], [{ kind: 'rst', atByte: 200_000 }], {
      job: 'huge',
      bytes: 'some',
    }),
    unknown('DISCONNECTED', 'switched off and on with the job inside', PROVES, [0, 0], [outInTheMiddle], {
      troubled: 'FAULT_AFTER_SEND',
      act: 'power cycle',
    }),
    unknown(
      'DISCONNECTED',
      'reset when the sheet is out',
      [...LINKOS, ...EPSON],
      [1, 1],
      [{ kind: 'ackDrop' }, { kind: 'rst', afterSheets: 1 }],
    ),
  ],
  'FAULT_AFTER_SEND: it has the job and stops': [
    ...STOPS.map((kind) =>
      printed(`${kind} in the middle of the sheet`, PROVES, [{ kind, midSheet: true }], {
        troubled: 'FAULT_AFTER_SEND',
        act: 'mend',
      }),
    ),
    unknown('RESTARTED', 'paper out, and the station stops', PROVES, [0, 1], [outInTheMiddle], {
      troubled: 'FAULT_AFTER_SEND',
      act: 'stop the station',
    }),
    unknown('CLEARED', 'paper out, and it is cleared', [...LINKOS, ...EPSON], [0, 0], [outInTheMiddle], {
      troubled: 'FAULT_AFTER_SEND',
      act: 'clear',
    }),
    printed('the roll ends with this sheet', [...LINKOS, ...EPSON], [{ kind: 'paperOut', afterSheets: 1 }]),
    printed('near the end of the roll', PROVES, [{ kind: 'nearEnd' }]),
  ],
  'NO_ACK: one that acknowledges is silent': [
    unknown('NO_ACK', 'falls silent', PROVES, [1, 1], [{ kind: 'silent', atByte: 12 }], { troubled: 'NO_ACK' }),
    unknown('NO_ACK', 'never acknowledges', EPSON, [1, 1], [{ kind: 'ackDrop' }]),
    unknown('NO_ACK', 'talks nonsense', ZEBRA, [1, 1], [{ kind: 'garbageStatus', atByte: 12 }], { troubled: 'NO_ACK' }),
  ],
  'UNCONFIRMED: it cannot say': [
    unknown('UNCONFIRMED', 'well', MUTE, [1, 1], []),
    unknown('UNCONFIRMED', 'paper out in the middle of the sheet, unnoticed', SINK, [0, 1], [outInTheMiddle]),
    unknown('UNCONFIRMED', 'forgets when the sender hangs up too early', SINK, [1, 1], [{ kind: 'dropOnEarlyFin' }]),
  ],
  'well, whatever the noise': [
    printed('well', PROVES, []),
    printed('no answer from the odometer', LINKOS, [{ kind: 'ackDrop' }]),
    printed('status unasked between everything', EPSON, [{ kind: 'asbStorm' }]),
    printed('reads in pieces', PROVES, [{ kind: 'stutter' }]),
    printed('paced', PROVES, [], { line: 'paced' }),
  ],
};

/** Section 2.2: in these situations node-thermal-printer resolved, hung, ended the process or printed a ghost. */
export const ELSEWHERE: readonly Row[] = [
  notSent('UNREACHABLE', 'printer off, host answers', EPSON, [{ kind: 'offline' }]),
  notSent('NOT_READY', 'accepts and never reads, small job', EPSON, [{ kind: 'blackhole' }]),
  unknown('UNCONFIRMED', 'accepts and never reads, small job, mute printer', SINK, [0, 1], [{ kind: 'blackhole' }]),
  unknown('STALLED', 'stops reading in a long job', EPSON, [0, 0], [{ kind: 'blackhole', atByte: 65_536 }], {
    job: 'huge',
    bytes: 'some',
    troubled: 'STALLED',
  }),
  unknown('DISCONNECTED', 'closes after 64 KB', EPSON, [0, 0], [{ kind: 'fin', atByte: 65_536 }], {
    job: 'huge',
    bytes: 'some',
  }),
  unknown('DISCONNECTED', 'reset on the first byte', EPSON, [0, 0], [{ kind: 'rst', atByte: 1 }]),
  printed('status unasked on connect, long job', EPSON, [{ kind: 'asbStorm' }], { job: 'huge' }),
  unknown(
    'DISCONNECTED',
    'closes without an answer',
    EPSON,
    [1, 1],
    [{ kind: 'ackDrop' }, { kind: 'fin', afterSheets: 1 }],
  ),
  unknown('NO_ACK', 'silent, but the slip is printed', EPSON, [1, 1], [{ kind: 'silent', atByte: 12 }], {
    troubled: 'NO_ACK',
  }),
  notSent('PAYLOAD_REJECTED', 'an empty job', EPSON, [], { job: 'none' }),
];
