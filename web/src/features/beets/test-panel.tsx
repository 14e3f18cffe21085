import { useMutation } from '@tanstack/react-query';
import type { TFunction } from 'i18next';
import { useTranslation } from 'react-i18next';
import { asProblem, type BeetsStatus, readBeetsStatus } from '../../api/index.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { TrialFindings } from '../../i18n/trial-findings.tsx';
import { Button } from '../../ui/button.tsx';
import type { Finding } from '../../ui/findings.tsx';
import { Panel } from '../../ui/panel.tsx';

/** Asks the program itself: whether it runs, where its library is, and whether files could be moved into its folder. */
export function BeetsTest() {
  const { t } = useTranslation();
  const test = useMutation({ mutationFn: () => readBeetsStatus() });
  const { data, error, isPending } = test;
  const problem = data?.problem ?? null;
  return (
    <Panel title={t('beets.test.title')}>
      <p className="mb-4 max-w-prose text-small text-ink-soft">{t('beets.test.text')}</p>
      <div aria-live="polite" className="mb-4 empty:hidden">
        {data !== undefined && (
          <TrialFindings
            findings={findingsOf(t, data)}
            problem={problem === null ? null : { ...problem, sentence: problem.message }}
            keyOf={(code) => `reasons.doctor.general.${code}`}
          />
        )}
        {error !== null && <ProblemNote problem={asProblem(error)} onRetry={() => test.mutate()} />}
      </div>
      <Button kind="primary" disabled={isPending} onClick={() => test.mutate()}>
        {t(isPending ? 'settings.soulseek.testing' : 'beets.test.run')}
      </Button>
    </Panel>
  );
}

function findingsOf(
  t: TFunction,
  { available, version, directory, library, folders, publish }: BeetsStatus,
): Finding[] {
  if (!available) return [{ name: 'runs', state: 'problem', text: t('beets.gone') }];
  const found: Finding[] = [
    { name: 'runs', state: 'ok', text: t('beets.test.runs', { version: version ?? '?' }) },
    { name: 'library', state: 'ok', text: t('beets.test.library', { library: library ?? '?' }) },
  ];
  const [music] = folders;
  const inside =
    directory !== null && music !== undefined && (directory === music || directory.startsWith(`${music}/`));
  const moves = publish === 'move';
  found.push({
    name: 'folder',
    state: moves && !inside ? 'problem' : 'ok',
    text: t(moves && !inside ? 'beets.test.outside' : 'beets.test.folder', { folder: directory ?? '?' }),
  });
  return found;
}
