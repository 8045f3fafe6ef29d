export const HUB_WORDS: readonly string[];
