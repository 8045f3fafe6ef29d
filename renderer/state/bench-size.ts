import { createContext, useContext } from 'react';

/** The smallest bench the screens are drawn for. Below it they are scaled as a whole rather than clipped. */
const LEAST = { width: 1366, height: 768 };
const ROOMY = { width: 1600, height: 900 };

export interface BenchSize {
  /** Size of the frame in its own pixels, before scaling. */
  readonly width: number;
  readonly height: number;
  readonly zoom: number;
  /** Shows fewer things; never smaller type than the floor. */
  readonly compact: boolean;
}

export function benchSizeOf(width: number, height: number): BenchSize {
  const zoom = Math.min(1, width / LEAST.width, height / LEAST.height) || 1;
  const inner = { width: Math.round(width / zoom), height: Math.round(height / zoom) };
  return { ...inner, zoom, compact: inner.width < ROOMY.width || inner.height < ROOMY.height };
}

export const BenchSizeContext = createContext<BenchSize>(benchSizeOf(1920, 1080));

export function useBenchSize(): BenchSize {
  return useContext(BenchSizeContext);
}
