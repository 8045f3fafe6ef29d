/** Ids are opaque strings; the brand keeps one kind from standing in for another. */
declare const brand: unique symbol;
type Branded<Name extends string> = string & { readonly [brand]: Name };

export type OrderId = Branded<'OrderId'>;
export type LineId = Branded<'LineId'>;
export type PersonId = Branded<'PersonId'>;
export type StationId = Branded<'StationId'>;
/** One document on its way to paper. A reprint is a new job for the same parcel. */
export type JobId = Branded<'JobId'>;
/** What the label's barcode says; unique for every parcel this station ever packs. */
export type ParcelCode = Branded<'ParcelCode'>;
export type Sku = Branded<'Sku'>;
