import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import type { SoulseekTrial } from '../../../api/index.ts';
import { dynamicText } from '../../../i18n/index.ts';
import { CheckState } from '../doctor/check-state.tsx';

type State = 'ok' | 'problem' | 'warn' | 'unknown';

/** What a trial found, from the address to the folder: each question with its answer, and what to do about the first one that failed. */
export function TrialResult({ trial }: { trial: SoulseekTrial }) {
  const { t } = useTranslation();
  const { problem, downloads_folder: folder } = trial;
  const steps = stepsOf(t, trial);
  const sentence = problem === null ? null : dynamicText(t, `settings.trial.${problem.code}`, problem.sentence);
  const remedy = problem === null ? null : dynamicText(t, `settings.trial.${problem.code}_remedy`, problem.remedy);
  const badFolder = folder.state !== 'writable' && folder.state !== 'unknown';
  return (
    <div className="rounded-lg bg-sunken p-4">
      <ul className="space-y-2">
        {steps.map(({ name, state, text }) => (
          <li key={name} className="flex items-start gap-2.5 text-small">
            <CheckState state={state} className="mt-px size-4.5" />
            <span className="min-w-0 break-words">{text}</span>
          </li>
        ))}
      </ul>
      {sentence !== null && remedy !== null && (
        <p className="mt-3 max-w-prose text-small break-words">
          <span lang={sentence.own ? undefined : 'en'}>{sentence.text}</span>{' '}
          <span lang={remedy.own ? undefined : 'en'} className="text-ink-soft">
            {remedy.text}
          </span>
        </p>
      )}
      {problem === null && badFolder && (
        <p className="mt-3 max-w-prose text-small text-ink-soft">{t('settings.trial.folderRemedy')}</p>
      )}
    </div>
  );
}

function stepsOf(t: TFunction, trial: SoulseekTrial): { name: string; state: State; text: string }[] {
  const { reachable, authenticated, version, logged_in: loggedIn, downloads_folder: folder } = trial;
  const answered = (yes: boolean | null): State => (yes === null ? 'unknown' : yes ? 'ok' : 'problem');
  const steps: { name: string; state: State; text: string }[] = [
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
