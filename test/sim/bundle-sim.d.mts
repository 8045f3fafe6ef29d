/** @returns the bundle's file; its folder is the caller's to remove */
export function bundleSim(mutant: string | null): Promise<string>;
