/**
 * When a fault comes; with none of these it is there at once. `atByte` counts the bytes of one connection's job, status
 * questions left out.
 */
export interface When {
  readonly atByte?: number;
  /** After so many more sheets. */
  readonly afterSheets?: number;
  readonly afterMs?: number;
}

/** What stops the paper; it stays until it is mended. */
export type Stop = 'paperOut' | 'coverOpen' | 'jam' | 'ribbonOut' | 'headHot' | 'cutter';

/** What can be wrong with the printer. Everything but the three that happen once stays until `fix()`. */
export type Fault =
  | (When & {
      /** A receipt printer has no ribbon and does not mind `ribbonOut`. */
      readonly kind: Stop;
      /** The next sheet stops half way out and is printed again after the repair. */
      readonly midSheet?: boolean;
    })
  /** `nearEnd` only warns; `paused` lets the sheet that is moving come out whole. */
  | (When & { readonly kind: 'nearEnd' | 'paused' })
  | (When & {
      readonly kind:
        | 'offline' // port closed, connections refused
        | 'blackhole' // accepts connections and reads nothing
        | 'silent' // prints, but answers nothing any more
        | 'ackDrop' // answers about its state, but never says that a sheet is out
        | 'asbStorm' // automatic status between everything else (ESC/POS)
        | 'garbageStatus' // as many bytes as asked for, and no sense in them
        | 'dropOnEarlyFin' // forgets what is not on paper when the sender hangs up
        | 'secondClientRefused'; // one connection at a time
    })
  /** Reads no faster; everything that it is asked waits its turn too. */
  | (When & { readonly kind: 'slow'; readonly bytesPerSecond: number })
  /** Reads in pieces of any size with rests up to so long between them. */
  | (When & { readonly kind: 'stutter'; readonly restMs?: number })
  /** Says that a sheet is out, but late. */
  | (When & { readonly kind: 'ackDelay'; readonly delayMs: number })
  /** Break the connection, in order (what comes after is lost) or hard, or switch the printer off and on. Happen once. */
  | (When & { readonly kind: 'fin' | 'rst' | 'powerCycle' });

export type FaultKind = Fault['kind'];

/** What the sensors say; it belongs to the printer, not to a connection. */
export interface Sensors {
  paperOut: boolean;
  nearEnd: boolean;
  coverOpen: boolean;
  jam: boolean;
  paused: boolean;
  ribbonOut: boolean;
  headHot: boolean;
  cutter: boolean;
}

export const allWell: Readonly<Sensors> = {
  paperOut: false,
  nearEnd: false,
  coverOpen: false,
  jam: false,
  paused: false,
  ribbonOut: false,
  headHot: false,
  cutter: false,
};

export function isSensor(kind: FaultKind): kind is keyof Sensors {
  return kind in allWell;
}

export function isStopped(sensors: Sensors): boolean {
  return sensors.paused || isBroken(sensors);
}

/** Even a sheet that is moving does not come out whole. */
export function isBroken({ paperOut, coverOpen, jam, ribbonOut, headHot, cutter }: Sensors): boolean {
  return paperOut || coverOpen || jam || ribbonOut || headHot || cutter;
}

export function isNow({ atByte, afterSheets, afterMs }: When): boolean {
  return atByte === undefined && afterSheets === undefined && afterMs === undefined;
}

/** The same fault, as it is when its time has come. */
export function nowOf(fault: Fault): Fault {
  const { atByte: _, afterSheets: __, afterMs: ___, ...now } = fault;
  // Leaving out optional members cannot change which of the kinds it is, which a spread does not show the compiler.
  return now as Fault;
}
