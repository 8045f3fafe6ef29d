import type { Dpi } from '../../core/print.ts';
import type { FoundPrinter } from './ask-printer.ts';
import { readQueueHealth } from './cups-queue.ts';
import type { RunProgram } from './run-program.ts';

/**
 * What CUPS knows of a queue: whether it is there and, from the address of the device behind it, often who made it. The
 * printer itself cannot be asked through a spooler.
 */
export async function askQueue(queue: string, run: RunProgram, timeoutMs: number): Promise<FoundPrinter> {
  const env = { LC_ALL: 'C', LANGUAGE: 'C' };
  const nothing: FoundPrinter = {
    link: 'refused',
    language: 'unknown',
    maker: null,
    model: null,
    firmware: null,
    dpi: null,
    widthDots: null,
    acknowledgement: 'none',
    conditions: null,
  };
  if (queue.startsWith('-')) return nothing;
  const health = readQueueHealth(await run('lpstat', ['-p', queue], { env, timeoutMs }));
  if (health === null || !health.exists) return nothing;
  const device = await run('lpstat', ['-v', queue], { env, timeoutMs });
  const [, address = ''] = /^device for [^:]+: (\S+)/m.exec(device.stdout) ?? [];
  return { ...nothing, link: 'up', conditions: health.conditions, ...readDeviceAddress(address) };
}

/** `usb://Zebra%20Technologies/ZTC%20ZD421-203dpi%20ZPL?serial=D6J` names maker, model, language and head. */
export function readDeviceAddress(address: string): Pick<FoundPrinter, 'maker' | 'model' | 'language' | 'dpi'> {
  const [, maker, model] = /^usb:\/\/([^/?]+)\/([^/?]+)/.exec(address) ?? [];
  if (maker === undefined || model === undefined) return { maker: null, model: null, language: 'unknown', dpi: null };
  const name = unescaped(model);
  const inches = Number(/(\d{3})\s*dpi/i.exec(name)?.[1]);
  const dpi: Dpi | null = inches === 203 || inches === 300 ? inches : null;
  const language = /\bZPL\b/i.test(name) ? 'zpl' : /^TM-/i.test(name) ? 'escpos' : 'unknown';
  return { maker: unescaped(maker), model: name, language, dpi };
}

function unescaped(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    // A stray per cent sign: the name as it stands says enough.
    return text;
  }
}
