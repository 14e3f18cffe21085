import { useQuery } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { serverStatusQuery } from '../features/dashboard/index.ts';
import { deadTotalsQuery } from '../features/dead-letters/index.ts';
import { useDoctorState } from '../features/house/index.ts';
import { concernOf } from '../features/matching/index.ts';
import { wishCountsQuery } from '../features/wishes/index.ts';
import { useFormats } from '../i18n/format.ts';
import { Badge } from '../ui/badge.tsx';
import { cn } from '../ui/cn.ts';
import { type AccountMood, soulseekMood, soulseekStatusQuery, spotifyMood, spotifyStatusQuery } from './services.ts';

/** How a sign is shown: as a word, or as a dot where there is no room for one. */
export interface SignProps {
  readonly dot?: boolean;
}

const dots = { amber: 'bg-amber-fill', coral: 'z-10 bg-coral-fill' };

/**
 * A sign beside the name of a place. Amber: works with limits. Coral: somebody has to do something. `meaning` is the same as a sentence,
 * for hints and screen readers.
 */
function Sign({ dot, tone, text, meaning }: SignProps & { tone: 'amber' | 'coral'; text: string; meaning: string }) {
  return (
    <span className={dot ? 'absolute -end-1.5 -top-1' : 'ms-auto flex'} title={meaning}>
      <span aria-hidden="true" className={cn(dot && 'block size-2 rounded-full ring-2 ring-paper', dot && dots[tone])}>
        {!dot && <Badge tone={tone}>{text}</Badge>}
      </span>
      <span className="sr-only">{meaning}</span>
    </span>
  );
}

/** The sign of a service: amber “Limited” or “Sign in”, coral “Offline”; nothing while it is well, not used or not known. */
function ServiceSign({ mood, service, dot = false }: SignProps & { mood: AccountMood; service: string }) {
  const { t } = useTranslation();
  if (mood === 'limited') {
    const meaning = t('shell.signs.limitedText', { service });
    return <Sign dot={dot} tone="amber" text={t('shell.signs.limited')} meaning={meaning} />;
  }
  if (mood === 'signedOut') {
    const meaning = t('shell.signs.signInText', { service });
    return <Sign dot={dot} tone="amber" text={t('shell.signs.signIn')} meaning={meaning} />;
  }
  if (mood === 'gone') {
    const meaning = t('shell.signs.offlineText', { service });
    return <Sign dot={dot} tone="coral" text={t('shell.signs.offline')} meaning={meaning} />;
  }
  return null;
}

/** Soulseek, on which everything hangs. */
export function SoulseekSign({ dot = false }: SignProps) {
  return <ServiceSign dot={dot} mood={soulseekMood(useQuery(soulseekStatusQuery))} service="Soulseek" />;
}

/** Spotify with an account. */
export function SpotifySign({ dot = false }: SignProps) {
  return <ServiceSign dot={dot} mood={spotifyMood(useQuery(spotifyStatusQuery))} service="Spotify" />;
}

/** Wishes that wait for a decision. */
export function WishesSign({ dot = false }: SignProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const count = useQuery(wishCountsQuery).data?.review ?? 0;
  if (count === 0) return null;
  return <Sign dot={dot} tone="coral" text={formats.number(count)} meaning={t('shell.signs.review', { count })} />;
}

/** Downloads and jobs that nobody will try again by themselves. */
export function DeadSign({ dot = false }: SignProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { data } = useQuery(deadTotalsQuery);
  const count = (data?.downloads ?? 0) + (data?.jobs ?? 0);
  if (count === 0) return null;
  return <Sign dot={dot} tone="coral" text={formats.number(count)} meaning={t('shell.signs.dead', { count })} />;
}

/** What the doctor found: what does not work, else what deserves a look. */
export function DoctorSign({ dot = false }: SignProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { problems, warnings } = useDoctorState();
  const count = problems > 0 ? problems : warnings;
  if (count === 0) return null;
  const meaning = t(problems > 0 ? 'shell.signs.doctorProblems' : 'shell.signs.doctorWarnings', { count });
  return <Sign dot={dot} tone={problems > 0 ? 'coral' : 'amber'} text={formats.number(count)} meaning={meaning} />;
}

/** The matcher, without which nothing is chosen. */
export function MatchingSign({ dot = false }: SignProps) {
  const { t } = useTranslation();
  const { data } = useQuery(serverStatusQuery);
  const status = data?.workers['matching']?.status;
  // Never seen: workers may run elsewhere, or not yet.
  const concern = status === undefined || status === 'unavailable' ? 'well' : concernOf(status);
  const mood = { well: 'well', look: 'limited', act: 'gone' } as const;
  return <ServiceSign dot={dot} mood={mood[concern]} service={t('places.matching')} />;
}
