import { hasCheckCharacter } from './check-character.ts';
import { readCommandCode } from './command-code.ts';
import { isGtin, toGtin14 } from './gtin.ts';
import { isParcelCode } from './parcel-code.ts';
import type { Payload } from './scan.ts';

const GTIN_AIM = /^[EI]/;
const GS1_AIM = /^(C1|d2|d5|Q3|Q4|e[0-2]|J1|J4|z1|z4)$/;
/** AIM symbology identifiers that scanners really send (ISO/IEC 15424). */
const AIM = /^\]([A-HILMQRSUXd-eho-z][0-9A-Za-z])(?=.)/s;

/** Gives a frame its meaning, without looking anything up. First hit wins; see the scanning design, section 4.5. */
export function decode(text: string): Payload {
  const aim = AIM.exec(text)?.[1] ?? null;
  const body = aim === null ? text : text.slice(3);

  const command = readCommandCode(body);
  if (command === 'damaged') return invalid(body, 'invalid-code', 'check character of a command barcode');
  if (command !== 'not-a-command') return { t: 'command', action: command.action, text: body.toUpperCase() };

  if (isGlued(body, aim)) return invalid(body, 'scan-glued', 'two codes in one read');
  if (aim !== null && GS1_AIM.test(aim)) return invalid(body, 'invalid-code', 'GS1 element strings are not read yet');

  if (/^XB[0-9A-Z]{5,33}$/.test(body)) {
    return hasCheckCharacter(body)
      ? { t: 'badge', text: body }
      : invalid(null, 'invalid-code', 'check character of a badge');
  }
  if (isParcelCode(body)) return { t: 'parcel', text: body };

  if (aim !== null && GTIN_AIM.test(aim) && /^(\d{8}|\d{12,14})$/.test(body)) {
    if (!isGtin(body)) return invalid(body, 'invalid-code', 'check digit');
    return { t: 'gtin', gtin14: toGtin14(body), text: body };
  }
  if (aim === null && isGtin(body)) return { t: 'gtin', gtin14: toGtin14(body), text: body };
  return { t: 'text', text: body };
}

function isGlued(body: string, aim: string | null): boolean {
  // `]` is not in GS1's character set 82, so a second identifier inside means a second scan.
  if (/.\][A-Za-z][0-9]/s.test(body) && (aim === null || GTIN_AIM.test(aim) || GS1_AIM.test(aim))) return true;
  if (!/^\d{24,28}$/.test(body)) return false;
  return [12, 13, 14].some((cut) => isGtin(body.slice(0, cut)) && isGtin(body.slice(cut)));
}

function invalid(text: string | null, code: 'invalid-code' | 'scan-glued', detail: string): Payload {
  return { t: 'invalid', code, text: text ?? '', detail };
}
