import * as z from 'zod';
import type { LabelDocument } from '../core/label-document.ts';

/** Larger than any roll that goes through a packing printer. */
const MOST_MM = 1000;
/** The widest print heads have 8.5 inches. */
const MOST_WIDTH_MM = 230;
const MOST_ELEMENTS = 500;
/** A megabyte of PNG. */
const MOST_PNG_CHARACTERS = 1_400_000;

const place = z.number().min(-MOST_MM).max(MOST_MM);
const length = z.number().min(0.01, 'more than nothing').max(MOST_MM);
const text = z.string().max(4000);

const element = z.discriminatedUnion(
  't',
  [
    z.strictObject({
      t: z.literal('text'),
      xMm: place,
      yMm: place,
      wMm: length,
      sizeMm: length,
      bold: z.boolean().optional(),
      align: z.enum(['start', 'end', 'centre']).optional(),
      inverse: z.boolean().optional(),
      lines: z.int().min(1).max(50).optional(),
      value: text,
    }),
    z.strictObject({
      t: z.literal('symbol'),
      symbology: z.enum(['code128', 'gs1-128', 'qrcode', 'datamatrix', 'gs1datamatrix', 'pdf417']),
      value: text.min(1, 'a symbol needs a value'),
      xMm: place,
      yMm: place,
      xDimMm: z.number().min(0.1, 'a module under 0.1 mm cannot be printed').max(10),
      heightMm: length.optional(),
      withinMm: length.optional(),
    }),
    z.strictObject({ t: z.literal('rule'), xMm: place, yMm: place, wMm: length, hMm: length }),
    z.strictObject({ t: z.literal('box'), xMm: place, yMm: place, wMm: length, hMm: length, lineMm: length }),
    z.strictObject({
      t: z.literal('image'),
      xMm: place,
      yMm: place,
      wMm: length,
      hMm: length,
      png: z
        .string()
        .max(MOST_PNG_CHARACTERS, 'the PNG is larger than 1 MB')
        .regex(/^iVBORw0KGgo[A-Za-z0-9+/]*={0,2}$/, 'a PNG in Base64, which begins with iVBORw0KGgo'),
      dither: z.boolean().optional(),
    }),
  ],
  { error: 'an element has t: "text", "symbol", "rule", "box" or "image"' },
);

/** A label as data, from a file or a hub. Whether it fits and can be read, drawing it says. */
export const labelDocumentSchema = z.strictObject({
  widthMm: length.max(MOST_WIDTH_MM, `at most ${MOST_WIDTH_MM} mm: no label printer is wider`),
  heightMm: length,
  elements: z.array(element).max(MOST_ELEMENTS, `at most ${MOST_ELEMENTS} elements`),
  expect: z
    .array(
      z.strictObject({
        symbology: z.enum(['code128', 'gs1-128', 'qrcode', 'datamatrix', 'gs1datamatrix', 'pdf417']),
        text: z.string().min(1).max(4000),
      }),
    )
    .max(MOST_ELEMENTS),
}) satisfies z.ZodType<LabelDocument>;
