import { isStopped, type Sensors } from './fault.ts';
import type { SheetPlan } from './sheet.ts';

export interface EngineSetup {
  readonly msPerSheet: number;
  readonly after: (delayMs: number, call: () => void) => void;
  readonly onPrinted: (plan: SheetPlan) => void;
  /** Half a sheet is out; it will be printed again. */
  readonly onTorn: (plan: SheetPlan) => void;
  /** There is room for another sheet. */
  readonly onRoom: () => void;
}

type Work = { readonly t: 'sheet'; readonly plan: SheetPlan } | { readonly t: 'mark'; readonly call: () => void };

export interface Engine {
  readonly sensors: Sensors;
  readonly waitingSheets: number;
  readonly full: boolean;
  add(plan: SheetPlan): void;
  /** Called when everything before it is printed: how a device acknowledgement comes about. */
  mark(call: () => void): void;
  /** Trips the paper sensor after so many sheets, or in the middle of the next one. */
  armPaperOut(afterSheets: number, midSheet: boolean): void;
  /** Forgets a paper fault that has not come yet. */
  disarm(): void;
  /** Tries again after a repair. */
  resume(): void;
  clear(): void;
}

/** More than this and the parser stops; then the receive buffer fills, then the network feels it. */
const ROOM_FOR_SHEETS = 4;

/** Moves paper. Everything that is waiting here survives a connection, a fault and its repair, but not a power cut. */
export function createEngine({ msPerSheet, after, onPrinted, onTorn, onRoom }: EngineSetup): Engine {
  const sensors: Sensors = { paperOut: false, coverOpen: false, paused: false };
  let queue: Work[] = [];
  let moving = false;
  let armed: { sheets: number; mid: boolean } | null = null;

  const waiting = (): number => queue.filter(({ t }) => t === 'sheet').length;

  const pump = (): void => {
    for (;;) {
      const [work] = queue;
      if (moving || work === undefined) return;
      if (work.t === 'mark') {
        queue.shift();
        work.call();
        continue;
      }
      if (armed !== null && armed.sheets === 0 && !armed.mid) trip();
      if (isStopped(sensors)) return;
      moving = true;
      after(msPerSheet, () => finish(work));
      return;
    }
  };

  const trip = (): void => {
    armed = null;
    sensors.paperOut = true;
  };

  const finish = (work: Extract<Work, { t: 'sheet' }>): void => {
    moving = false;
    // Otherwise it was cleared, or lost its power, while it moved.
    if (queue[0] === work) {
      if (armed !== null && armed.sheets === 0) trip();
      // A pause lets the sheet come out whole; missing paper and an open head do not.
      if (sensors.paperOut || sensors.coverOpen) {
        onTorn(work.plan);
        return;
      }
      if (armed !== null) armed.sheets -= 1;
      queue.shift();
      onPrinted(work.plan);
    }
    pump();
    onRoom();
  };

  return {
    sensors,
    get waitingSheets() {
      return waiting();
    },
    get full() {
      return waiting() >= ROOM_FOR_SHEETS;
    },
    add: (plan) => {
      queue.push({ t: 'sheet', plan });
      pump();
    },
    mark: (call) => {
      queue.push({ t: 'mark', call });
      pump();
    },
    armPaperOut: (sheets, mid) => {
      armed = { sheets, mid };
    },
    disarm: () => {
      armed = null;
    },
    resume: pump,
    clear: () => {
      queue = [];
      armed = null;
    },
  };
}
