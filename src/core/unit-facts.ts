/** What is known of the units one scan packed, beyond how many. */
export interface UnitFacts {
  readonly lot?: string | undefined;
  readonly serial?: string | undefined;
  /** `YYYY-MM-DD` */
  readonly expiry?: string | undefined;
  readonly grams?: number | undefined;
  /** Bin that was scanned for them. */
  readonly place?: string | undefined;
}

/** One thing that a unit in hand still lacks. */
export type Ask = 'lot' | 'expiry' | 'serial' | 'weight' | 'place';
