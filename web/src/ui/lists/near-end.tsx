import { useEffect, useRef } from 'react';

/** Stands at the end of a list and calls when it comes near. */
export function NearEnd({ onNear }: { onNear: () => void }) {
  const end = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const watcher = new IntersectionObserver(
      ([entry]) => {
        if (entry?.isIntersecting) onNear();
      },
      { rootMargin: '600px' },
    );
    if (end.current !== null) watcher.observe(end.current);
    return () => watcher.disconnect();
  }, [onNear]);
  return <div ref={end} />;
}
