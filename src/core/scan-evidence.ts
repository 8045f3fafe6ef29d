import type { ScanEvidence } from './event.ts';
import type { Scan } from './scan.ts';

export function evidenceOf(scan: Scan): ScanEvidence {
  // A badge is a key: its text is kept nowhere.
  const text = scan.payload.t === 'badge' ? null : scan.payload.text;
  return { scanId: scan.id, source: scan.source, text };
}
