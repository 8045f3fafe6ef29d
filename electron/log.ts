import { appendFileSync, existsSync, renameSync, statSync } from 'node:fs';
import { join } from 'node:path';

const LARGEST_BYTES = 2 * 1024 * 1024;

export type Log = (line: string) => void;

/** A small log for support: faults and mistakes, never scans, addresses, badges or keys. One old file is kept. */
export function openLog(folder: string): Log {
  const path = join(folder, 'packhouse.log');
  return (line) => {
    try {
      if (existsSync(path) && statSync(path).size > LARGEST_BYTES) renameSync(path, `${path}.old`);
      appendFileSync(path, `${new Date().toISOString()} ${redacted(line)}\n`, { mode: 0o600 });
    } catch (error) {
      // A full disk is told through this very log, from within a turn: it must not end the turns as well.
      process.stderr.write(`The log cannot be written: ${error instanceof Error ? error.message : String(error)}\n`);
    }
  };
}

/** Keys and badges have a form of their own, so they can be struck out wherever they turn up. */
export function redacted(line: string): string {
  return line.replaceAll(/\b(ps|ph)k?[ok]?_[\w-]{6,}/g, '…').replaceAll(/XB[0-9A-Z]{4,}/g, '…');
}
