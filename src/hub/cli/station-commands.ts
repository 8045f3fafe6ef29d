import { type Enrolment, NewEnrolmentSchema, type StationRow } from '../../wire/hub-station.ts';
import type { HubContext } from '../hub-context.ts';
import { HubRefusal } from '../hub-refusal.ts';
import { addEnrolment } from '../office/enrolment.ts';
import { listStations, revokeStation } from '../office/list-stations.ts';
import { type Arguments, text } from './read-arguments.ts';
import { UsageError } from './usage.ts';

/** Whom the hub names as the maker of a code that came from its own command line. */
const BY = 'command line';

/** @param ask.again the station is there already: its disk is new, or was copied */
export async function enrolStation(
  hub: HubContext,
  ask: { readonly name: string; readonly again: boolean; readonly buffer: number | null },
): Promise<Enrolment> {
  const whom = ask.again ? { station_id: (await stationNamed(hub, ask.name)).id } : { name: ask.name };
  const checked = NewEnrolmentSchema.safeParse({
    ...whom,
    ...(ask.buffer === null ? {} : { offline_buffer: ask.buffer }),
  });
  if (!checked.success) throw new UsageError(`enrol-station: the name ${checked.error.issues[0]?.message}.`);
  return addEnrolment(hub, { ...checked.data, by: BY });
}

export async function stationCommand(hub: HubContext, args: Arguments): Promise<unknown> {
  if (args.command === 'stations') return { stations: await listStations(hub) };
  const { id } = await stationNamed(hub, args.operand);
  return revokeStation(hub, id, text(args, 'reason') ?? '');
}

async function stationNamed(hub: HubContext, name: string): Promise<StationRow> {
  const station = (await listStations(hub)).find((row) => row.name === name);
  if (station !== undefined) return station;
  throw new HubRefusal('not_found', `There is no station called "${name}"; "hub stations" lists them.`);
}
