import type { PrintForm } from '../../core/print.ts';
import type { PrinterSettings } from '../../wire/settings.ts';

/** Of a four inch print head. */
const LABEL_DOTS = { 203: 832, 300: 1280 } as const;

/** What documents for this printer are made as. */
export function formOf(setup: PrinterSettings): PrintForm {
  switch (setup.language) {
    case 'zpl': {
      const { dpi, graphics, widthDots = LABEL_DOTS[dpi] } = setup;
      return { language: 'zpl', dpi, widthDots, graphics };
    }
    case 'escpos': {
      const { dpi, widthDots, columns } = setup;
      return { language: 'escpos', dpi, widthDots, columns };
    }
    case 'pdf':
      return { language: 'pdf', paper: setup.paper };
  }
}
