import { Link } from '@tanstack/react-router';
import {
  Activity,
  Archive,
  AudioLines,
  Cog,
  Disc3,
  Download,
  FileInput,
  FolderSearch,
  Heart,
  type LucideIcon,
  MicVocal,
  Plug,
  RefreshCw,
  Search,
  Tags,
} from 'lucide-react';
import { memo } from 'react';
import { useTranslation } from 'react-i18next';
import type { ActivityEvent } from '../../api/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { useNow } from '../../ui/clock.ts';
import { cn } from '../../ui/cn.ts';
import { headlineOf, sentenceOf, subjectOf, toneOfEvent, typeName, wishOf } from './activity-words.ts';

const icons: Record<string, LucideIcon> = {
  wish: Heart,
  download: Download,
  library: Disc3,
  metadata: Tags,
  sync: RefreshCw,
  spotify: AudioLines,
  watchlist: MicVocal,
  discography: Disc3,
  search: Search,
  import: FileInput,
  library_scan: FolderSearch,
  service: Plug,
  worker: Cog,
  backup: Archive,
  autosync: RefreshCw,
};
const tones = {
  sea: 'bg-sea-soft text-sea-strong',
  amber: 'bg-amber-soft text-amber',
  coral: 'bg-coral-soft text-coral',
  neutral: 'bg-sunken text-ink-soft',
};

/** One thing that happened: what, to what, why, when. */
export const ActivityRow = memo(function ActivityRow({ event }: { event: ActivityEvent }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const now = useNow();
  const Icon = icons[event.type] ?? Activity;
  const headline = headlineOf(t, event);
  const subject = subjectOf(event);
  const wish = wishOf(event);
  const sentence = sentenceOf(t, event);
  return (
    <div className="flex min-h-13 items-start gap-3 py-2.5">
      <span
        title={typeName(t, event.type)}
        className={cn('grid size-8 shrink-0 place-items-center rounded-md', tones[toneOfEvent(event)])}
      >
        <Icon className="size-4" strokeWidth={1.75} aria-hidden="true" />
        <span className="sr-only">{typeName(t, event.type)}</span>
      </span>
      <div className="min-w-0 flex-1 self-center">
        <p className="flex items-baseline gap-x-2 max-sm:flex-wrap">
          <span className="shrink-0 font-medium" lang={headline.lang}>
            {headline.text}
          </span>
          {subject !== null && (
            <bdi className="min-w-0 truncate text-ink-soft" title={subject}>
              {wish === null ? (
                subject
              ) : (
                <Link
                  to="/wishes/$id"
                  params={{ id: String(wish) }}
                  className="rounded-xs outline-offset-2 hover:underline"
                >
                  {subject}
                </Link>
              )}
            </bdi>
          )}
        </p>
        {sentence !== null && (
          <p lang={sentence.lang} className="line-clamp-2 text-small text-ink-soft">
            {sentence.text}
          </p>
        )}
      </div>
      <time
        dateTime={event.timestamp}
        title={formats.dateTime(event.timestamp)}
        className="nums mt-1.5 shrink-0 text-small text-ink-faint"
      >
        {formats.relative(event.timestamp, now)}
      </time>
    </div>
  );
});
