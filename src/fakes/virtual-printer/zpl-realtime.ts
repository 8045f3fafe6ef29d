export type RealtimeCommand = 'HS' | 'HQES' | 'HI' | 'JA' | 'PS' | 'PP';

/** Takes real-time commands out of one connection's stream, and leaves counted binary data alone. */
export interface ZplSieve {
  /** What goes into the buffer. `perform` answers true when everything before the command is to be forgotten. */
  sift(chunk: Buffer, perform: (command: RealtimeCommand) => boolean): Buffer;
}

const MARKS = /~(HS|HQES|HI|JA|PS|PP)|(?:\^GF[BC],(\d+),\d*,\d*,)|(?:~DY[^,^~]*,[BC],[A-Z]*,(\d+),[^,^~]*,)/g;
/** The beginning of one of these at the end of a chunk. */
const BROKEN_OFF = /(?:~(?:H(?:Q(?:ES?)?)?|J|P|D(?:Y[^^~]{0,60})?)?|\^(?:G(?:F(?:[BC][\d,]{0,30})?)?)?)$/;

export function createZplSieve(): ZplSieve {
  let carried = '';
  let binaryLeft = 0;
  return {
    sift: (chunk, perform) => {
      let text = carried + chunk.toString('latin1');
      carried = '';
      let kept = '';
      for (;;) {
        const skipped = Math.min(binaryLeft, text.length);
        kept += text.slice(0, skipped);
        text = text.slice(skipped);
        binaryLeft -= skipped;
        MARKS.lastIndex = 0;
        const mark = MARKS.exec(text);
        if (mark === null) break;
        const [all, command, graphic, object] = mark;
        kept += text.slice(0, mark.index);
        text = text.slice(mark.index + all.length);
        if (command === undefined) {
          kept += all;
          binaryLeft = Number(graphic ?? object);
          // The expression above knows no other words.
        } else if (perform(command as RealtimeCommand)) kept = '';
      }
      carried = BROKEN_OFF.exec(text)?.[0] ?? '';
      return Buffer.from(kept + text.slice(0, text.length - carried.length), 'latin1');
    },
  };
}
