import { ArrowDown, ArrowUp, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../../ui/button.tsx';
import { Chip } from '../../../../ui/chip.tsx';
import { moved } from './draft.ts';

/** Formats that people share, as the server calls them. */
const known = ['FLAC', 'ALAC', 'WAV', 'AIFF', 'APE', 'WV', 'M4A', 'MP3', 'OPUS', 'OGG', 'AAC'];

/** File formats, best first: moved up and down, taken out, added. */
export function FormatOrder({
  formats,
  onChange,
}: {
  formats: readonly string[];
  onChange: (formats: readonly string[]) => void;
}) {
  const { t } = useTranslation();
  const listed = formats.map((format) => format.toUpperCase());
  const others = known.filter((format) => !listed.includes(format));
  return (
    <div>
      <ol
        aria-label={t('settings.label.SLSKD_PREFERRED_FORMATS')}
        className="divide-y divide-line border-y border-line"
      >
        {listed.map((format, at) => (
          <li key={format} className="flex items-center gap-3 py-1.5">
            <span aria-hidden="true" className="nums w-5 text-end text-small text-ink-faint">
              {at + 1}
            </span>
            <span className="min-w-0 flex-1 truncate font-medium">{format}</span>
            <Button
              kind="quiet"
              size="icon"
              disabled={at === 0}
              aria-label={t('settings.formats.up', { format })}
              onClick={() => onChange(moved(formats, at, -1))}
            >
              <ArrowUp className="size-4" aria-hidden="true" />
            </Button>
            <Button
              kind="quiet"
              size="icon"
              disabled={at === listed.length - 1}
              aria-label={t('settings.formats.down', { format })}
              onClick={() => onChange(moved(formats, at, 1))}
            >
              <ArrowDown className="size-4" aria-hidden="true" />
            </Button>
            <Button
              kind="quiet"
              size="icon"
              disabled={listed.length === 1}
              aria-label={t('settings.formats.remove', { format })}
              onClick={() => onChange(formats.filter((_each, other) => other !== at))}
            >
              <X className="size-4" aria-hidden="true" />
            </Button>
          </li>
        ))}
      </ol>
      {others.length > 0 && (
        <fieldset className="mt-3">
          <legend className="mb-1.5 text-small text-ink-soft">{t('settings.formats.add')}</legend>
          <div className="flex flex-wrap gap-1.5">
            {others.map((format) => (
              <Chip key={format} pressed={false} onPress={() => onChange([...formats, format])}>
                {format}
              </Chip>
            ))}
          </div>
        </fieldset>
      )}
    </div>
  );
}
