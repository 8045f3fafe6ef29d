import type { Payload, Scan, ScanKind } from './scan.ts';

/** Enough of a scan to prove later what was read, where and how. */
export interface ScanEvidence {
  readonly scanId: string;
  readonly source: string;
  /** What was read, without the AIM identifier; null where it must not be kept (badges). */
  readonly text: string | null;
  readonly kind?: ScanKind | undefined;
  readonly aim?: string | undefined;
  readonly read?: Payload['t'] | undefined;
}

export function evidenceOf(scan: Scan): ScanEvidence {
  // A badge is a key: its text is kept nowhere. A damaged one comes without text already.
  const text = scan.payload.t === 'badge' || isBadgeNumber(scan.payload) ? null : scan.payload.text;
  return {
    scanId: scan.id,
    source: scan.source,
    text,
    kind: scan.kind,
    read: scan.payload.t,
    ...(scan.aim === null ? {} : { aim: scan.aim }),
  };
}

function isBadgeNumber(payload: Payload): boolean {
  return payload.t === 'gs1' && payload.facts.gsrn !== undefined;
}
