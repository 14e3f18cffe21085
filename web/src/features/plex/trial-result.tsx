import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { PlexTrial } from '../../api/index.ts';
import { TrialFindings } from '../../i18n/trial-findings.tsx';
import type { Finding } from '../../ui/findings.tsx';

/** What a trial found, from the address to the library of music. */
export function PlexTrialResult({ trial }: { trial: PlexTrial }) {
  const { t } = useTranslation();
  const { libraries, problem } = trial;
  return (
    <TrialFindings findings={findingsOf(t, trial)} problem={problem} keyOf={(code) => `plex.trial.${code}`}>
      {problem?.code === 'no_library' && libraries.length > 0 && (
        <p className="mt-2 text-small text-ink-soft">
          {t('plex.trial.has', { libraries: libraries.map(({ title }) => title).join(', ') })}
        </p>
      )}
    </TrialFindings>
  );
}

function findingsOf(t: TFunction, { reachable, authenticated, server, section }: PlexTrial): Finding[] {
  const { version = '', name = null } = server ?? {};
  const found: Finding[] = [
    {
      name: 'reachable',
      state: server === null ? 'problem' : 'ok',
      text:
        server === null
          ? t(reachable ? 'plex.trial.somebody' : 'plex.trial.nobody')
          : name === null
            ? t('plex.trial.answers', { version })
            : t('plex.trial.answersAs', { version, name }),
    },
  ];
  if (server === null) return found;
  found.push({
    name: 'token',
    state: authenticated === true ? 'ok' : 'problem',
    text: t(
      authenticated === null
        ? 'plex.trial.noToken'
        : authenticated
          ? 'plex.trial.tokenTaken'
          : 'plex.trial.tokenRefused',
    ),
  });
  if (authenticated !== true) return found;
  found.push({
    name: 'library',
    state: section === null ? 'problem' : 'ok',
    text: section === null ? t('plex.trial.noSection') : t('plex.trial.section', { title: section.title }),
  });
  return found;
}
