/** Colours that a variant's word may name, in the languages of the catalogues. The swatch stands beside the word, never for it. */
const SWATCHES: Readonly<Record<string, string>> = {
  black: '#1D2226',
  schwarz: '#1D2226',
  white: '#FBFCFC',
  weiß: '#FBFCFC',
  weiss: '#FBFCFC',
  cream: '#F4ECD8',
  ivory: '#F4ECD8',
  creme: '#F4ECD8',
  blue: '#1F5FA8',
  blau: '#1F5FA8',
  navy: '#1F355E',
  green: '#2B6B4B',
  grün: '#2B6B4B',
  mint: '#8FC7AE',
  olive: '#6A6B34',
  red: '#A8282D',
  rot: '#A8282D',
  burgundy: '#6E1F2E',
  yellow: '#E2B93B',
  gelb: '#E2B93B',
  gold: '#C49A3A',
  orange: '#D9772B',
  brown: '#6B4A32',
  braun: '#6B4A32',
  natural: '#C9AC7E',
  pink: '#D98AA6',
  rosa: '#D98AA6',
  rose: '#D98AA6',
  purple: '#6B4C8A',
  violet: '#6B4C8A',
  lila: '#6B4C8A',
  grey: '#7F8A93',
  gray: '#7F8A93',
  grau: '#7F8A93',
  silver: '#AEB7BE',
  silber: '#AEB7BE',
};

/** The first colour word in a variant ("MATT BLACK", "Blue / L"), or null when it names none. */
export function colourOf(variant: string | null | undefined): string | null {
  for (const word of (variant ?? '').toLowerCase().split(/[^\p{L}]+/u)) {
    const colour = SWATCHES[word];
    if (colour !== undefined) return colour;
  }
  return null;
}
