import { Disc3 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { addressOf, type Release } from '../../api/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { dynamicText } from '../../i18n/index.ts';
import { Artwork } from '../../ui/artwork.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Notice } from '../../ui/notice.tsx';
import { ProgressBar } from '../../ui/progress-bar.tsx';
import { Truncate } from '../../ui/truncate.tsx';
import { ReleaseDay } from './release-day.tsx';
import { ReleaseMenu } from './release-menu.tsx';
import { kinds } from './watch-words.ts';

/** So many are shown at first. */
const first = 20;

/** What an artist has put out, newest first, with what we have of each. */
export function ReleaseList({
  artistKey,
  artist,
  releases,
  total,
}: {
  artistKey: string;
  artist: string;
  releases: Release[];
  total: number;
}) {
  const { t } = useTranslation();
  const formats = useFormats();
  const [filter, setFilter] = useState<(typeof kinds)[number] | null>(null);
  const [all, setAll] = useState(false);
  const count = (kind: string): number => releases.filter((release) => isOf(release, kind)).length;
  const present = kinds.filter((kind) => count(kind) > 0);
  const shown = filter === null ? releases : releases.filter((release) => isOf(release, filter));
  return (
    <section aria-labelledby="releases-heading">
      <h2 id="releases-heading" className="mb-3 text-title font-semibold">
        {t('artists.releases.title')}
      </h2>
      {releases.length === 0 ? (
        <Notice icon={<Disc3 className="size-8" strokeWidth={1.5} />} title={t('artists.releases.none')}>
          {t('artists.releases.noneText')}
        </Notice>
      ) : (
        <>
          {present.length > 1 && (
            <fieldset
              aria-label={t('artists.releases.filter')}
              className="-mx-4 mb-3 flex min-w-0 gap-1.5 overflow-x-auto px-4 py-1 [scrollbar-width:none] sm:mx-0 sm:flex-wrap sm:px-0"
            >
              <Chip pressed={filter === null} onPress={() => setFilter(null)}>
                {t('artists.releases.all')} <span className="nums font-normal">{formats.number(releases.length)}</span>
              </Chip>
              {present.map((kind) => (
                <Chip key={kind} pressed={filter === kind} onPress={() => setFilter(filter === kind ? null : kind)}>
                  {t(`artists.kinds.${kind}`)} <span className="nums font-normal">{formats.number(count(kind))}</span>
                </Chip>
              ))}
            </fieldset>
          )}
          <ul aria-labelledby="releases-heading" className="border-t border-line">
            {(all ? shown : shown.slice(0, first)).map((release) => (
              <ReleaseRow key={release.id} artistKey={artistKey} artist={artist} release={release} />
            ))}
          </ul>
          {!all && shown.length > first && (
            <div className="py-5 text-center">
              <Button onClick={() => setAll(true)}>
                {t('artists.releases.showAll', { count: shown.length - first })}
              </Button>
            </div>
          )}
          {all && total > releases.length && (
            <p className="nums py-4 text-center text-small text-ink-faint">
              {t('artists.releases.shown', { shown: releases.length, total })}
            </p>
          )}
        </>
      )}
    </section>
  );
}

function isOf(release: Release, kind: string): boolean {
  return release.release_type === kind || release.kinds.includes(kind);
}

function ReleaseRow({ artistKey, artist, release }: { artistKey: string; artist: string; release: Release }) {
  const { t } = useTranslation();
  const type = dynamicText(t, `artists.kind.${release.release_type}`, release.release_type);
  const more = release.kinds.map((kind) => dynamicText(t, `artists.kind.${kind}`, kind).text);
  return (
    <li className="flex min-h-16 items-center gap-3 border-b border-line px-3 py-2.5 sm:gap-4 sm:px-4">
      <Artwork artist={artist} work={release.title} src={addressOf(release.artwork_url)} className="size-10" />
      <div className="min-w-0 flex-1">
        <Truncate className="font-semibold">{release.title}</Truncate>
        <p className="nums truncate text-small text-ink-soft">
          <ReleaseDay text={release.release_date} />
          {` · ${[type.text, ...more].join(', ')}`}
          {release.total_tracks !== null && ` · ${t('artists.releases.tracks', { count: release.total_tracks })}`}
        </p>
      </div>
      <ReleaseState release={release} />
      <ReleaseMenu artistKey={artistKey} release={release} />
    </li>
  );
}

/** What we have of a release, or why it is not fetched. */
function ReleaseState({ release }: { release: Release }) {
  const { t } = useTranslation();
  const { completion, state, state_reason: reason } = release;
  if (completion !== null && (completion.wished > 0 || completion.owned > 0)) {
    const { owned, total } = completion;
    return (
      <span className="nums flex w-24 shrink-0 flex-col items-end gap-1.5 text-small sm:w-32">
        {total === null ? (
          <span className="text-ink-soft">{t('artists.releases.ownedTracks', { count: owned })}</span>
        ) : owned === total ? (
          <Badge tone="sea">{t('artists.releases.complete')}</Badge>
        ) : (
          <>
            <span className="text-ink-soft">{t('artists.releases.owned', { owned, total })}</span>
            <ProgressBar
              className="w-full"
              value={(100 * owned) / Math.max(1, total)}
              label={t('artists.releases.completion', { title: release.title })}
            />
          </>
        )}
      </span>
    );
  }
  const known = dynamicText(t, `artists.states.${state}`, state);
  if (release.choice === 'never') return <Badge>{t('artists.stateReasons.deselected')}</Badge>;
  const because = reason?.startsWith('kind_') === true ? 'unwanted' : reason;
  const why = because === null ? null : dynamicText(t, `artists.stateReasons.${because}`, '');
  const tone = state === 'upcoming' ? 'amber' : state === 'new' || state === 'wished' ? 'sea' : 'neutral';
  if (why?.own) return <span className="shrink-0 text-end text-small text-ink-faint max-sm:max-w-24">{why.text}</span>;
  return <Badge tone={tone}>{known.text}</Badge>;
}
