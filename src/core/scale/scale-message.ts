import type { MassUnit } from './mass.ts';

/** What a scale said, whatever its protocol. */
export type ScaleMessage =
  | {
      readonly t: 'weight';
      readonly milligrams: number;
      /** Null: this scale does not say whether the load lies still. */
      readonly stable: boolean | null;
      readonly net: boolean;
      readonly zero: boolean;
    }
  /** Its state without a weight: the load moves, or it answers `zero` or `tare`. */
  | { readonly t: 'status'; readonly moving: boolean; readonly zero: boolean }
  | { readonly t: 'done'; readonly what: 'zero' | 'tare'; readonly taken: boolean }
  | {
      readonly t: 'fault';
      readonly code: 'overload' | 'underload' | 'busy' | 'fault' | 'syntax';
      readonly detail: string;
    };

export interface ScaleParser {
  push(bytes: Uint8Array): ScaleMessage[];
  /** Forgets a half message: call it when the line was lost or the scale fell silent. */
  reset(): void;
}

export interface ScaleParserOptions {
  /** For messages that name no unit. */
  readonly unit?: MassUnit | undefined;
}

/** A message that this protocol does not have. What it said is not repeated: it may be another device that is talking. */
export function unreadable(message: string | null): ScaleMessage {
  const length = message === null ? 'more than 64' : String(message.length);
  return { t: 'fault', code: 'syntax', detail: `a message of ${length} characters that this protocol does not have` };
}
