import { isIP } from 'node:net';
import { networkInterfaces } from 'node:os';
import { join } from 'node:path';
import { BadCertificate, type HubTls, keepSelfSigned, notCovered, readTls } from '../http/tls.ts';
import { dataFolder } from './choose-database.ts';
import { type Arguments, text, wholeNumber } from './read-arguments.ts';
import { NoInput, UsageError } from './usage.ts';

const DEFAULT_PORT = 8321;

type TlsPlan =
  | { readonly kind: 'none' }
  | { readonly kind: 'self'; readonly dir: string; readonly names: readonly string[] }
  | { readonly kind: 'files'; readonly cert: string; readonly key: string };

/** How the hub is to be reached; nothing has been opened or read for it yet. */
export interface NetworkPlan {
  readonly host: string;
  readonly port: number;
  /** Null: the address under which it will listen. */
  readonly publicUrl: string | null;
  readonly tls: TlsPlan;
  /** Sentences for whoever starts the hub. */
  readonly warnings: readonly string[];
}

/** @throws UsageError: keys and PINs must not cross a network in clear unless somebody says so */
export function planNetwork(args: Arguments): NetworkPlan {
  const host = text(args, 'host') ?? '127.0.0.1';
  const port = wholeNumber(args, 'port', { min: 0, max: 65_535 }) ?? DEFAULT_PORT;
  const secure = text(args, 'tls') !== undefined || text(args, 'tls-cert') !== undefined;
  const publicUrl = publicUrlOf(args, { host, port, secure });
  return { host, port, publicUrl, tls: planTls(args, { host, publicUrl }), warnings: [] };
}

/** The same for serving: what can be reached from outside must be encrypted, or loudly is not. @throws UsageError */
export function planServe(args: Arguments): NetworkPlan {
  const plan = planNetwork(args);
  if (plan.tls.kind !== 'none' || isLoopback(plan.host)) return plan;
  if (args.values['allow-plain-http'] !== true) {
    throw new UsageError(
      `Host ${plan.host} can be reached from outside and this hub speaks plain HTTP: say --tls self, put a TLS proxy before it, or say --allow-plain-http.`,
    );
  }
  const warning = `plain HTTP on ${plan.host}: keys, badges and PINs cross the network in clear, for everybody on it to read. Better: --tls self.`;
  return { ...plan, warnings: [warning] };
}

function publicUrlOf(
  args: Arguments,
  at: { readonly host: string; readonly port: number; readonly secure: boolean },
): string | null {
  const asked = text(args, 'public-url');
  if (asked === undefined) {
    const host = isWildcard(at.host) ? outsideAddress() : at.host;
    if (host === null || at.port === 0) return null;
    return `${at.secure ? 'https' : 'http'}://${isIP(host) === 6 ? `[${host}]` : host}:${at.port}`;
  }
  const url = URL.canParse(asked) ? new URL(asked) : null;
  if (url === null || !/^https?:$/.test(url.protocol) || url.origin !== url.href.replace(/\/$/, ''))
    throw new UsageError(`--public-url must be like https://hub.example:8321, without a path, not "${asked}".`);
  if (at.secure && url.protocol === 'http:')
    throw new UsageError(`With TLS the --public-url begins with https://, not "${asked}".`);
  return url.origin;
}

function planTls(args: Arguments, at: { readonly host: string; readonly publicUrl: string | null }): TlsPlan {
  const [self, cert, key] = [text(args, 'tls'), text(args, 'tls-cert'), text(args, 'tls-key')];
  if (self !== undefined && self !== 'self')
    throw new UsageError(
      `--tls knows only "self", not "${self}"; for a certificate of yours: --tls-cert and --tls-key.`,
    );
  if ((cert === undefined) !== (key === undefined))
    throw new UsageError('--tls-cert and --tls-key belong together: give both.');
  if (cert !== undefined && key !== undefined) {
    if (self !== undefined) throw new UsageError('Say --tls self, or --tls-cert and --tls-key, not both.');
    return { kind: 'files', cert, key };
  }
  if (self === undefined) return { kind: 'none' };
  return { kind: 'self', dir: join(dataFolder(args), 'tls'), names: namesOf(at) };
}

function namesOf({ host, publicUrl }: { readonly host: string; readonly publicUrl: string | null }): string[] {
  const called = publicUrl === null ? [] : [new URL(publicUrl).hostname.replace(/^\[|\]$/g, '')];
  return [...new Set([...called, ...(isWildcard(host) ? [] : [host])])];
}

/** @throws NoInput, BadCertificate */
export async function openTls(
  plan: NetworkPlan,
): Promise<{ readonly tls: HubTls | null; readonly warnings: readonly string[] }> {
  if (plan.tls.kind === 'none') return { tls: null, warnings: [] };
  try {
    if (plan.tls.kind === 'files') return { tls: readTls(plan.tls.cert, plan.tls.key), warnings: [] };
    const tls = await keepSelfSigned(plan.tls.dir, plan.tls.names);
    const missing = notCovered(tls.cert, plan.tls.names);
    if (missing.length === 0) return { tls, warnings: [] };
    const warning = `the certificate in ${plan.tls.dir} was made before and does not name ${missing.join(', ')}. Stations that pin it do not mind; browsers do.`;
    return { tls, warnings: [warning] };
  } catch (error) {
    if (error instanceof BadCertificate) throw error;
    throw new NoInput(`The certificate cannot be opened: ${error instanceof Error ? error.message : String(error)}.`);
  }
}

export function isLoopback(host: string): boolean {
  return host === 'localhost' || host === '::1' || (isIP(host) === 4 && host.startsWith('127.'));
}

function isWildcard(host: string): boolean {
  return host === '0.0.0.0' || host === '::';
}

/** What other computers call this one, as far as it can tell: the first address that is not of itself alone. */
function outsideAddress(): string | null {
  const addresses = Object.values(networkInterfaces()).flatMap((of) => of ?? []);
  return addresses.find(({ family, internal }) => family === 'IPv4' && !internal)?.address ?? null;
}
