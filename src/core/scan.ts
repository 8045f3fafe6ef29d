import type { Instruction } from './instruction.ts';

/** Where a code was read. `manual` is typed by a person and is never as good as a scan. */
export type ScanKind = 'serial' | 'hidpos' | 'wedge' | 'camera' | 'manual' | 'virtual';

/** What a device delivered, before any meaning. Bytes are without prefix, suffix and noise. */
export interface Frame {
  /** Stable name of the device: by-id name, `wedge`, `manual`. */
  readonly source: string;
  readonly kind: ScanKind;
  /** +1 for each frame of this source since the program started. */
  readonly no: number;
  /** Latin-1: one character a byte. */
  readonly text: string;
  readonly terminated: boolean;
  /** Monotonic milliseconds of the last byte. */
  readonly monoMs: number;
  /** AIM identifier, `]` included, when the device gives it beside the data (HID POS, camera). */
  readonly aim?: string | undefined;
}

export interface Scan {
  /** `source:boot:no`; the same id is never counted twice. */
  readonly id: string;
  readonly source: string;
  readonly kind: ScanKind;
  readonly atMs: number;
  /** AIM identifier without the `]`, for example `E0`; null when the scanner sends none. */
  readonly aim: string | null;
  readonly payload: Payload;
  readonly warnings: readonly ScanWarning[];
}

export type ScanWarning =
  | 'aim-missing' // the profile says that the scanner sends identifiers, and this frame has none
  | 'inferred' // read as GS1 or GTIN without an identifier that says so
  | 'unterminated'
  | 'extra-gs'
  | 'day-00' // a date with day 00: the last day of its month
  | 'requisite-missing'; // an AI without the one it belongs to; usual with two symbols on one item

/** How a GTIN was printed. */
export type GtinCarrier = 'EAN-13' | 'EAN-8' | 'UPC-A' | 'UPC-E' | 'ITF-14' | 'unknown';

export type Confidence = 'sure' | 'inferred';

export interface Gs1Element {
  readonly ai: string;
  readonly value: string;
}

/** A decimal number as it was written, without floats: `value` × 10^-`scale`. */
export interface Decimal {
  readonly value: string;
  readonly scale: number;
}

/** What the elements of a GS1 code say, for the AIs that packing understands. Dates are local calendar dates, `YYYY-MM-DD`. */
export interface Gs1Facts {
  readonly gtin14?: string | undefined;
  readonly sscc?: string | undefined;
  /** AI 02 with 37: so many of this item are inside a logistic unit. */
  readonly content?: { readonly gtin14: string; readonly count: number } | undefined;
  readonly lot?: string | undefined;
  readonly serial?: string | undefined;
  readonly expiry?: string | undefined;
  readonly bestBefore?: string | undefined;
  readonly production?: string | undefined;
  /** AI 8008, local time `YYYY-MM-DDTHH[:MM[:SS]]`. */
  readonly productionAt?: string | undefined;
  /** AI 30: count of the item itself. */
  readonly count?: number | undefined;
  readonly netWeight?: (Decimal & { readonly unit: 'kg' | 'lb' }) | undefined;
  readonly orderNumber?: string | undefined;
  readonly shipTo?: string | undefined;
  readonly place?: { readonly gln: string; readonly extension?: string | undefined } | undefined;
  /** AI 8003 (returnable asset, a tote) or 8004. */
  readonly asset?: string | undefined;
  /** AI 8017 or 8018; may serve as a badge. */
  readonly gsrn?: string | undefined;
}

/** Why a code could not be read; the words for the packer hang on these. */
export type DecodeFault =
  | 'check-character' // of one of our own codes
  | 'unknown-command'
  | 'check-digit'
  | 'check-digit-stripped' // the scanner is set to leave check digits out
  | 'glued'
  | 'unknown-ai'
  | 'too-short'
  | 'too-long'
  | 'bad-character'
  | 'bad-date'
  | 'bad-time'
  | 'bad-value'
  | 'ai-conflict' // the same AI twice with two values, or two AIs that exclude each other
  | 'empty'
  | 'bad-link';

export type Payload =
  | { readonly t: 'command'; readonly instruction: Instruction; readonly text: string }
  | { readonly t: 'badge'; readonly text: string }
  | { readonly t: 'parcel'; readonly text: string }
  /** Our own place code: `L-` and the bin's name. */
  | { readonly t: 'place'; readonly bin: string; readonly text: string }
  /** Our own station code. */
  | { readonly t: 'station'; readonly no: number; readonly text: string }
  | {
      readonly t: 'gs1';
      readonly via: 'element' | 'link';
      readonly elements: readonly Gs1Element[];
      readonly facts: Gs1Facts;
      readonly confidence: Confidence;
      readonly text: string;
    }
  | {
      readonly t: 'gtin';
      readonly gtin14: string;
      readonly carrier: GtinCarrier;
      /** Other readings of the same digits (8 digits without identifier: EAN-8 first, UPC-E here), as 14 digits. */
      readonly alt: readonly string[];
      readonly confidence: Confidence;
      readonly text: string;
    }
  | { readonly t: 'text'; readonly text: string }
  | {
      readonly t: 'invalid';
      readonly code: 'invalid-code' | 'scan-glued';
      readonly fault: DecodeFault;
      readonly ai?: string | undefined;
      readonly text: string;
      /** For support, in English: what was wrong and where. */
      readonly detail: string;
    };

/** What is known of the device that a frame came from, and of this site's codes. */
export interface DecodeOptions {
  /** `on`: set to send AIM identifiers; `off`: never sends them; `auto`: taken when there. */
  readonly aim: 'on' | 'off' | 'auto';
  /** Today, `YYYY-MM-DD`, for the century of two-digit years (GS1 General Specifications 7.12). */
  readonly today: string;
  readonly stripPrefix?: string | undefined;
  /** What the scanner sends in place of GS (0x1D). */
  readonly gsSubstitute?: string | undefined;
  /** True when the raw text itself is a known barcode: then it is never read as an inferred GS1 string. */
  readonly isKnown?: ((text: string) => boolean) | undefined;
}
