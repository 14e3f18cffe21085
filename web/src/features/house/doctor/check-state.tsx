import { CircleAlert, CircleCheck, CircleHelp, TriangleAlert } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import type { HealthCheck } from '../../../api/index.ts';
import { cn } from '../../../ui/cn.ts';

const looks = {
  ok: { Icon: CircleCheck, tone: 'text-sea' },
  warn: { Icon: TriangleAlert, tone: 'text-amber' },
  problem: { Icon: CircleAlert, tone: 'text-coral' },
  unknown: { Icon: CircleHelp, tone: 'text-ink-faint' },
};

/** How something is, as a sign with its word for screen readers. */
export function CheckState({ state, className }: { state: HealthCheck['state']; className?: string }) {
  const { t } = useTranslation();
  const { Icon, tone } = looks[state];
  return (
    <>
      <Icon aria-hidden="true" strokeWidth={1.75} className={cn('size-5 shrink-0', tone, className)} />
      <span className="sr-only">{t(`doctor.state.${state}`)}: </span>
    </>
  );
}
