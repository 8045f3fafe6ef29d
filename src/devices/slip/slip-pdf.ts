import PDFDocument from 'pdfkit';
import { readFont } from '../label/font.ts';
import { pngOf } from '../label/png.ts';
import type { Raster } from '../label/raster.ts';
import { escapeXml } from '../label/svg.ts';
import { barBoxes } from './draw-page.ts';
import { PAGE_DPI, type PageSet, type PageText } from './page-layout.ts';
import type { SlipFonts } from './slip-fonts.ts';

/** Scripts whose letters stand side by side from the left, each on its own. */
const SIMPLE =
  /^[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}\p{Script=Georgian}\p{Script=Common}]*$/u;
/** For lines that become pictures: finer than any office printer's letters need. */
const PICTURE_DPI = 300;

export interface PdfLetters {
  readonly fonts: SlipFonts;
  /** The font files that `fonts` was opened with. */
  readonly files: readonly Uint8Array[];
  readonly raster: Raster;
}

/**
 * Pages as PDF 1.3 with the faces embedded, real text and bars as vectors. A line of letters that join, stack or run to the left,
 * or that only another font has, is put in as a picture: the writer would set it wrongly. The same pages are the same bytes.
 */
export async function encodePdf({ widthPt, heightPt, pages }: PageSet, letters: PdfLetters): Promise<Uint8Array> {
  const faces = facesOf(letters.files);
  const document = new PDFDocument({
    autoFirstPage: false,
    margin: 0,
    // An empty name: none of the writer's own fonts, which would be read from files that an installed app does not have.
    font: '',
    // The file's identity is made from these.
    info: { Producer: 'Packhouse', Creator: 'Packhouse', CreationDate: new Date(0) },
  });
  const chunks: Buffer[] = [];
  const done = new Promise<Uint8Array>((resolve, reject) => {
    document.on('data', (chunk: Buffer) => chunks.push(chunk));
    document.on('end', () => resolve(Uint8Array.from(Buffer.concat(chunks))));
    document.on('error', reject);
  });
  document.registerFont('regular', Buffer.from(faces.regular.file));
  document.registerFont('bold', Buffer.from(faces.bold.file));
  for (const items of pages) {
    document.addPage({ size: [widthPt, heightPt], margin: 0 });
    for (const item of items) {
      if (item.t === 'rule') document.rect(item.xPt, item.yPt, item.widthPt, 0.6).fill('#000');
      else if (item.t === 'bars') {
        for (const { x, y, width, height } of barBoxes(item)) document.rect(...pointsOf(x, y, width, height));
        document.fill('#000');
      } else {
        const face = item.bold ? faces.bold : faces.regular;
        if (SIMPLE.test(item.value) && Array.from(item.value).every((it) => face.font.has(it.codePointAt(0) ?? 0))) {
          writeText(document, item);
        } else pasteText(document, item, letters);
      }
    }
  }
  document.end();
  return done;
}

/**
 * Lines were measured without kerning, and some pairs of these faces are set wider by it (measured: AA by 4 %). The font library
 * takes features to leave out as an object, which the writer hands through and its types do not know.
 */
const NO_KERNING = { kern: false } as unknown as PDFKit.Mixins.OpenTypeFeatures[];

function writeText(document: PDFKit.PDFDocument, item: PageText): void {
  document
    .font(item.bold ? 'bold' : 'regular')
    .fontSize(item.sizePt)
    .fillColor('#000');
  const width = document.widthOfString(item.value, { features: NO_KERNING });
  const left = item.xPt - { start: 0, middle: width / 2, end: width }[item.anchor];
  document.text(item.value, left, item.baselinePt, {
    lineBreak: false,
    baseline: 'alphabetic',
    features: NO_KERNING,
  });
}

function pasteText(document: PDFKit.PDFDocument, item: PageText, { fonts, raster }: PdfLetters): void {
  const scale = PICTURE_DPI / 72;
  const size = item.sizePt * scale;
  // Accents and tails of other fonts reach further than those of our own.
  const [above, below] = [Math.ceil(size * 1.1), Math.ceil(size * 0.5)];
  const width = Math.ceil(fonts.widthOf(item.value, item.bold) * size) + 4;
  const x = { start: 2, middle: width / 2, end: width - 2 }[item.anchor];
  const look = `font-family="${fonts.family}" font-weight="${item.bold ? 700 : 400}" font-size="${size}" text-anchor="${item.anchor}" font-kerning="none"`;
  const bitmap = raster.draw(
    [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${above + below}">`,
      `<rect width="100%" height="100%" fill="#fff"/>`,
      `<text x="${x}" y="${above}" ${look} xml:space="preserve">${escapeXml(item.value)}</text></svg>`,
    ].join(''),
  );
  document.image(Buffer.from(pngOf(bitmap, PICTURE_DPI)), item.xPt - x / scale, item.baselinePt - above / scale, {
    width: width / scale,
    height: (above + below) / scale,
  });
}

function pointsOf(...dots: readonly [number, number, number, number]): [number, number, number, number] {
  const point = (value: number): number => (value * 72) / PAGE_DPI;
  return [point(dots[0]), point(dots[1]), point(dots[2]), point(dots[3])];
}

function facesOf(files: readonly Uint8Array[]) {
  const faces = files.map((file) => ({ file, font: readFont(file) }));
  const face = (bold: boolean) => {
    const found = faces.find(({ font }) => font.bold === bold);
    if (found === undefined) throw new Error(`The slip fonts lack a ${bold ? 'bold' : 'regular'} face`);
    return found;
  };
  return { regular: face(false), bold: face(true) };
}
