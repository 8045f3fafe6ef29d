/**
 * What can be wrong with the printer. `atByte` counts the bytes of one connection's job, status questions left out:
 * the fault comes when that many have arrived. Without it the fault is there at once.
 */
export type Fault =
  | {
      readonly kind: 'paperOut';
      readonly atByte?: number;
      /** After so many more sheets. */
      readonly afterSheets?: number;
      /** The next sheet stops half way out and is printed again after the repair. */
      readonly midSheet?: boolean;
    }
  | { readonly kind: 'coverOpen' | 'paused'; readonly atByte?: number }
  /** Port closed, connections refused. */
  | { readonly kind: 'offline' }
  /** Accepts connections and reads nothing. */
  | { readonly kind: 'blackhole'; readonly atByte?: number }
  /** Prints, but answers nothing any more. */
  | { readonly kind: 'silent'; readonly atByte?: number }
  /** Breaks the connection hard; happens once. */
  | { readonly kind: 'rst'; readonly atByte: number };

/** What the sensors say; it belongs to the printer, not to a connection. */
export interface Sensors {
  paperOut: boolean;
  coverOpen: boolean;
  paused: boolean;
}

export function isStopped({ paperOut, coverOpen, paused }: Sensors): boolean {
  return paperOut || coverOpen || paused;
}
