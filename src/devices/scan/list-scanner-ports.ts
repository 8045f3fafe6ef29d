import { failure, type Result, success } from '../../core/result.ts';
import { type ListPorts, listRealPorts, type PortInfo, type PortMatch } from './resolve-port.ts';
import type { ScannerVendor } from './vendor-profiles.ts';

/** One port for the setup screen. */
export interface ListedPort {
  readonly path: string;
  readonly label: string;
  /** What to keep in the settings, so that the device is found again in another socket. */
  readonly match: PortMatch;
  /** Whose scanner it seems to be, from its USB vendor id. */
  readonly vendor: ScannerVendor | null;
}

export interface NoListing {
  readonly kind: 'no-listing';
  readonly detail: string;
}

/** Serial ports that this computer has now, for scanners and for scales. On `no-listing` let the person type a path. */
export async function listScannerPorts(
  listPorts: ListPorts = listRealPorts,
  platform: string = process.platform,
): Promise<Result<readonly ListedPort[], NoListing>> {
  try {
    const ports = await listPorts();
    return success(ports.map((port) => listedOf(port, ports, platform)));
  } catch (error) {
    return failure({ kind: 'no-listing', detail: error instanceof Error ? error.message : String(error) });
  }
}

/** USB vendor ids as usb.ids lists them. */
const VENDOR_IDS: Readonly<Record<string, ScannerVendor | undefined>> = {
  '05f9': 'datalogic', // PSC Scanning
  '080c': 'datalogic',
  '0536': 'honeywell', // Hand Held Products
  '0c2e': 'honeywell', // Metrologic
  '05e0': 'zebra', // Symbol
};

function listedOf(port: PortInfo, all: readonly PortInfo[], platform: string): ListedPort {
  const maker = port.manufacturer ?? '';
  return {
    path: port.path,
    label: maker === '' ? port.path : `${maker} (${port.path})`,
    match: matchOf(port, all, platform),
    vendor: VENDOR_IDS[port.vendorId?.toLowerCase() ?? ''] ?? null,
  };
}

function matchOf(port: PortInfo, all: readonly PortInfo[], platform: string): PortMatch {
  const { vendorId, productId, serialNumber, pnpId, path } = port;
  if (platform === 'linux' && pnpId !== undefined && pnpId !== '') return { byId: pnpId };
  if (platform === 'linux' || vendorId === undefined || productId === undefined) return { path };
  if (serialNumber !== undefined && serialNumber !== '') return { vendorId, productId, serialNumber };
  // Two of the same make without serial numbers can be told apart by their sockets alone.
  const twins = all.filter((other) => other.vendorId === vendorId && other.productId === productId);
  return twins.length === 1 ? { vendorId, productId } : { path };
}
