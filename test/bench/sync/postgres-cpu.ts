import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** Linux counts in hundredths of a second (USER_HZ), whatever the kernel's own clock is. */
const MS_PER_TICK = 10;

/** What the server in this hub folder and all of its backends have used so far; null: this system does not say. */
export function postgresCpuMs(folder: string): number | null {
  try {
    const master = Number(readFileSync(join(folder, 'postgres', 'postmaster.pid'), 'utf8').split('\n', 1)[0]);
    let ticks = ownTicks(master) + endedTicks(master);
    for (const name of readdirSync('/proc')) {
      if (/^\d+$/.test(name) && parentOf(name) === master) ticks += ownTicks(Number(name));
    }
    return ticks * MS_PER_TICK;
  } catch {
    return null; // no such folder outside Linux, or a process that has just ended
  }
}

/** proc(5): after the name, whose brackets may hold anything; [0] is the state. */
function statOf(pid: number | string): readonly string[] {
  const text = readFileSync(`/proc/${pid}/stat`, 'utf8');
  return text.slice(text.lastIndexOf(')') + 2).split(' ');
}

function parentOf(pid: string): number {
  try {
    return Number(statOf(pid)[1]);
  } catch {
    return 0; // ended while we looked
  }
}

function ownTicks(pid: number): number {
  const stat = statOf(pid);
  return Number(stat[11]) + Number(stat[12]);
}

function endedTicks(pid: number): number {
  const stat = statOf(pid);
  return Number(stat[13]) + Number(stat[14]);
}
