import { CALIBRATION_CODE } from '../../core/wedge-calibration.ts';
import { escapeXml } from '../label/svg.ts';
import { cardSymbolOf } from './card-sheet.ts';
import { commandCellOf } from './command-sheet.ts';
import { htmlOf, writtenPage } from './html.ts';
import { iconOf } from './icons.ts';
import { bandOf, type Cell, PAPERS, type Paper } from './page.ts';
import { type SetupTopic, type SheetLanguage, type SheetWords, sheetWords } from './words.ts';

interface Vendor {
  readonly name: string;
  /** What the vendor calls the book. */
  readonly manual: string;
  /** Headings and setting names as they stand in the vendor's manuals, in the language of these. */
  readonly headings: Readonly<Record<SetupTopic, string>>;
}

/** Headings only. A programming code of one model does something else on another, so none is printed here. */
const VENDORS: readonly Vendor[] = [
  {
    name: 'Zebra, Motorola, Symbol',
    manual: 'Product Reference Guide',
    headings: {
      defaults: 'Set Defaults',
      interface: 'USB Interface / RS-232 Interface',
      aim: 'Transmit Code ID Character: AIM Code ID Character',
      suffix: 'Prefix/Suffix Values; Scan Data Transmission Format',
      trigger: 'Trigger Mode; Timeout Between Decodes, Same Symbol',
      upc: 'UPC/EAN: Transmit UPC-A Check Digit, UPC-A Preamble, Convert UPC-E to UPC-A',
      symbologies: 'Symbologies',
      keyboard: 'USB Interface: Country Keyboard Types, Keystroke Delay',
    },
  },
  {
    name: 'Honeywell',
    manual: 'User’s Guide',
    headings: {
      defaults: 'Factory Defaults',
      interface: 'Programming the Interface: USB Serial / RS-232',
      aim: 'Data Editing, To Add a Prefix or Suffix: AIM I.D.',
      suffix: 'Data Editing: Add CR Suffix',
      trigger: 'Trigger Modes; Reread Delay',
      upc: 'Symbologies: Convert UPC-A to EAN-13, UPC-E0 Expand, Check Digit',
      symbologies: 'Symbologies',
      keyboard: 'Programming the Interface: Keyboard Country Layout, Keyboard Modifiers',
    },
  },
  {
    name: 'Datalogic',
    manual: 'Product Reference Guide (PRG)',
    headings: {
      defaults: 'Resetting the Standard Product Defaults',
      interface: 'RS-232 / USB-COM Interfaces',
      aim: 'Data Editing: Global AIM ID',
      suffix: 'Data Editing: Global Prefix/Suffix',
      trigger: 'Reading Parameters: Scan Mode, Double Read Timeout',
      upc: 'Symbologies: Expand UPC-A to EAN-13, Expand UPC-E, Check Character Transmission',
      symbologies: 'Symbologies',
      keyboard: 'Keyboard Interface: Country Mode, Send Control Characters, Intercharacter Delay',
    },
  },
];

const TOPICS: readonly SetupTopic[] = [
  'defaults',
  'interface',
  'aim',
  'suffix',
  'trigger',
  'upc',
  'symbologies',
  'keyboard',
];

/** How to set up a scanner, step by step (scanning design, 17), and where the vendors' manuals have it. */
export function setupSheetOf(paper: Paper, language: SheetLanguage): string {
  const words = sheetWords(language);
  const { setup } = words;
  const first = writtenPage(
    [
      `<h1>${escapeXml(setup.title)}</h1><p>${escapeXml(setup.intro)}</p>`,
      listOf(setup.steps),
      `<h2>${escapeXml(setup.wedgeTitle)}</h2>${listOf(setup.wedge)}`,
      `<h2>${escapeXml(setup.linuxTitle)}</h2>${listOf(setup.linux)}`,
    ].join(''),
  );
  const codes = writtenPage(
    `<h1>${escapeXml(setup.title)}</h1><div class="codes">${codesOf(words, paper, language)}</div>`,
  );
  return htmlOf(setup.title, [first, codes, ...VENDORS.map((vendor) => vendorPage(vendor, words))], paper, language);
}

/** One above the other: the calibration code alone is nearly as wide as the paper. */
function codesOf({ setup }: SheetWords, paper: Paper, language: SheetLanguage): string {
  const widthMm = PAPERS[paper].widthMm - 24;
  const icon = iconOf('scanner');
  const calibrate: Cell = {
    symbol: cardSymbolOf(CALIBRATION_CODE),
    word: setup.calibrate,
    wordMm: 4.5,
    icon,
    note: null,
  };
  return [commandCellOf('check-scanner', language), calibrate]
    .map((cell) => `<div style="margin-bottom: 30mm">${bandOf([cell], widthMm)}</div>`)
    .join('');
}

function vendorPage({ name, manual, headings }: Vendor, { setup }: SheetWords): string {
  const rows = TOPICS.map(
    (topic) => `<dt>${escapeXml(setup.topics[topic])}</dt><dd>${escapeXml(setup.lookFor(headings[topic]))}</dd>`,
  );
  return writtenPage(
    [
      `<h1>${escapeXml(setup.vendorTitle(name))}</h1><p>${escapeXml(setup.vendorIntro(manual))}</p>`,
      `<dl>${rows.join('')}</dl><p>${escapeXml(setup.noCodes)}</p>`,
    ].join(''),
  );
}

function listOf(sentences: readonly string[]): string {
  return `<ol>${sentences.map((sentence) => `<li>${escapeXml(sentence)}</li>`).join('')}</ol>`;
}
