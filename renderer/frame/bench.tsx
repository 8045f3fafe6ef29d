import { type ReactNode, useLayoutEffect, useRef, useState } from 'react';
import { BenchSizeContext, benchSizeOf } from '../state/bench-size.ts';

/** The room that the work has, measured: it decides what is shown, and scales the whole below the least size. */
export function Bench({ children }: { readonly children: ReactNode }) {
  const room = useRef<HTMLDivElement>(null);
  const [size, setSize] = useState(() =>
    typeof window === 'undefined' ? benchSizeOf(1920, 1080) : benchSizeOf(window.innerWidth, window.innerHeight),
  );

  useLayoutEffect(() => {
    const element = room.current;
    if (element === null) return;
    const measure = () => {
      const next = benchSizeOf(element.clientWidth, element.clientHeight);
      setSize((old) => (old.width === next.width && old.height === next.height && old.zoom === next.zoom ? old : next));
    };
    measure();
    const watch = new ResizeObserver(measure);
    watch.observe(element);
    return () => watch.disconnect();
  }, []);

  const { width, height, zoom, compact } = size;
  const variables: Record<string, string> = {
    '--W': `${width}px`,
    '--H': `${height}px`,
    inlineSize: `${width}px`,
    blockSize: `${height}px`,
  };
  if (zoom < 1) variables.transform = `scale(${zoom})`;
  return (
    <BenchSizeContext value={size}>
      <div className="room" ref={room}>
        <div className="bench" data-compact={compact || undefined} style={variables}>
          {children}
        </div>
      </div>
    </BenchSizeContext>
  );
}
