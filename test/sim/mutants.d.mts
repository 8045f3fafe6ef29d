/** An exact piece of a file and what stands there instead. */
export interface Edit {
  readonly file: string;
  readonly find: string;
  readonly put: string;
}

export interface Mutant {
  readonly name: string;
  readonly edits: readonly Edit[];
  /** What makes the fault matter soon; merged into the plan of every history. */
  readonly plan: Readonly<Record<string, unknown>>;
  /** The first history and how many, chosen beforehand. */
  readonly seeds: readonly [number, number];
}

export const MUTANTS: readonly Mutant[];

/** @throws when a piece is not there exactly once */
export function mutated(edits: readonly Edit[], text: string): string;
