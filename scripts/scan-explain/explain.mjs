import { FAULT_WORDS, WARNING_WORDS } from './words.mjs';

/** Scans are bytes: one character each. */
const BYTES = /^[\0-\xff]*$/;
const WEB_ADDRESS = /^https?:\/\//i;
const GSRN = ['8017', '8018'];

/**
 * @param {{ decode: Function, symbologyOf: Function }} engine the station's own
 * @param {{ aim: 'on' | 'off' | 'auto', today: string }} options
 * @returns {(line: string) => object} an object with `error` for a line that is no scan
 */
export function createExplainer(engine, options) {
  return (line) => {
    const text = readLine(line);
    if (typeof text !== 'string') return text;
    const { aim, payload, warnings } = engine.decode({ text, terminated: true }, options);
    return {
      symbology: symbologyFrom(engine, aim),
      ...(payload.t === 'invalid' ? { refused: refusalFrom(payload) } : { payload: payloadFrom(payload) }),
      ...(payload.t === 'gs1' ? { elements: payload.elements, facts: payload.facts } : {}),
      warnings: warnings.map((code) => ({ code, means: WARNING_WORDS[code] })),
      ...noteFrom(payload),
    };
  };
}

function readLine(line) {
  let value;
  try {
    value = JSON.parse(line);
  } catch {
    return {
      error:
        'This line is not JSON. Write the scan as one JSON string in double quotes, with GS as \\u001d, for example "]C110ABC\\u001d21S1".',
    };
  }
  if (typeof value !== 'string') {
    return {
      error:
        'This line is JSON, but no string. Put the scan in double quotes, digits too, for example "4006381333931".',
    };
  }
  if (!BYTES.test(value)) {
    return {
      error:
        'A scan is a row of bytes, and this one has a character above \\u00ff. Write each byte that the scanner sends as one character, for example \\u00c3\\u00a9 for é in UTF-8.',
    };
  }
  return value;
}

function symbologyFrom(engine, aim) {
  return aim === null
    ? { name: 'unknown: the scan has no AIM identifier', aim: null }
    : { name: engine.symbologyOf(aim).name, aim: `]${aim}` };
}

/** A badge opens doors: it is not written where it could be read. */
function payloadFrom(payload) {
  if (payload.t === 'badge') return { t: 'badge', text: 'not shown' };
  const { elements: _, facts: __, ...rest } = payload;
  return rest;
}

function refusalFrom({ code, fault, ai, text, detail }) {
  return { code, fault, ...(ai === undefined ? {} : { ai }), ...FAULT_WORDS[fault], detail, text };
}

function noteFrom(payload) {
  if (payload.t === 'text' && WEB_ADDRESS.test(payload.text)) {
    return {
      note: 'A web address without a GS1 key that can be read: looked up as it is. Compressed GS1 links are not read; ask for the long form.',
    };
  }
  if (payload.t === 'gs1' && payload.elements.some(({ ai }) => GSRN.includes(ai))) {
    return {
      note: 'AI 8017 and 8018 name a person or a place of service, and may be used as a badge: treat this output with care.',
    };
  }
  return {};
}
