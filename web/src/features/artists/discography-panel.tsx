import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type Artist, asProblem, fetchDiscography, type WatchEntry } from '../../api/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { Told } from '../../i18n/told.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Panel } from '../../ui/panel.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { discographiesQuery } from './queries.ts';
import { kinds } from './watch-words.ts';

const usual: readonly string[] = ['album', 'ep', 'single', 'soundtrack'];

/** Everything of the wanted kinds that an artist has put out, as one job with progress. */
export function DiscographyPanel({ artist, entry }: { artist: Artist; entry: WatchEntry | null }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const client = useQueryClient();
  const wanted = kinds.filter((kind) => (entry?.kinds ?? usual).includes(kind));
  const jobs = useQuery(discographiesQuery);
  const begin = useMutation({
    mutationFn: () => fetchDiscography(artist.artist_key, artist.name, wanted),
    onSettled: () => client.invalidateQueries({ queryKey: ['artists', 'discographies'] }),
  });
  const keys = [artist.artist_key, ...artist.identities];
  const job = jobs.data?.find((each) => keys.includes(each.artist_key));
  const running = job?.status === 'pending' || job?.status === 'in_progress';
  const { sentence } = job?.problem ?? {};
  return (
    <Panel
      title={t('artists.discography.title')}
      aside={
        job !== undefined && (
          <Badge tone={job.status === 'failed' ? 'coral' : job.status === 'done' ? 'sea' : 'neutral'}>
            {t(
              running
                ? 'artists.discography.running'
                : job.status === 'done'
                  ? 'artists.discography.done'
                  : 'artists.discography.failed',
            )}
          </Badge>
        )
      }
    >
      {job !== undefined && (
        <div className="mb-5">
          {running && (
            <ProgressBar className="mb-2 w-full" value={job.progress} label={t('artists.discography.title')} />
          )}
          <p className="nums text-ink-soft">
            {job.albums_total > 0 &&
              `${t('artists.discography.albums', { done: job.albums_done, count: job.albums_total })} · `}
            {t('artists.discography.wished', { count: job.wished })}
            {job.already_owned + job.already_wished > 0 &&
              ` · ${t('artists.discography.known', { count: job.already_owned + job.already_wished })}`}
          </p>
          <p className="mt-0.5 text-small text-ink-faint">{formats.dateTime(job.updated_at)}</p>
          {typeof sentence === 'string' && (
            <Told as="p" className="mt-2 rounded-md bg-amber-soft px-3 py-2.5 text-small text-amber" said={sentence} />
          )}
        </div>
      )}
      {!running && (
        <>
          <p className="max-w-prose text-ink-soft">{t('artists.discography.text')}</p>
          <Button
            className="mt-5"
            disabled={begin.isPending || wanted.length === 0 || jobs.data === undefined}
            onClick={() => begin.mutate()}
          >
            <Download className="size-4" aria-hidden="true" />
            {t(job === undefined ? 'artists.discography.action' : 'artists.discography.again')}
          </Button>
        </>
      )}
      {begin.error !== null && (
        <div className="mt-4">
          <ProblemNote problem={asProblem(begin.error)} onRetry={() => begin.mutate()} />
        </div>
      )}
    </Panel>
  );
}
