import type { Event } from './event.ts';
import type { State } from './state.ts';

export type PeopleEvent = Extract<
  Event,
  {
    readonly type:
      | 'packer-signed-in'
      | 'packer-signed-out'
      | 'station-locked'
      | 'station-unlocked'
      | 'station-taken-over'
      | 'training-asked'
      | 'training-left'
      | 'help-asked'
      | 'help-closed'
      | 'status-asked'
      | 'status-closed'
      | 'printers-asked'
      | 'printers-closed';
  }
>;

/** A paper that nobody settled in two days will not come out any more. */
const FORGOTTEN_MS = 48 * 3_600_000;

/** Who stands at the bench, and the sheets they have opened. */
export function evolvePeople(state: State, event: PeopleEvent, atMs: number): State {
  switch (event.type) {
    case 'packer-signed-in':
      return {
        ...state,
        packer: { id: event.personId, name: event.name, role: event.role },
        aside: state.aside.filter(({ changedAtMs }) => atMs - changedAtMs < FORGOTTEN_MS),
        lockedAtMs: null,
        question: null,
        wrongPins: { count: 0, lastAtMs: 0 },
        band: { code: 'welcome', detail: { name: event.name } },
        sheet: null,
      };
    case 'packer-signed-out':
      return {
        ...state,
        packer: null,
        work: null,
        stop: null,
        question: null,
        sheet: null,
        band: { code: 'signed-out-now', detail: {} },
      };
    case 'station-locked':
      return {
        ...state,
        lockedAtMs: atMs,
        question: null,
        sheet: null,
        band: { code: 'paused', detail: { name: state.packer?.name, number: state.work?.order.number } },
      };
    case 'station-unlocked':
      return {
        ...state,
        lockedAtMs: null,
        question: null,
        wrongPins: { count: 0, lastAtMs: 0 },
        band: { code: 'back', detail: { name: state.packer?.name, number: state.work?.order.number } },
      };
    case 'station-taken-over':
      return {
        ...state,
        packer: { id: event.personId, name: event.name, role: event.role },
        lockedAtMs: null,
        question: null,
        wrongPins: { count: 0, lastAtMs: 0 },
        band: { code: 'taken-over', detail: { name: event.name, number: state.work?.order.number } },
      };
    case 'training-asked':
    case 'training-left':
      return { ...state, question: null, band: { code: 'training', detail: {} } };
    case 'help-asked':
      return { ...state, sheet: 'help' };
    case 'status-asked':
      return { ...state, sheet: 'status' };
    case 'printers-asked':
      return { ...state, sheet: 'printers' };
    case 'help-closed':
    case 'status-closed':
    case 'printers-closed':
      return { ...state, sheet: null };
  }
}
