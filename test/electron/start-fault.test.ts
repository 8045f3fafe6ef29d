import { describe, expect, it } from 'vitest';
import { isStartFault, startFaultText } from '../../electron/start-fault.ts';
import { JournalDamaged } from '../../src/devices/store/open-store.ts';
import { NewerStore } from '../../src/devices/store/store-schema.ts';

describe('why a bench did not open', () => {
  it('is said with a code for support when it is the disk', () => {
    expect(startFaultText(new NewerStore('journal', 99, 1))).toMatch(
      /^journal-newer: The journal was written by a newer/,
    );
    expect(startFaultText(new JournalDamaged('/j', '/j.damaged', null))).toMatch(
      /^journal-damaged: The journal \/j is dam/,
    );
  });

  it('is a bug when it is anything else', () => {
    expect(isStartFault(new NewerStore('journal', 99, 1))).toBe(true);
    expect(isStartFault(new JournalDamaged('/j', '/j.damaged', null))).toBe(true);
    expect(isStartFault(new Error('no port is free'))).toBe(false);
    expect(startFaultText(new Error('no port is free'))).toBe('not-opened: no port is free');
  });
});
