import type { Frame } from '../core/scan.ts';

/** How it stands with the cable to a device. */
export type DeviceLink = 'connecting' | 'ready' | 'lost' | 'denied' | 'busy';
export type ScannerLink = DeviceLink;

/** Why the link is as it is; words in the packer's language hang on these. */
export type LinkCode =
  | 'connecting'
  | 'ready'
  | 'no-device' // nothing is there under the name that the settings give
  | 'unplugged' // it was there a moment ago
  | 'ambiguous' // more than one device fits the settings
  | 'no-listing' // this system cannot say which devices there are
  | 'no-permission'
  | 'in-use'
  | 'unsuitable' // it is there, but is no serial port, or does not know these line settings
  | 'no-driver'; // the serial library did not load

export interface LinkStatus {
  readonly link: DeviceLink;
  readonly code: LinkCode;
  /** Plain English, for logs and support. */
  readonly detail: string;
  /** Wall clock, since when the link is as it is. */
  readonly sinceMs: number;
}
export type ScannerStatus = LinkStatus;

/** What a scanner does that it should not. Never holds what a badge says. */
export interface ScannerDiag {
  readonly source: string;
  readonly atMs: number;
  readonly code: 'partial-dropped' | 'overlong' | 'noise' | 'reopened' | 'check-baud';
  readonly detail: string;
  /** At most the first 64 bytes of what was read, two digits a byte; absent when it may be a badge. */
  readonly hex?: string | undefined;
}

/** What the app tells the hand that holds the scanner. */
export type HostSignal = 'good' | 'bad' | 'attention' | 'enable' | 'disable';

/** A scanner; starting never fails for a missing device: it reports and keeps trying. */
export interface Scanner {
  readonly source: string;
  onFrame(listener: (frame: Frame) => void): () => void;
  onStatus(listener: (status: ScannerStatus) => void): () => void;
  onDiag(listener: (diag: ScannerDiag) => void): () => void;
  /** True when the scanner was told; false when it cannot be told or is away. Never rejects; nothing has to wait for it. */
  signal(signal: HostSignal): Promise<boolean>;
  start(): void;
  stop(): Promise<void>;
}
