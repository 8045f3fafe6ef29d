import type { Gs1Element } from '../scan.ts';
import type { Gs1Fault } from './element-string.ts';
import { type Identifier, identifierOf, type Pattern } from './identifier.ts';

/** A digital signature belongs to one thing, so these keys count for it only with their serial component (GS1 General Specifications 3.8.22). */
const LENGTH_WITHOUT_SERIAL: Readonly<Record<string, number>> = { '253': 13, '255': 13, '8003': 14 };
const DIGITAL_SIGNATURE = '8030';

/** The same identifier with two values, or two that exclude each other (GS1 General Specifications 4.13). */
export function conflictIn(elements: readonly Gs1Element[]): Gs1Fault | null {
  for (const [index, { ai, value }] of elements.entries()) {
    for (let other = index + 1; other < elements.length; other++) {
      const later = elements[other];
      if (later?.ai === ai && later.value !== value) {
        return { fault: 'ai-conflict', ai, detail: `AI ${ai} twice, with different values` };
      }
    }
    for (const pattern of identifierOf(ai)?.excludes ?? []) {
      const against = elements.find((element) => element.ai !== ai && matches(element.ai, pattern));
      if (against !== undefined) {
        return { fault: 'ai-conflict', ai, detail: `AI ${ai} and AI ${against.ai} exclude each other` };
      }
    }
  }
  return null;
}

/** True when an identifier lacks the one that it belongs to. Only a hint: many items carry two symbols, each with a part. */
export function lacksRequisite(elements: readonly Gs1Element[]): boolean {
  return elements.some(({ ai }) => {
    const identifier = identifierOf(ai);
    return identifier?.needs.some((sets) => !sets.some((set) => set.every(isThere(elements, identifier)))) ?? false;
  });
}

function isThere(elements: readonly Gs1Element[], by: Identifier): (pattern: Pattern) => boolean {
  return (pattern) =>
    elements.some(({ ai, value }) => {
      if (ai === by.ai || !matches(ai, pattern)) return false;
      return by.ai !== DIGITAL_SIGNATURE || value.length > (LENGTH_WITHOUT_SERIAL[ai] ?? 0);
    });
}

function matches(ai: string, pattern: Pattern): boolean {
  return ai.length === pattern.length && ai.startsWith(pattern.prefix);
}
