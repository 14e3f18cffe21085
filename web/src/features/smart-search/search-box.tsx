import { Search } from 'lucide-react';
import { type FormEvent, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';

/** The words to search for. Asking costs searches, so it waits for Enter. */
export function SearchBox({ value, onSearch }: { value: string; onSearch: (q: string) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(value);
  const field = useRef<HTMLInputElement>(null);
  const [shown, setShown] = useState(value);
  if (shown !== value) {
    // The address has changed: the back button, or a search from elsewhere.
    setShown(value);
    setText(value);
  }
  useEffect(() => {
    if (value === '') field.current?.focus();
  }, [value]);
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim() !== '') onSearch(text.trim());
  };
  return (
    <search>
      <form onSubmit={submit} className="flex gap-2">
        <div className="relative min-w-0 flex-1">
          <Search className="pointer-events-none absolute start-4 top-4 size-4 text-ink-faint" aria-hidden="true" />
          <input
            ref={field}
            data-search-field=""
            type="search"
            enterKeyHint="search"
            autoComplete="off"
            spellCheck={false}
            dir="auto"
            maxLength={500}
            aria-label={t('smartSearch.field')}
            placeholder={t('smartSearch.placeholder')}
            value={text}
            onChange={(event) => setText(event.target.value)}
            className="h-12 w-full rounded-lg border border-line bg-surface ps-11 pe-4 text-lead shadow-rest focus-visible:outline-offset-0 [&::-webkit-search-cancel-button]:hidden"
          />
        </div>
        <Button kind="primary" type="submit" className="h-12 rounded-lg" disabled={text.trim() === ''}>
          {t('smartSearch.search')}
        </Button>
      </form>
    </search>
  );
}
