import type { LabelDocument, LabelElement } from '../label-document.ts';
import { addressLinesOf, heightOfLines, senderLines, stackLines } from './address-lines.ts';
import { bannerAt, captionAt, ruleAt, textAt } from './label-parts.ts';
import { inFours, moduleWidthFor, parcelSymbolsOf } from './parcel-symbol.ts';
import { MADE_UP, marksOf, type ShippingLabelContent } from './shipping-content.ts';

/** What an 80 mm head prints: 576 dots at 203 dpi. */
const WIDTH_MM = 72;
const LEFT = 2;
const INNER = WIDTH_MM - 2 * LEFT;
const SIDE = 23;
const SIDE_LEFT = WIDTH_MM - SIDE;
const BAR_MM = 20;

/**
 * The label for a printer of 80 mm paper, as long as its address. An SSCC as GS1-128 needs 88 mm at the narrowest module that GS1
 * allows on a logistic label, and it may not stand on its side; so here it is a GS1 DataMatrix, and the bars are a plain Code 128
 * of the bare number: a parcel label of this house, not a GS1 logistic label, and it does not pretend to be one.
 */
export function rollLabelOf(content: ShippingLabelContent): LabelDocument {
  const { order, parcelCode, parcelNo, parcelCount, station, packedAt, from } = content;
  const { doc } = order;
  const { square } = parcelSymbolsOf(parcelCode);
  const black = { bold: true, inverse: true };
  const elements: LabelElement[] = [
    textAt(0, 0, 48, 10, doc.carrier.toUpperCase(), black),
    // A hair narrower: positions and widths are rounded to dots each on its own.
    textAt(48, 0, WIDTH_MM - 48.1, 10, `${parcelNo}/${parcelCount}`, { ...black, align: 'end' }),
    textAt(LEFT, 11.2, 38, 4.4, doc.service, { bold: true }),
    textAt(LEFT + 40, 11.2, INNER - 40, 4.4, order.number, { bold: true, align: 'end' }),
    ruleAt(16.8, WIDTH_MM),
    captionAt(LEFT, 18.4, 10, 'FROM'),
  ];
  let y = 18.2;
  const lineAt = (value: string): void => {
    elements.push(textAt(LEFT + 10, y, INNER - 10, 2.8, value));
    y += 3.2;
  };
  for (const value of senderLines(from, station)) lineAt(value);
  lineAt([from === undefined ? '' : station, packedAt].filter((part) => part !== '').join('  '));
  elements.push(ruleAt(y + 0.8, WIDTH_MM), captionAt(LEFT, y + 2.2, 20, 'SHIP TO'));

  y += 5.2;
  const lines = addressLinesOf(doc.to);
  const roomMm = heightOfLines(lines);
  elements.push(...stackLines(lines, { xMm: LEFT, yMm: y, wMm: INNER, roomMm }));
  y += roomMm;
  if (doc.to.invented === true) {
    elements.push(bannerAt(LEFT, y + 0.4, INNER, 5.4, MADE_UP));
    y += 6.2;
  }
  elements.push(ruleAt(y + 0.6, WIDTH_MM), captionAt(LEFT, y + 2, 20, 'LANE'));

  const marks = marksOf(doc.marks);
  const main = SIDE_LEFT - LEFT - 2;
  elements.push(
    textAt(LEFT, y + 4, main, marks === '' ? 16 : 11, doc.lane, { bold: true }),
    ...(marks === '' ? [] : [bannerAt(LEFT, y + 17, main, 5, marks)]),
    {
      t: 'symbol',
      symbology: square.symbology,
      value: square.text,
      ...{ xMm: SIDE_LEFT, yMm: y + 4.4, xDimMm: square.symbology === 'qrcode' ? 0.75 : 1, withinMm: SIDE },
    },
    ruleAt(y + 23.8, WIDTH_MM),
    {
      t: 'symbol',
      symbology: 'code128',
      value: parcelCode,
      ...{ xMm: 0, yMm: y + 25.4, xDimMm: moduleWidthFor(parcelCode, WIDTH_MM) ?? 0.25 },
      ...{ heightMm: BAR_MM, withinMm: WIDTH_MM },
    },
    textAt(LEFT, y + 26 + BAR_MM, INNER, 5, inFours(parcelCode), { bold: true, align: 'centre' }),
  );
  return {
    widthMm: WIDTH_MM,
    heightMm: Math.ceil(y + 32 + BAR_MM),
    elements,
    expect: [square, { symbology: 'code128', text: parcelCode }],
  };
}
