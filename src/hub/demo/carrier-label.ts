import bwip from 'bwip-js/generic';
import type { SalesOrder } from '../../wire/hub-sales.ts';

/** What a made-up carrier puts on its label, 4 by 6 inches. No carrier's name, number or design is anyone's. */
export interface DemoLabel {
  readonly title: 'DEMO PARCEL' | 'DEMO PARCEL RETURN';
  readonly tracking: string;
  readonly number: string;
  readonly to: SalesOrder['to'];
}

const ZPL_MODULE_DOTS = 4;
const ZPL_WIDTH_DOTS = 812;

/** For 203 dpi, in the printer's own commands: this is what carriers send. */
export function demoZpl({ title, tracking, number, to }: DemoLabel): Uint8Array {
  const [first = '', ...lines] = addressLines(to);
  const left = Math.round((ZPL_WIDTH_DOTS - widthInModules(tracking) * ZPL_MODULE_DOTS) / 2);
  const text = (y: number, height: number, said: string) => `^FO40,${y}^A0N,${height},${height}^FD${plain(said)}^FS`;
  const zpl = [
    `^XA^CI28^PW${ZPL_WIDTH_DOTS}^LL1218^LH0,0`,
    text(40, 60, title),
    '^FO40,120^GB732,4,4^FS',
    text(160, 28, 'To'),
    text(200, 44, first),
    ...lines.map((line, index) => text(256 + index * 44, 36, line)),
    '^FO40,600^GB732,4,4^FS',
    `^FO${left},660^BY${ZPL_MODULE_DOTS}^BCN,280,Y,N,N^FD${tracking}^FS`,
    '^FO40,1040^GB732,4,4^FS',
    text(1070, 36, `Order ${number}`),
    text(1120, 28, 'Made up for a demonstration. Not for a real carrier.'),
    '^XZ',
  ];
  return Buffer.from(`${zpl.join('\n')}\n`, 'utf8');
}

const PAGE = { width: 288, height: 432 } as const;
/** 0.5 mm in points: four dots at 203 dpi, six at 300. */
const PDF_MODULE = 1.417;

/** One page with drawn bars and the two fonts that every reader has. */
export function demoPdf({ title, tracking, number, to }: DemoLabel): Uint8Array {
  const text = (y: number, size: number, said: string, font: 'F1' | 'F2' = 'F1') =>
    `BT /${font} ${size} Tf 14 ${y} Td (${escaped(said)}) Tj ET`;
  const rule = (y: number) => `14 ${y} 260 1.5 re f`;
  const [first = '', ...lines] = addressLines(to);
  const content = [
    text(400, 20, title, 'F2'),
    rule(388),
    text(370, 9, 'To'),
    text(352, 14, first, 'F2'),
    ...lines.map((line, index) => text(334 - index * 16, 12, line)),
    rule(230),
    ...barsAt(110, 96, tracking),
    text(92, 14, tracking, 'F2'),
    rule(72),
    text(52, 12, `Order ${number}`),
    text(34, 8, 'Made up for a demonstration. Not for a real carrier.'),
  ].join('\n');
  return pdfOf(content);
}

function barsAt(bottom: number, height: number, tracking: string): string[] {
  const widths = widthsOf(tracking);
  let x = (PAGE.width - widths.reduce((sum, modules) => sum + modules, 0) * PDF_MODULE) / 2;
  return widths.flatMap((modules, index) => {
    const from = x;
    x += modules * PDF_MODULE;
    return index % 2 === 0 ? [`${from.toFixed(3)} ${bottom} ${(modules * PDF_MODULE).toFixed(3)} ${height} re f`] : [];
  });
}

/** Bars and spaces of Code 128 in turn, in modules. */
function widthsOf(tracking: string): readonly number[] {
  const [symbol] = bwip.raw({ bcid: 'code128', text: tracking });
  if (symbol === undefined || !('sbs' in symbol)) throw new Error(`${tracking} makes no bars`);
  return symbol.sbs;
}

/** Of what the printer draws: without a mode `^BC` starts in set B and stays there. */
function widthInModules(tracking: string): number {
  return (tracking.length + 2) * 11 + 13;
}

function addressLines(to: SalesOrder['to']): string[] {
  const lines = [to.company, to.name, to.street, `${to.postcode ?? ''} ${to.city ?? ''}`, to.country];
  return lines.filter((line): line is string => line !== undefined && line.trim() !== '');
}

/** Nothing in an address may be a command. */
function plain(said: string): string {
  return said.replace(/[\^~]/g, ' ');
}

/** ISO 32000-1, 7.3.4.2: brackets and backslashes are escaped; the fonts have Latin letters alone. */
function escaped(said: string): string {
  return said.replace(/[\\()]/g, '\\$&').replace(/[^\x20-\xff]/g, '?');
}

/** ISO 32000-1, 7.5: header, objects, a table of where they stand, trailer. */
function pdfOf(content: string): Uint8Array {
  const font = (name: string) => `<</Type/Font/Subtype/Type1/BaseFont/${name}/Encoding/WinAnsiEncoding>>`;
  const objects = [
    '<</Type/Catalog/Pages 2 0 R>>',
    '<</Type/Pages/Kids[3 0 R]/Count 1>>',
    `<</Type/Page/Parent 2 0 R/MediaBox[0 0 ${PAGE.width} ${PAGE.height}]/Contents 4 0 R/Resources<</Font<</F1 5 0 R/F2 6 0 R>>>>>>`,
    `<</Length ${content.length}>>\nstream\n${content}\nendstream`,
    font('Helvetica'),
    font('Helvetica-Bold'),
  ];
  let pdf = '%PDF-1.4\n';
  const places = objects.map((object, index) => {
    const at = pdf.length;
    pdf += `${index + 1} 0 obj\n${object}\nendobj\n`;
    return at;
  });
  const table = places.map((at) => `${String(at).padStart(10, '0')} 00000 n \n`).join('');
  const count = objects.length + 1;
  pdf += `xref\n0 ${count}\n0000000000 65535 f \n${table}trailer\n<</Size ${count}/Root 1 0 R>>\nstartxref\n${pdf.length}\n%%EOF\n`;
  return Buffer.from(pdf, 'latin1');
}
