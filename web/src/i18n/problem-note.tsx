import { RotateCw, Unplug } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';
import { Notice } from '../ui/notice.tsx';
import { problemText } from './problem-text.ts';

/** What the problem needs to carry: our own `Problem` does. */
interface Explained {
  readonly code: string;
  readonly message: string;
}

/** A sentence with a remedy in the language of the page; the server's own sentence when we know no better one. */
export function useProblemText(): (problem: Explained) => { text: string; lang?: 'en' } {
  const { t } = useTranslation();
  return (problem) => problemText(t, problem);
}

/** A failed load in its place, with the way to try again. */
export function ProblemNote({
  problem,
  onRetry,
  large = false,
}: {
  problem: Explained;
  onRetry: () => void;
  large?: boolean;
}) {
  const { t } = useTranslation();
  const explain = useProblemText();
  const { text, lang } = explain(problem);
  const retry = (
    <Button size={large ? 'normal' : 'small'} onClick={onRetry}>
      <RotateCw className="size-4" aria-hidden="true" />
      {t('problem.retry')}
    </Button>
  );
  if (!large) {
    return (
      <div role="alert" className="flex flex-wrap items-center gap-3 rounded-md bg-coral-soft px-3 py-2.5 text-small">
        <span className="min-w-48 flex-1 text-coral" lang={lang}>
          {text}
        </span>
        {retry}
      </div>
    );
  }
  return (
    <Notice alert icon={<Unplug className="size-8" strokeWidth={1.5} />} title={t('problem.title')} actions={retry}>
      <p lang={lang}>{text}</p>
    </Notice>
  );
}
