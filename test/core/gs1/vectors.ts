import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Outside conformance data: lies beside the checkout, is no part of the product, and may be missing. */
const FILE = join(import.meta.dirname, '../../../../shared/data/gs1-vectors.json');

/** One case; `^` in `unbracketed` stands for FNC1. */
export interface Vector {
  readonly src: string;
  readonly ok: boolean;
  readonly scanData?: string;
  readonly dataStr?: string;
  readonly unbracketed?: string;
  readonly bracketed?: string;
  readonly uri?: string;
  readonly rule?: string;
}

export interface EscapeVector {
  readonly src: string;
  readonly in: string;
  readonly plusNotSpace: string;
  readonly plusSpace: string;
}

export interface CheckVector {
  readonly ok: boolean;
  readonly data: string;
  readonly err?: string;
}

export interface Vectors {
  readonly source: string;
  readonly sets: {
    readonly processScanData: readonly Vector[];
    readonly processAIdata: readonly Vector[];
    readonly parseAIdata: readonly Vector[];
    readonly parseDLuri: readonly Vector[];
    readonly validateAIs: readonly Vector[];
    readonly aiLinters: readonly Vector[];
    readonly URIunescape: readonly EscapeVector[];
  };
  readonly linters: Readonly<Record<string, readonly CheckVector[]>>;
}

export const vectors: Vectors | null = existsSync(FILE) ? JSON.parse(readFileSync(FILE, 'utf8')) : null;
