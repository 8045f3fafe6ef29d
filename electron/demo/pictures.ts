import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { BrowserWindow } from 'electron';

const TWO_FRAMES = 'new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(() => done(null))))';

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
    // Painted is said when the frame is handed over; two frames later it is what a picture is taken of.
    await window.webContents.executeJavaScript(TWO_FRAMES);
    await mkdir(folder, { recursive: true });
    const image = await window.webContents.capturePage();
    await writeFile(join(folder, `${String(count).padStart(2, '0')}-${name}.png`), image.toPNG());
  };
}
