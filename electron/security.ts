import { app, type BrowserWindow, session } from 'electron';
import { isOurUrl } from './our-page.ts';

/** The whole application: no permissions, no webviews, no new windows, no way out of our own page. */
export function lockDown(): void {
  const { defaultSession } = session;
  defaultSession.setPermissionRequestHandler((_contents, _permission, answer) => answer(false));
  defaultSession.setPermissionCheckHandler(() => false);
  defaultSession.setDevicePermissionHandler(() => false);
  app.on('web-contents-created', (_event, contents) => {
    contents.on('will-attach-webview', (event) => event.preventDefault());
    contents.on('will-navigate', (event) => {
      if (!isOurUrl(event.url)) event.preventDefault();
    });
    contents.on('will-redirect', (event) => event.preventDefault());
    contents.setWindowOpenHandler(() => ({ action: 'deny' }));
  });
}

/** Keys that would reload or close a packer's screen in mid order. */
export function guardKeys(window: BrowserWindow, kiosk: boolean): void {
  window.webContents.on('before-input-event', (event, input) => {
    const control = input.control || input.meta;
    const reload = input.key === 'F5' || (control && ['r', 'w', 'p', 'q'].includes(input.key.toLowerCase()));
    const leave = kiosk && (input.key === 'F11' || (input.alt && input.key === 'F4'));
    if (reload || leave) event.preventDefault();
  });
}
