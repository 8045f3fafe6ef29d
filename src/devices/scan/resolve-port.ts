import { failure, type Result, success } from '../../core/result.ts';
import type { LinkCode } from '../../runtime/scanner-port.ts';

/** Which device is meant, in the words of whoever set it up. */
export type PortMatch =
  | { readonly path: string }
  /** Name below /dev/serial/by-id: stays the same whichever socket the cable is in. */
  | { readonly byId: string }
  /** USB ids, four hexadecimal digits each. For Windows, where COM numbers move with the socket. */
  | { readonly vendorId: string; readonly productId: string; readonly serialNumber?: string | undefined };

/** What `SerialPort.list()` knows of a port. */
export interface PortInfo {
  readonly path: string;
  readonly manufacturer?: string | undefined;
  readonly serialNumber?: string | undefined;
  readonly pnpId?: string | undefined;
  readonly vendorId?: string | undefined;
  readonly productId?: string | undefined;
}

/** Rejects where the system cannot say: on Linux without `udevadm`, as in containers. */
export type ListPorts = () => Promise<readonly PortInfo[]>;

export const listRealPorts: ListPorts = async () => {
  const { SerialPort } = await import('serialport');
  return SerialPort.list();
};

/** A name that stays the same for this device; scans carry it as their source. */
export function sourceOf(match: PortMatch): string {
  if ('path' in match) return match.path;
  if ('byId' in match) return match.byId;
  const ids = `${match.vendorId}:${match.productId}`.toLowerCase();
  return match.serialNumber === undefined ? ids : `${ids}:${match.serialNumber}`;
}

export interface Unresolved {
  readonly code: Extract<LinkCode, 'no-device' | 'ambiguous' | 'no-listing'>;
  readonly detail: string;
}

/** The path under which the device is now. An explicit path needs no list, so it works where there is none. */
export async function resolvePort(
  match: PortMatch,
  { platform, listPorts }: { readonly platform: string; readonly listPorts: ListPorts },
): Promise<Result<string, Unresolved>> {
  if ('path' in match) return success(match.path);
  if ('byId' in match && platform === 'linux') {
    return success(`/dev/serial/by-id/${match.byId.replace(/^\/dev\/serial\/by-id\//, '')}`);
  }
  let ports: readonly PortInfo[];
  try {
    ports = await listPorts();
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return failure({ code: 'no-listing', detail: `This system does not list its serial ports (${why}). Set a path.` });
  }
  const fitting = ports.filter((port) => fits(match, port));
  const [port] = fitting;
  if (port === undefined) return failure({ code: 'no-device', detail: `No device fits ${sourceOf(match)}.` });
  if (fitting.length === 1) return success(port.path);
  const paths = fitting.map(({ path }) => path).join(', ');
  return failure({
    code: 'ambiguous',
    detail: `More than one device fits ${sourceOf(match)}: ${paths}. Set its serial number or its path.`,
  });
}

function fits(match: Exclude<PortMatch, { path: string }>, port: PortInfo): boolean {
  if ('byId' in match) return port.pnpId === match.byId;
  return (
    same(port.vendorId, match.vendorId) &&
    same(port.productId, match.productId) &&
    (match.serialNumber === undefined || same(port.serialNumber, match.serialNumber))
  );
}

/** Drivers write hexadecimal digits in either case. */
export function same(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && one.toLowerCase() === other?.toLowerCase();
}
