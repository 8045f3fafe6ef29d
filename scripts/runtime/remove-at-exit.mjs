import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** @type {Set<string>} */
const folders = new Set();

/**
 * Has a folder deleted when this process ends, a signal included (see children.mjs: signals end in
 * process.exit).
 * @param {string} folder
 */
export function removeAtExit(folder) {
  if (folders.size === 0) process.on('exit', removeAll);
  folders.add(folder);
}

/**
 * @param {string} purpose part of its name
 * @returns {string} an empty folder that goes away with this process
 */
export function temporaryFolder(purpose) {
  const folder = mkdtempSync(join(tmpdir(), `packhouse-${purpose}-`));
  removeAtExit(folder);
  return folder;
}

function removeAll() {
  // Retries: a process that is just dying may still write a file.
  for (const folder of folders) rmSync(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 });
}
