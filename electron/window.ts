import { BrowserWindow } from 'electron';
import { locations } from './locations.ts';
import { APP_URL } from './our-page.ts';
import { guardKeys } from './security.ts';

export function openWindow(options: { readonly kiosk: boolean }): BrowserWindow {
  const window = new BrowserWindow({
    width: 1920,
    height: 1080,
    minWidth: 1024,
    minHeight: 700,
    show: false,
    kiosk: options.kiosk,
    autoHideMenuBar: true,
    backgroundColor: '#E3E7EA',
    title: 'Packhouse',
    webPreferences: {
      preload: locations.preload,
      sandbox: true,
      contextIsolation: true,
      nodeIntegration: false,
      webSecurity: true,
      // A bench behind another window still answers its scanner.
      backgroundThrottling: false,
      spellcheck: false,
      disableBlinkFeatures: 'Auxclick',
    },
  });
  guardKeys(window, options.kiosk);
  window.once('ready-to-show', () => window.show());
  window.loadURL(APP_URL).catch((error: unknown) => {
    process.stderr.write(`The window could not load its page: ${String(error)}\n`);
  });
  return window;
}
