import type { HubFault } from '../runtime/hub-port.ts';
import type { StopSignal } from '../runtime/ports.ts';
import { type HubCall, reasonOf } from './hub-call.ts';

/** The hub says something every 20 s; twice that and a bit is a dead line that nobody has noticed. */
const SILENT_MS = 50_000;
/** No line of the stream is near as long. */
const LINE_CHARS = 1024;

export interface StreamTimes {
  readonly connectMs: number;
  readonly silentMs?: number;
}

/**
 * Reads server-sent events and calls `onPoke` for each, whatever it says: what is new stands in the feed.
 * @returns why it ended; null when the hub or the station ended it in good order
 */
export async function followPokes(
  hub: HubCall,
  times: StreamTimes,
  signal: StopSignal,
  onPoke: () => void,
): Promise<HubFault | null> {
  const gone = new AbortController();
  const leave = () => gone.abort();
  signal.addEventListener('abort', leave);
  if (signal.aborted) leave();
  let silence = setTimeout(leave, times.connectMs);
  const heard = () => {
    clearTimeout(silence);
    silence = setTimeout(leave, times.silentMs ?? SILENT_MS);
  };
  try {
    const opened = await hub.open('/v1/stream', 'text/event-stream', gone.signal);
    if (!opened.ok) return signal.aborted ? null : opened.error;
    const { body, headers } = opened.value;
    if (body === null || headers.get('content-type')?.startsWith('text/event-stream') !== true) {
      leave();
      return { kind: 'hub-garbled', detail: 'no stream of events' };
    }
    heard();
    return await readLines(body, heard, onPoke);
  } catch (error) {
    return signal.aborted ? null : { kind: 'hub-unreachable', detail: reasonOf(error) };
  } finally {
    clearTimeout(silence);
    signal.removeEventListener('abort', leave);
  }
}

async function readLines(
  body: ReadableStream<Uint8Array>,
  heard: () => void,
  onPoke: () => void,
): Promise<HubFault | null> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of body) {
    heard();
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > LINE_CHARS) return { kind: 'hub-garbled', detail: 'a line without an end' };
    if (lines.some((line) => line.startsWith('data:'))) onPoke();
  }
  return null;
}
