import * as z from 'zod';

/** Whole milliseconds are enough; always UTC, so that text order is time order. */
export const Instant = z.iso.datetime().describe('ISO 8601 in UTC, for example 2026-11-23T11:34:16.000Z');

/** Text that is printed or spoken: no control characters, because it ends up in printer languages. */
export function plainText(max: number): z.ZodString {
  return z
    .string()
    .max(max)
    .regex(/^[^\p{Cc}\p{Cs}]*$/u, 'must not contain control characters');
}

/** The same with line breaks: what a person wrote to another. */
export function plainLines(max: number): z.ZodString {
  return z
    .string()
    .max(max)
    .regex(/^[^\p{Cc}\p{Cs}]*(?:\r?\n[^\p{Cc}\p{Cs}]*)*$/u, 'must not contain control characters but line breaks');
}

export const Count = z.int().nonnegative();
export const Positive = z.int().positive();

/** Core's ids are branded strings; on the wire they are what `schema` says. The brand exists only for the compiler. */
export function branded<Id extends string>(schema: z.ZodType<string, string>): z.ZodType<Id, string> {
  return schema as unknown as z.ZodType<Id, string>;
}

export function instantOf(atMs: number): string {
  return new Date(atMs).toISOString();
}
