import type { HubFault } from './hub-port.ts';
import type { StopSignal } from './ports.ts';
import type { SyncOptions } from './sync-options.ts';

const AT_ONCE = 20;

/** Carriers' labels come with the orders: offline they are as much needed as these. */
export async function fetchDocuments(
  { hub, replica, onChange }: SyncOptions,
  signal: StopSignal,
  onFault: (fault: HubFault) => void,
): Promise<void> {
  let came = false;
  for (const sha256 of replica.missingDocuments(AT_ONCE)) {
    const bytes = await hub.document(sha256);
    if (signal.aborted) return;
    if (bytes.ok) replica.putDocument(sha256, bytes.value);
    else if (bytes.error.kind === 'hub-unreachable') {
      onFault(bytes.error);
      break;
    }
    came ||= bytes.ok;
  }
  if (came) onChange('replica');
}
