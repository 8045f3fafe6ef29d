import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { app } from 'electron';
import { failure, success } from '../src/core/result.ts';
import type { Strip } from '../src/core/view.ts';
import { enrolStation, parseEnrolment } from '../src/devices/enrol.ts';
import { exportUnsent } from '../src/devices/export-events.ts';
import type { Store } from '../src/devices/store/open-store.ts';
import type { HubSettings } from '../src/wire/settings.ts';
import { openKey, sealKey } from './hub-key.ts';
import { done, type Serve } from './ipc.ts';
import type { LoadedSettings } from './settings.ts';

export type Enrolment = Pick<Serve, 'readEnrolment' | 'enrol' | 'exportUnsent' | 'restart'>;

const UNREADABLE = {
  kind: 'enrolment-failed',
  detail: 'This is no enrolment code: scan it again, or type the address, a space and the ten characters.',
} as const;

/** How a station comes to its hub: a code once, a key from then on. What it could not send before is never left behind. */
export function createEnrolment(options: {
  readonly settings: LoadedSettings;
  readonly store: Store;
  readonly folder: string;
  readonly strip: () => Strip;
}): Enrolment {
  const { settings, store } = options;

  /** A station at work is not taken from its hub by a code that somebody scans; one without a hub, or shut out, may be. */
  function mayEnrol(): boolean {
    return settings.current().hub === null || options.strip().network.state === 'refused';
  }

  function writeUnsent(hub: HubSettings) {
    const identity = store.replica.identity();
    if (identity === null) return failure({ kind: 'not-now' as const, detail: 'this station never spoke to its hub' });
    const { journal, replica } = store;
    const lines = exportUnsent({ journal, replica, identity, key: openKey(hub), nowMs: Date.now() });
    if (lines === null) return failure({ kind: 'not-now' as const, detail: 'the hub has everything' });
    const path = join(
      options.folder,
      `unsent-${identity.station.name.replaceAll(/[^\w-]+/g, '-')}-${Date.now()}.jsonl`,
    );
    try {
      writeFileSync(path, lines, { mode: 0o600, flush: true });
    } catch (error) {
      return failure({ kind: 'not-written' as const, detail: error instanceof Error ? error.message : path });
    }
    return success({ path, entries: journal.unsent().entries });
  }

  return {
    readEnrolment({ text }) {
      const read = parseEnrolment(text);
      return Promise.resolve(
        read === null ? failure(UNREADABLE) : success({ hub: read.hub, pinned: read.pin !== null }),
      );
    },
    async enrol({ text }) {
      const read = parseEnrolment(text);
      if (read === null) return failure(UNREADABLE);
      if (!mayEnrol()) return failure({ kind: 'not-now', detail: 'this station works with a hub already' });
      const before = settings.current().hub;
      const unsent = before !== null && options.strip().unsent > 0 ? writeUnsent(before) : null;
      if (unsent !== null && !unsent.ok) return unsent;
      const enrolled = await enrolStation({ ...read, appVersion: app.getVersion() });
      if (!enrolled.ok) return failure({ kind: 'enrolment-failed', detail: enrolled.error.detail });
      const { station_id, epoch, name, key, certificate } = enrolled.value;
      const hub = {
        url: read.hub,
        ...sealKey(key),
        certificate,
        store: `work-${station_id.slice(-12)}-${epoch}`,
      };
      settings.save({ hub, station: name });
      return success({ station: name, unsentFile: unsent === null ? null : unsent.value.path });
    },
    exportUnsent() {
      const { hub } = settings.current();
      return Promise.resolve(
        hub === null ? failure({ kind: 'not-now', detail: 'a demo has nobody to send to' } as const) : writeUnsent(hub),
      );
    },
    restart() {
      app.relaunch();
      app.quit();
      return done();
    },
  };
}
