import { allWell, isBroken, isStopped, type Sensors } from './fault.ts';
import type { SheetPlan } from './sheet.ts';

export interface EngineSetup {
  readonly msPerSheet: number;
  readonly after: (delayMs: number, call: () => void) => void;
  readonly onPrinted: (plan: SheetPlan) => void;
  /** Half a sheet is out; it will be printed again. */
  readonly onTorn: (plan: SheetPlan) => void;
  /** There is room for another sheet. */
  readonly onRoom: () => void;
  /** It feels that the paper is gone only when it wants to print, and calls that a jam until somebody clears it. */
  readonly feelsPaperLate: boolean;
}

type Work = { readonly t: 'sheet'; readonly plan: SheetPlan } | { readonly t: 'mark'; readonly call: () => void };

/** Something that happens after so many more sheets, before the next one or in the middle of it. */
interface Armed {
  sheets: number;
  readonly at: 'start' | 'middle' | 'end';
  readonly call: () => void;
}

export interface Engine {
  readonly sensors: Sensors;
  readonly waitingSheets: number;
  readonly full: boolean;
  add(plan: SheetPlan): void;
  /** Called when everything before it is printed: how a device acknowledgement comes about. */
  mark(call: () => void): void;
  /** `end`: right after the sheet is out; after none, that is the same as `start`: when the next one would begin. */
  arm(afterSheets: number, at: 'start' | 'middle' | 'end', call: () => void): void;
  /** Forgets what has not come yet. */
  disarm(): void;
  /** Tries again after a repair. */
  resume(): void;
  clear(): void;
}

/** More than this and the parser stops; then the receive buffer fills, then the network feels it. */
const ROOM_FOR_SHEETS = 4;

/** Moves paper. Everything that is waiting here survives a connection, a fault and its repair, but not a power cut. */
export function createEngine(setup: EngineSetup): Engine {
  const { msPerSheet, after, onPrinted, onTorn, onRoom, feelsPaperLate } = setup;
  const sensors: Sensors = { ...allWell };
  let queue: Work[] = [];
  let moving = false;
  let armed: Armed[] = [];

  const waiting = (): number => queue.filter(({ t }) => t === 'sheet').length;

  const strike = (...when: readonly Armed['at'][]): void => {
    const due = armed.filter(({ sheets, at }) => sheets === 0 && when.includes(at));
    armed = armed.filter((each) => !due.includes(each));
    for (const { call } of due) call();
  };

  const pump = (): void => {
    for (;;) {
      const [work] = queue;
      if (moving || work === undefined) return;
      if (work.t === 'mark') {
        queue.shift();
        work.call();
        continue;
      }
      if (armed.length > 0) strike('start');
      if (feelsPaperLate && sensors.paperOut) sensors.jam = true;
      // What struck may have set the engine going, or emptied it.
      if (moving || isStopped(sensors) || queue[0] !== work) return;
      moving = true;
      after(msPerSheet, () => finish(work));
      return;
    }
  };

  const finish = (work: Extract<Work, { t: 'sheet' }>): void => {
    moving = false;
    // Otherwise it was cleared, or lost its power, while it moved.
    if (queue[0] === work) {
      strike('start', 'middle');
      if (feelsPaperLate && sensors.paperOut) sensors.jam = true;
      if (isBroken(sensors)) {
        onTorn(work.plan);
        return;
      }
      if (queue[0] === work) {
        for (const each of armed) each.sheets -= each.sheets > 0 ? 1 : 0;
        queue.shift();
        onPrinted(work.plan);
        strike('end');
      }
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
    arm: (sheets, at, call) => {
      armed.push({ sheets, at: sheets === 0 && at === 'end' ? 'start' : at, call });
    },
    disarm: () => {
      armed = [];
    },
    resume: pump,
    clear: () => {
      queue = [];
    },
  };
}
