const FAULT = /^fault ([a-z-]+)(?: (\d{1,5})(?= |$))?(?: (.+))?$/;

/**
 * What a typed line asks for: a word that is a kind of step and what belongs to it, or else a scan as it stands.
 * @param {string} line
 * @param {object | null} last the read before, which a fault without one of its own is about
 * @returns {{ step: object } | { quit: true } | { error: string } | null} null: nothing
 */
export function readReplLine(line, last) {
  const text = line.trim();
  if (text === '') return null;
  if (text === 'quit' || text === 'exit') return { quit: true };
  const [, name, n, rest] = FAULT.exec(text) ?? [];
  if (name !== undefined) return fault(name, n, rest, last);
  const unplug = /^unplug(?: (\d{1,6}))?$/.exec(text);
  if (unplug !== null) return { step: { unplug: { forMs: Number(unplug[1] ?? 800) } } };
  return { step: readOf(text) };
}

function fault(name, n, rest, last) {
  const of = rest === undefined ? last : readOf(rest);
  if (of === null && name !== 'noise')
    return { error: `Scan something first, or write it behind: fault ${name} 9520000000011.` };
  return {
    step: { fault: name, ...(of === null ? {} : { of }), ...(n === undefined ? {} : { n: Number(n) }) },
  };
}

function readOf(text) {
  const [, kind, value] = /^(gs1|command|badge|bytes|scan) (.+)$/.exec(text) ?? [];
  switch (kind) {
    case 'gs1': {
      const [, carrier, elements = value] = /^(GS1_128|GS1_DM|GS1_QR|DL) (.+)$/.exec(value) ?? [];
      return { gs1: elements, ...(carrier === undefined ? {} : { carrier }) };
    }
    case 'command':
      return { command: value.toUpperCase() };
    case 'badge':
      return { badge: value.toUpperCase() };
    case 'bytes':
      return { bytes: value.toLowerCase().replaceAll(' ', '') };
    default:
      return { scan: value ?? text };
  }
}
