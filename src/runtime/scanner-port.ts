import type { Frame } from '../core/scan.ts';

export type ScannerLink = 'connecting' | 'ready' | 'lost' | 'denied' | 'busy';

export interface ScannerStatus {
  readonly link: ScannerLink;
  readonly detail: string;
  readonly sinceMs: number;
}

/** A scanner; starting never fails for a missing device: it reports and keeps trying. */
export interface Scanner {
  readonly source: string;
  onFrame(listener: (frame: Frame) => void): () => void;
  onStatus(listener: (status: ScannerStatus) => void): () => void;
  start(): void;
  stop(): Promise<void>;
}
