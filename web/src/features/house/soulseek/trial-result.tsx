import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { SoulseekTrial } from '../../../api/index.ts';
import { dynamicText } from '../../../i18n/index.ts';
import { TrialFindings } from '../../../i18n/trial-findings.tsx';
import type { Finding, FindingState } from '../../../ui/findings.tsx';

/** What a trial found, from the address to the folder: each question with its answer, and what to do about the first one that failed. */
export function TrialResult({ trial }: { trial: SoulseekTrial }) {
  const { t } = useTranslation();
  const { problem, downloads_folder: folder } = trial;
  const badFolder = folder.state !== 'writable' && folder.state !== 'unknown';
  return (
    <TrialFindings findings={stepsOf(t, trial)} problem={problem} keyOf={(code) => `settings.trial.${code}`}>
      {problem === null && badFolder && (
        <p className="mt-3 max-w-prose text-small text-ink-soft">{t('settings.trial.folderRemedy')}</p>
      )}
    </TrialFindings>
  );
}

function stepsOf(t: TFunction, trial: SoulseekTrial): Finding[] {
  const { reachable, authenticated, version, logged_in: loggedIn, downloads_folder: folder } = trial;
  const answered = (yes: boolean | null): FindingState => (yes === null ? 'unknown' : yes ? 'ok' : 'problem');
  const steps: Finding[] = [
    {
      name: 'reachable',
      state: reachable && authenticated !== null ? 'ok' : 'problem',
      text:
        version !== null
          ? t('settings.trial.answers', { version })
          : t(reachable ? 'settings.trial.somebody' : 'settings.trial.nobody'),
    },
  ];
  if (authenticated === null) return steps;
  steps.push({
    name: 'key',
    state: answered(authenticated),
    text: t(authenticated ? 'settings.trial.keyTaken' : 'settings.trial.keyRefused'),
  });
  if (loggedIn === null) return steps;
  steps.push({
    name: 'signed-in',
    state: loggedIn ? 'ok' : 'problem',
    text: t(loggedIn ? 'settings.trial.signedIn' : 'settings.trial.signedOut'),
  });
  steps.push({
    name: 'folder',
    state: folder.state === 'writable' ? 'ok' : folder.state === 'unknown' ? 'unknown' : 'problem',
    text: dynamicText(t, `settings.trial.folder.${folder.state}`, folder.state, { folder: folder.here ?? '' }).text,
  });
  return steps;
}
