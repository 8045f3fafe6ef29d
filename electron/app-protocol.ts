import { protocol } from 'electron';
import { APP_SCHEME } from './our-page.ts';
import { servePage } from './page-files.ts';

/** Must run before the app is ready. */
export function declareAppScheme(): void {
  protocol.registerSchemesAsPrivileged([
    { scheme: APP_SCHEME, privileges: { standard: true, secure: true, supportFetchAPI: true, codeCache: true } },
  ]);
}

export function serveApp(folder: string): void {
  protocol.handle(APP_SCHEME, (request) => servePage(folder, request));
}
