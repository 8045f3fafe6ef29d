import { JournalDamaged } from '../src/devices/store/open-store.ts';
import { NewerStore } from '../src/devices/store/store-schema.ts';

/** What can be wrong with this bench's own disk. Somebody has to be told in words; trying again does not help. */
export function isStartFault(error: unknown): error is JournalDamaged | NewerStore {
  return error instanceof JournalDamaged || error instanceof NewerStore;
}

/** `code: sentence`: the code for support, the sentence for the person at the bench. */
export function startFaultText(error: unknown): string {
  const code =
    error instanceof NewerStore ? 'journal-newer' : error instanceof JournalDamaged ? 'journal-damaged' : 'not-opened';
  return `${code}: ${error instanceof Error ? error.message : String(error)}`;
}
