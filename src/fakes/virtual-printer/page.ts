import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { act, actionOf } from './page-actions.ts';
import { pageOf, printersOf, type ShownPrinter } from './page-html.ts';

export interface PrinterPage {
  /** With a slash at the end. */
  readonly address: string;
  close(): Promise<void>;
}

const HOST = '127.0.0.1';
const MOST_BODY_BYTES = 1024;

/**
 * The printers' sheets, lights and buttons, for a browser on this computer. Other pages in that browser can neither press
 * a button (own origin and a token of this start) nor reach it under another name (the host is checked).
 */
export async function openPrinterPage(options: {
  /** 0 for any free port. */
  readonly port: number;
  readonly printers: readonly ShownPrinter[];
}): Promise<PrinterPage> {
  const { printers } = options;
  const token = randomBytes(24).toString('base64url');
  let origin = '';

  const show = (request: IncomingMessage, response: ServerResponse): void => {
    const path = request.url ?? '/';
    if (path === '/' || path === '/printers') {
      const nonce = randomBytes(16).toString('base64');
      const body = printersOf(printers, token);
      response.setHeader('Content-Type', 'text/html; charset=utf-8');
      response.setHeader(
        'Content-Security-Policy',
        `default-src 'none'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'; style-src 'nonce-${nonce}'; script-src 'nonce-${nonce}'`,
      );
      response.end(path === '/' ? pageOf(body, nonce) : body);
      return;
    }
    const png = pictureAt(path);
    if (png === null) refuse(response, 404);
    else response.writeHead(200, { 'Content-Type': 'image/png' }).end(png);
  };

  const pictureAt = (path: string): Uint8Array | null => {
    const [, kind, id, no, atMs] = /^\/(sheet|torn)\/([\w-]+)\/(\d+)(?:-(\d+))?\.png$/.exec(path) ?? [];
    const shown = printers.find((each) => each.id === id)?.printer;
    const sheets = kind === 'torn' ? shown?.tornSheets : shown?.sheets;
    const found = sheets?.findLast((sheet) => sheet.no === Number(no) && (!sheet.torn || sheet.atMs === Number(atMs)));
    return found?.png ?? null;
  };

  const press = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const site = request.headers['sec-fetch-site'];
    const own = request.headers.origin === origin && (site === undefined || site === 'same-origin');
    if (!own || request.url !== '/do') return refuse(response, own ? 404 : 403);
    const body = await readBody(request);
    if (body === null) return refuse(response, 413);
    const form = new URLSearchParams(body);
    if (!isToken(form.get('token') ?? '')) return refuse(response, 403);
    const shown = printers.find(({ id }) => id === form.get('printer'));
    const action = actionOf(form.get('action') ?? '');
    if (shown === undefined || action === null) return refuse(response, 400);
    await act(shown.printer, action);
    response.writeHead(303, { Location: '/' }).end();
  };

  const isToken = (given: string): boolean => {
    const [mine, theirs] = [Buffer.from(token), Buffer.from(given)];
    return mine.length === theirs.length && timingSafeEqual(mine, theirs);
  };

  const server = createServer((request, response) => {
    response.setHeader('Cache-Control', 'no-store');
    response.setHeader('X-Content-Type-Options', 'nosniff');
    response.setHeader('Referrer-Policy', 'same-origin');
    response.setHeader('Cross-Origin-Resource-Policy', 'same-origin');
    // A foreign name that leads here must not be answered: its page would count as ours.
    if (`http://${request.headers.host}` !== origin) refuse(response, 421);
    else if (request.method === 'GET') show(request, response);
    else if (request.method !== 'POST') refuse(response, 405);
    else {
      press(request, response).catch((bug: unknown) => {
        refuse(response, 500);
        // Thrown where the process's own catcher finds it.
        setImmediate(() => {
          throw bug;
        });
      });
    }
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(options.port, HOST, resolve);
  });
  const address = server.address();
  origin = `http://${HOST}:${address !== null && typeof address === 'object' ? address.port : options.port}`;
  return {
    address: `${origin}/`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

function refuse(response: ServerResponse, status: number): void {
  if (response.headersSent) response.destroy();
  else response.writeHead(status, { 'Content-Type': 'text/plain', Connection: 'close' }).end(`${status}\n`);
}

/** Null when it is longer than any form of ours, or breaks off. */
async function readBody(request: IncomingMessage): Promise<string | null> {
  const pieces: Buffer[] = [];
  let length = 0;
  try {
    for await (const piece of request as AsyncIterable<Buffer>) {
      pieces.push(piece);
      length += piece.length;
      if (length > MOST_BODY_BYTES) return null;
    }
  } catch {
    // The browser went away in the middle: the same as a form that makes no sense.
    return null;
  }
  return Buffer.concat(pieces).toString('latin1');
}
