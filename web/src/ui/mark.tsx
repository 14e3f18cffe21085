/** Harmony's mark: a scale of seven notes. */
export function Mark({ className }: { className?: string }) {
  return (
    <svg viewBox="0 0 28 20" className={className} aria-hidden="true" fill="currentColor">
      {[0, 1, 2, 3, 4, 5, 6].map((note) => (
        <rect key={note} x={note * 4} y={14 - note * 2.33} width="2.4" height={6 + note * 2.33} rx="1.2" />
      ))}
    </svg>
  );
}
