import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserWindow } from 'electron';

/** Keeps what the window shows, once it shows the newest view. Numbered, so that a folder of them reads like the shift went. */
export function createCamera(
  window: BrowserWindow,
  folder: string,
  painted: () => Promise<void>,
): (name: string) => Promise<void> {
  let count = 0;
  return async (name) => {
    count += 1;
    await painted();
    await mkdir(folder, { recursive: true });
    const image = await window.webContents.capturePage();
    await writeFile(join(folder, `${String(count).padStart(2, '0')}-${name}.png`), image.toPNG());
  };
}
