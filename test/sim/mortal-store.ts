import type { JournalEntry } from '../../src/core/event.ts';
import type { Store } from '../../src/devices/store/open-store.ts';
import type { Journal, JournalDraft } from '../../src/runtime/stores.ts';

/** Thrown into whatever still runs of a program that has ended. */
export class ProgramEnded extends Error {
  override readonly name = 'ProgramEnded';
}

export interface StoreFate {
  isOver(): boolean;
  /** Asked at every write: whether the program ends right before it, right after it, or not. */
  fate(): 'before' | 'after' | 'full' | null;
  end(): void;
  onCommitted(entries: readonly JournalEntry[]): void;
}

const NEVER = new Promise<never>(() => undefined);
const JOURNAL_WRITES = ['acknowledge', 'rewind', 'saveSnapshot', 'forget'];
const REPLICA_WRITES = ['apply', 'grant', 'clear', 'setIdentity', 'putDocument'];

/** The real stores of one run of the program, which may end at any write, on either side of the commit. */
export function mortal(store: Store, fate: StoreFate): Pick<Store, 'journal' | 'replica' | 'artefacts'> {
  const { journal } = store;

  /** Nobody waits for an answer that never comes; so the turn stands still where the power went. */
  async function append(drafts: readonly JournalDraft[]): ReturnType<Journal['append']> {
    if (fate.isOver()) return NEVER;
    const now = fate.fate();
    if (now === 'full') return { ok: false, error: { kind: 'disk-full', detail: 'no space left' } };
    if (now === 'before') {
      fate.end();
      return NEVER;
    }
    const written = await journal.append(drafts);
    if (written.ok) fate.onCommitted(written.value);
    if (now === null) return written;
    fate.end();
    return NEVER;
  }

  return {
    journal: watched({ ...journal, append }, JOURNAL_WRITES, fate),
    replica: watched(store.replica, REPLICA_WRITES, fate),
    artefacts: watched(store.artefacts, ['put'], fate),
  };
}

function watched<Part extends object>(part: Part, writes: readonly string[], fate: StoreFate): Part {
  return new Proxy(part, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function') return value;
      return (...args: unknown[]) => {
        if (name === 'append') return value.apply(target, args);
        if (fate.isOver()) throw new ProgramEnded();
        if (!writes.includes(String(name))) return value.apply(target, args);
        const now = fate.fate();
        if (now === 'before') {
          fate.end();
          throw new ProgramEnded();
        }
        const answer: unknown = value.apply(target, args);
        if (now !== 'after') return answer;
        fate.end();
        throw new ProgramEnded();
      };
    },
  });
}
