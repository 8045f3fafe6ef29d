import type { WireEvent } from '../wire/hub-events.ts';
import { MAX_BATCH } from '../wire/hub-feed.ts';
import { MAX_RAW_BYTES } from '../wire/hub-station.ts';

/**
 * Looks for the one event that makes every batch fail. After five failures of the same batch it is halved at each further one, until one
 * event is alone; that one goes as bytes, is set aside under its own number, and those behind it follow.
 */
export interface Poison {
  /** Most events to send when `firstSeq` is the first. */
  limit(firstSeq: number): number;
  failed(firstSeq: number, size: number): void;
  /** Everything up to here is at the hub. */
  passed(ackSeq: number): void;
  /** This one has failed alone. */
  isFound(seq: number): boolean;
}

const FAILURES = 5;

export function createPoison(): Poison {
  let failures = 0;
  /** The search is over when everything up to here has passed: the poisonous event is among these. */
  let lastSuspect = 0;
  let most = MAX_BATCH;
  let found: number | null = null;

  function forget(): void {
    failures = 0;
    most = MAX_BATCH;
    found = null;
    lastSuspect = 0;
  }

  return {
    limit: (firstSeq) => (found === firstSeq ? 1 : most),
    failed(firstSeq, size) {
      failures += 1;
      if (failures < FAILURES) return;
      lastSuspect = firstSeq + size - 1;
      if (size === 1) found = firstSeq;
      most = Math.max(1, Math.ceil(size / 2));
    },
    passed(ackSeq) {
      if (ackSeq >= lastSuspect) forget();
    },
    isFound: (seq) => found === seq,
  };
}

/** @returns null: more bytes than the hub keeps of one event */
export function rawOf(event: WireEvent): Uint8Array | null {
  const bytes = utf8Of(JSON.stringify(event));
  return bytes.length > MAX_RAW_BYTES ? null : bytes;
}

/** This zone has no TextEncoder. `JSON.stringify` leaves no half of a surrogate pair behind, so every text can be written. */
function utf8Of(text: string): Uint8Array {
  const bytes: number[] = [];
  const coded = encodeURIComponent(text);
  for (let at = 0; at < coded.length; at += 1) {
    const isCoded = coded[at] === '%';
    bytes.push(isCoded ? Number.parseInt(coded.slice(at + 1, at + 3), 16) : coded.charCodeAt(at));
    if (isCoded) at += 2;
  }
  return Uint8Array.from(bytes);
}
