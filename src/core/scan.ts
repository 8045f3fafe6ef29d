import type { Action } from './phase.ts';

/** What a device delivered, before any meaning. Bytes are without prefix, suffix and noise. */
export interface Frame {
  /** Stable name of the device: by-id name, `wedge`, `manual`. */
  readonly source: string;
  readonly kind: 'serial' | 'wedge' | 'manual' | 'virtual';
  /** +1 for each frame of this source since the program started. */
  readonly no: number;
  /** Latin-1: one character a byte. */
  readonly text: string;
  readonly terminated: boolean;
  /** Monotonic milliseconds of the last byte. */
  readonly monoMs: number;
}

export interface Scan {
  /** `source:boot:no`; the same id is never counted twice. */
  readonly id: string;
  readonly source: string;
  readonly kind: Frame['kind'];
  readonly atMs: number;
  readonly payload: Payload;
}

export type Payload =
  | { readonly t: 'command'; readonly action: Action; readonly text: string }
  | { readonly t: 'badge'; readonly text: string }
  | { readonly t: 'parcel'; readonly text: string }
  | { readonly t: 'gtin'; readonly gtin14: string; readonly text: string }
  | { readonly t: 'text'; readonly text: string }
  | {
      readonly t: 'invalid';
      readonly code: 'invalid-code' | 'scan-glued';
      readonly text: string;
      readonly detail: string;
    };
