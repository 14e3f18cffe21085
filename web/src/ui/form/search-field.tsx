import { Search, X } from 'lucide-react';
import { useEffect, useRef, useState } from 'react';
import { Button } from '../button.tsx';
import { cn } from '../cn.ts';

/**
 * Text to search for. Typing never waits: the field keeps its own text and reports it after a short rest.
 * `/` brings the focus here from anywhere.
 */
export function SearchField({
  value,
  onChange,
  label,
  clearLabel,
  className,
}: {
  value: string;
  onChange: (value: string) => void;
  label: string;
  clearLabel: string;
  className?: string;
}) {
  const [text, setText] = useState(value);
  const field = useRef<HTMLInputElement>(null);
  const reported = useRef(value);

  // A change from outside (back button, cleared filter) replaces the text; our own report does not.
  useEffect(() => {
    if (value !== reported.current) setText(value);
    reported.current = value;
  }, [value]);
  useEffect(() => {
    if (text === reported.current) return;
    const timer = setTimeout(() => {
      reported.current = text;
      onChange(text);
    }, 220);
    return () => clearTimeout(timer);
  }, [text, onChange]);

  return (
    <div className={cn('relative', className)}>
      <Search className="pointer-events-none absolute top-3 left-3 size-4 text-ink-faint" aria-hidden="true" />
      <input
        ref={field}
        data-search-field=""
        type="search"
        enterKeyHint="search"
        autoComplete="off"
        spellCheck={false}
        dir="auto"
        aria-label={label}
        placeholder={label}
        value={text}
        onChange={(event) => setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return;
          if (text === '') field.current?.blur();
          else setText('');
        }}
        className="h-10 w-full rounded-md border border-line bg-surface pr-10 pl-9 text-lead placeholder:text-body focus-visible:outline-offset-0 sm:text-body [&::-webkit-search-cancel-button]:hidden"
      />
      {text !== '' ? (
        <Button
          kind="quiet"
          size="icon"
          className="absolute top-1 right-1 size-8"
          aria-label={clearLabel}
          onClick={() => {
            setText('');
            field.current?.focus();
          }}
        >
          <X className="size-4" aria-hidden="true" />
        </Button>
      ) : (
        <kbd
          aria-hidden="true"
          className="pointer-events-none absolute top-2.5 right-2.5 hidden h-5 min-w-5 place-items-center rounded-xs border border-line px-1 text-tiny text-ink-faint sm:grid"
        >
          /
        </kbd>
      )}
    </div>
  );
}
