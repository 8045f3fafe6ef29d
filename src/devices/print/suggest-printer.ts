import type { Dpi } from '../../core/print.ts';
import type { PrinterConnection, PrinterSettings } from '../../wire/settings.ts';
import type { FoundPrinter } from './ask-printer.ts';
import { formOf } from './printer-form.ts';

/** A line for the settings that fits what was found; null when the printer did not say what it speaks. */
export function suggestedPrinter(found: FoundPrinter, connection: PrinterConnection): PrinterSettings | null {
  const { language, model, widthDots, acknowledgement } = found;
  const width = widthDots === null || widthDots < 200 || widthDots > 2400 ? {} : { widthDots };
  if (language === 'zpl') {
    return {
      id: 'label',
      name: (model || 'Label printer').slice(0, 60),
      roles: ['label'],
      connection,
      language,
      dpi: found.dpi ?? 203,
      ...width,
      acknowledgement: acknowledgement === 'process-id' ? 'none' : acknowledgement,
      graphics: 'run-length',
    };
  }
  if (language === 'unknown') return null;
  return {
    id: 'slip',
    name: (model || 'Slip printer').slice(0, 60),
    roles: ['slip'],
    connection,
    language,
    dpi: found.dpi ?? 203,
    widthDots: widthDots ?? 576,
    columns: 48,
    acknowledgement: acknowledgement === 'odometer' ? 'none' : acknowledgement,
  };
}

/** In what a printer is not as it was set up. A label made for another head is too small, cut off, or printed as text. */
export type Disagreement =
  | { readonly what: 'language'; readonly setUp: PrinterSettings['language']; readonly found: 'zpl' | 'escpos' }
  | { readonly what: 'dpi'; readonly setUp: Dpi; readonly found: Dpi }
  | { readonly what: 'width'; readonly setUp: number; readonly found: number };

/** Only what the printer said can disagree; a narrower setting than its head is somebody's choice of paper. */
export function disagreements(setup: PrinterSettings, found: FoundPrinter): readonly Disagreement[] {
  const form = formOf(setup);
  if (found.language === 'unknown') return [];
  if (form.language === 'pdf' || form.language !== found.language) {
    return [{ what: 'language', setUp: form.language, found: found.language }];
  }
  const all: Disagreement[] = [];
  if (found.dpi !== null && found.dpi !== form.dpi) all.push({ what: 'dpi', setUp: form.dpi, found: found.dpi });
  if (found.widthDots !== null && found.widthDots < form.widthDots) {
    all.push({ what: 'width', setUp: form.widthDots, found: found.widthDots });
  }
  return all;
}
