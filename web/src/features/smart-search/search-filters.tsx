import { SlidersHorizontal } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/format.ts';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Field } from '../../ui/form/field.tsx';
import { Select } from '../../ui/form/select.tsx';
import { formatNames, lengthNames, type SmartSearch, sourceNames } from './works.ts';

const types = ['track', 'album', 'artist'] as const;
const bitrates = ['128', '192', '256', '320'] as const;
const orders = ['bitrate', 'year', 'duration'] as const;
const any = 'any';

/** How many of the folded filters are set. */
function foldedCount({ format, bitrate, from, to, length }: SmartSearch): number {
  return [format, bitrate, from, to, length].filter((value) => value !== undefined).length;
}

function yearOf(text: string): number | undefined {
  const year = Number(text);
  return Number.isInteger(year) && year >= 1900 && year <= 2099 ? year : undefined;
}

/** What is searched for, where, and which results pass. */
export function SearchFilters({
  search,
  onSearch,
}: {
  search: SmartSearch;
  onSearch: (change: Partial<SmartSearch>) => void;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const folded = foldedCount(search);
  const [open, setOpen] = useState(folded > 0);
  const choices = <Value extends string>(values: readonly Value[], name: (value: Value) => string) => [
    { value: any, label: t('smartSearch.any') },
    ...values.map((value) => ({ value, label: name(value) })),
  ];
  return (
    <div className="space-y-3">
      <div className="flex flex-wrap items-center gap-x-6 gap-y-2">
        <fieldset className="flex min-w-0 flex-wrap gap-1.5" aria-label={t('smartSearch.what')}>
          <Chip pressed={search.type === undefined} onPress={() => onSearch({ type: undefined })}>
            {t('smartSearch.everything')}
          </Chip>
          {types.map((type) => (
            <Chip key={type} pressed={search.type === type} onPress={() => onSearch({ type })}>
              {t(`smartSearch.types.${type}`)}
            </Chip>
          ))}
        </fieldset>
        <fieldset className="flex min-w-0 flex-wrap gap-1.5" aria-label={t('smartSearch.where')}>
          {sourceNames.map((source) => {
            const pressed = search.source === source;
            return (
              <Chip key={source} pressed={pressed} onPress={() => onSearch({ source: pressed ? undefined : source })}>
                {t(`smartSearch.sources.${source}`)}
              </Chip>
            );
          })}
        </fieldset>
        <Button kind="quiet" size="small" aria-expanded={open} onClick={() => setOpen(!open)}>
          <SlidersHorizontal className="size-4" aria-hidden="true" />
          {folded === 0 ? t('smartSearch.filters') : t('smartSearch.filtersSet', { count: folded })}
        </Button>
      </div>
      {open && (
        <div className="grid grid-cols-2 gap-3 rounded-xl border border-line bg-surface p-4 sm:grid-cols-3 lg:grid-cols-6">
          <Select
            label={t('smartSearch.format')}
            value={search.format ?? any}
            options={choices(formatNames, (name) =>
              name === 'lossless' ? t('smartSearch.lossless') : name.toUpperCase(),
            )}
            onChange={(value) => onSearch({ format: formatNames.find((name) => name === value) })}
          />
          <Select
            label={t('smartSearch.bitrate')}
            value={search.bitrate === undefined ? any : String(search.bitrate)}
            options={choices(bitrates, (value) => t('smartSearch.atLeast', { value: formats.kbps(Number(value)) }))}
            onChange={(value) => onSearch({ bitrate: value === any ? undefined : Number(value) })}
          />
          <Select
            label={t('smartSearch.length')}
            value={search.length ?? any}
            options={choices(lengthNames, (name) => t(`smartSearch.lengths.${name}`))}
            onChange={(value) => onSearch({ length: lengthNames.find((name) => name === value) })}
          />
          <Field
            key={`from ${search.from}`}
            label={t('smartSearch.from')}
            inputMode="numeric"
            maxLength={4}
            defaultValue={search.from ?? ''}
            onBlur={(event) => onSearch({ from: yearOf(event.target.value) })}
          />
          <Field
            key={`to ${search.to}`}
            label={t('smartSearch.to')}
            inputMode="numeric"
            maxLength={4}
            defaultValue={search.to ?? ''}
            onBlur={(event) => onSearch({ to: yearOf(event.target.value) })}
          />
          <Select
            label={t('smartSearch.sort')}
            value={search.sort ?? any}
            options={[
              { value: any, label: t('smartSearch.orders.relevance') },
              ...orders.map((value) => ({ value, label: t(`smartSearch.orders.${value}`) })),
            ]}
            onChange={(value) => onSearch({ sort: orders.find((name) => name === value) })}
          />
        </div>
      )}
    </div>
  );
}
