import type { LinkStatus } from './scanner-port.ts';

export interface ScaleReading {
  /** Wall clock. */
  readonly atMs: number;
  /** Whole milligrams; negative when less lies on the plate than at zero. */
  readonly milligrams: number;
  /** The load lies still: only such a reading may decide anything. */
  readonly stable: boolean;
  /** The scale says that a tare is taken off. */
  readonly net: boolean;
  /** The scale says that it is at zero; where its protocol has no sign for that, the weight is 0. */
  readonly zero: boolean;
}

export type ScaleFaultCode =
  | 'overload'
  | 'underload'
  | 'busy' // no weight at this moment: the load moves, or the scale does something else
  | 'fault' // the scale reports a defect of its own
  | 'syntax' // one of the two did not understand the other: usually the wrong protocol or line settings
  | 'timeout';

export interface ScaleFault {
  readonly atMs: number;
  readonly code: ScaleFaultCode;
  /** Plain English, for logs and support. */
  readonly detail: string;
}

/** A scale; starting never fails for a missing device: it reports and keeps trying. */
export interface Scale {
  readonly source: string;
  onReading(listener: (reading: ScaleReading) => void): () => void;
  /** The same fault is told once, until there is a reading or another fault. */
  onFault(listener: (fault: ScaleFault) => void): () => void;
  onStatus(listener: (status: LinkStatus) => void): () => void;
  /** Asks for a reading now; it comes by `onReading`. False when the scale is away or cannot be asked. */
  request(): Promise<boolean>;
  /** Makes the present load zero. True when the scale took it; false when it refused, is away or cannot be told. */
  zero(): Promise<boolean>;
  /** Takes the present load off every reading from now on; answers as `zero`. */
  tare(): Promise<boolean>;
  start(): void;
  stop(): Promise<void>;
}
