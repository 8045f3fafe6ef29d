/** An answer that the database wrote as JSON already: reading it only to write it again would take half of every pull. */
export interface JsonText {
  readonly text: string;
  /** ETag, when the answer says all that there is: the same request gets the same as long as it stands. */
  readonly tag: string | null;
}
