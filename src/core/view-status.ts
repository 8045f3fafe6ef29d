import type { DeviceView, PrinterView, StatusRow, View } from './view.ts';

/** A setup that delivers one read twice is told after the third time. */
const DOUBLES_TOLD = 3;

/** The self-test: every part of the bench, and why it is not well. */
export function statusOf(
  around: {
    readonly scanner: DeviceView;
    readonly printers: readonly PrinterView[];
    readonly scale: DeviceView;
    readonly network: View['strip']['network'];
    readonly lastPullAtMs: number | null;
    readonly store: StatusRow;
    readonly clock: StatusRow;
  },
  doubles: number,
): readonly StatusRow[] {
  const scanner = deviceRow('scanner', around.scanner);
  const twice: StatusRow = { ...scanner, level: 'degraded', why: 'twice' };
  return [
    scanner.level === 'well' && doubles >= DOUBLES_TOLD ? twice : scanner,
    ...printerRows(around.printers),
    deviceRow('scale', around.scale),
    around.store,
    around.clock,
    hubRow(around.network, around.lastPullAtMs),
  ];
}

/** One row a printer; without any, that there is none for labels. */
function printerRows(printers: readonly PrinterView[]): readonly StatusRow[] {
  const rows = printers.map((each) => deviceRow(each.roles.includes('label') ? 'label-printer' : 'slip-printer', each));
  if (rows.some(({ part }) => part === 'label-printer')) return rows;
  return [deviceRow('label-printer', { state: 'off', name: '', sinceMs: 0, conditions: [] }), ...rows];
}

function deviceRow(part: StatusRow['part'], device: DeviceView): StatusRow {
  const { state: level, name, sinceMs, conditions } = device;
  const known = conditions.length > 0 ? 'conditions' : 'gone';
  const why = level === 'well' || level === 'off' || level === 'unknown' ? null : (device.why ?? known);
  return { part, level, name, sinceMs, why, conditions };
}

function hubRow(network: View['strip']['network'], lastPullAtMs: number | null): StatusRow {
  const row = { part: 'hub', name: '', sinceMs: network.sinceMs, conditions: [] } as const;
  switch (network.state) {
    case 'online':
      return { ...row, level: 'well', why: null };
    case 'starting':
      return { ...row, level: 'unknown', why: null };
    case 'refused':
      return { ...row, level: 'lost', why: network.why ?? 'refused' };
    case 'offline':
      // Orders that are here already can be packed; a bench that never heard of any cannot work.
      return lastPullAtMs === null
        ? { ...row, level: 'lost', why: 'never-heard' }
        : { ...row, level: 'degraded', why: 'offline' };
  }
}
