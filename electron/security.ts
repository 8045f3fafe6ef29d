import { app, type BrowserWindow, type IpcMainInvokeEvent, session } from 'electron';

export const APP_SCHEME = 'app';
export const APP_HOST = 'packhouse';
export const APP_URL = `${APP_SCHEME}://${APP_HOST}/index.html`;

export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self' data:",
  "font-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "object-src 'none'",
].join('; ');

/** True for our own page only: the top frame, at our own scheme and host. */
export function isOurs(event: Pick<IpcMainInvokeEvent, 'senderFrame'>): boolean {
  const frame = event.senderFrame;
  return frame !== null && frame.parent === null && isOurUrl(frame.url);
}

/** `new URL(...).origin` of a custom scheme is the string "null" in Node, so scheme and host are compared. */
export function isOurUrl(text: string): boolean {
  if (!URL.canParse(text)) return false;
  const url = new URL(text);
  return url.protocol === `${APP_SCHEME}:` && url.host === APP_HOST;
}

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
