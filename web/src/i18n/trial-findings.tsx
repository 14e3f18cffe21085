import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { type Finding, Findings } from '../ui/findings.tsx';
import { dynamicText } from './index.ts';

/** Why a service cannot be used as it was tried. */
interface TrialProblem {
  readonly code: string;
  readonly sentence: string;
  readonly remedy: string;
}

/** What a trial of a service found, and what to do about the first thing that is wrong; `keyOf`: the key of the text of a problem. */
export function TrialFindings({
  findings,
  problem,
  keyOf,
  children,
}: {
  findings: readonly Finding[];
  problem: TrialProblem | null;
  keyOf: (code: string) => string;
  children?: ReactNode;
}) {
  const { t } = useTranslation();
  const sentence = problem === null ? null : dynamicText(t, keyOf(problem.code), problem.sentence);
  const remedy = problem === null ? null : dynamicText(t, keyOf(`${problem.code}_remedy`), problem.remedy);
  return (
    <Findings findings={findings} wordOf={(state) => t(`doctor.state.${state}`)}>
      {sentence !== null && remedy !== null && (
        <p className="mt-3 max-w-prose text-small break-words">
          <span lang={sentence.own ? undefined : 'en'}>{sentence.text}</span>{' '}
          <span lang={remedy.own ? undefined : 'en'} className="text-ink-soft">
            {remedy.text}
          </span>
        </p>
      )}
      {children}
    </Findings>
  );
}
