import type { ConflictKind } from '../../src/core/conflict.ts';

/** Screens that many stations bring: contradictions between them, drills, and how a station meets its hub. */
export interface SyncWords {
  readonly conflict: {
    /** `other`: the other station's name; empty when there is none. */
    readonly kinds: Readonly<
      Record<ConflictKind, { readonly word: string; readonly what: (number: string, other: string) => string }>
    >;
    readonly asks: Readonly<Record<ConflictKind, string>>;
    readonly who: string;
    readonly when: string;
    readonly label: string;
    readonly counts: string;
    readonly yes: string;
    readonly no: string;
    readonly you: string;
    readonly nobody: string;
    readonly none: string;
    readonly ships: (station: string) => string;
    readonly leadDecides: string;
    readonly nothingLost: string;
  };
  readonly drill: {
    readonly shipped: string;
    readonly refused: string;
    readonly scans: string;
    readonly left: string;
    readonly dry: string;
    readonly never: string;
  };
  readonly enrol: {
    readonly open: string;
    readonly title: string;
    readonly close: string;
    readonly how: string;
    readonly field: string;
    readonly look: string;
    readonly sure: string;
    readonly pinned: string;
    readonly notPinned: string;
    readonly connect: string;
    readonly asking: string;
    readonly done: (station: string) => string;
    readonly unsentIn: (file: string) => string;
    readonly restart: string;
    readonly failed: string;
    readonly save: (entries: number) => string;
    readonly savedIn: (entries: number, file: string) => string;
  };
}
