import type { Action, Choice } from './phase.ts';

/** What a command barcode asks for. */
export type Instruction =
  | { readonly kind: 'do'; readonly action: Action }
  | { readonly kind: 'choose'; readonly choice: Choice }
  /** So many units by the next item scan, where the site allows it. */
  | { readonly kind: 'quantity'; readonly units: number };
