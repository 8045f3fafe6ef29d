import type { Carton } from './carton.ts';
import type { Address } from './order.ts';

/** How this warehouse wants it done. The hub says it; `DEFAULT_POLICY` holds until it has. */
export interface Policy {
  /** Ask which box, when the site has told its cartons. */
  readonly boxes: boolean;
  readonly weigh: 'never' | 'when-scale' | 'always';
  /** Weight of paper and filling in a box, in grams. */
  readonly fillingGrams: number;
  /** The scale's division, in grams. */
  readonly divisionGrams: number;
  /** How far a unit sold by weight may be from what the line says. */
  readonly weightPercent: number;
  /** Codes that say what is inside (AI 02 and 37) count for what they say. */
  readonly contentScans: boolean;
  /** QTY cards are taken; off, because counting one of several proves little (Poon 2006). */
  readonly quantities: boolean;
  /** A wrong item's stop also goes away by scanning the right one. */
  readonly autoClear: boolean;
  /** An unknown code stops the bench, not only sounds. */
  readonly unknownStops: boolean;
  /** Best before counts as expiry. */
  readonly bestBeforeIsExpiry: boolean;
  /** An order with something missing: ships without it, ships when a supervisor agrees, or waits. */
  readonly missing: 'allow' | 'approve' | 'hold';
  /** More missing units than this need a supervisor. */
  readonly shortUnits: number;
  /** How old the hub's word may be while the network is away, in minutes. */
  readonly staleMinutes: number;
  readonly stale: 'ask' | 'refuse';
  /** Orders in one picking round. */
  readonly roundOrders: number;
  /** Ask whether a shelf is empty when the stock says that it should be. */
  readonly zeroCheck: boolean;
  /** Without a camera a photo is left out and flagged, or stops the order. */
  readonly photo: 'skip' | 'stop';
  /** For stands: the same code from the same scanner sooner than this is the same item still lying there. 0: off. */
  readonly presentationGuardMs: number;
  /** Copies of one label that a packer may print after the first; more need a lead. */
  readonly reprints: number;
  /** Print what is in it for every box. */
  readonly contents: boolean;
}

export const DEFAULT_POLICY: Policy = {
  boxes: true,
  weigh: 'when-scale',
  fillingGrams: 30,
  divisionGrams: 5,
  weightPercent: 10,
  contentScans: false,
  quantities: false,
  autoClear: false,
  unknownStops: true,
  bestBeforeIsExpiry: true,
  missing: 'allow',
  shortUnits: 20,
  staleMinutes: 240,
  stale: 'ask',
  roundOrders: 4,
  zeroCheck: true,
  photo: 'skip',
  presentationGuardMs: 0,
  reprints: 1,
  contents: false,
};

export interface Site {
  readonly policy: Policy;
  readonly cartons: readonly Carton[];
  /** The sender on labels. Absent: the label names the station only. */
  readonly sender?: Address | undefined;
  /** Serial references that this station may give out under the warehouse's GS1 company prefix. Absent: it has none. */
  readonly sscc?: SsccRange | undefined;
}

/** Both ends included. The extension digit is the first digit of a serial reference (GS1 General Specifications, 3.3.1). */
export interface SsccRange {
  readonly companyPrefix: string;
  readonly from: number;
  readonly to: number;
}

export const DEFAULT_SITE: Site = { policy: DEFAULT_POLICY, cartons: [] };
