import { useTranslation } from 'react-i18next';
import type { HealthCheck } from '../../../api/index.ts';
import { FindingSign } from '../../../ui/findings.tsx';

/** How something is, as a sign with its word for screen readers. */
export function CheckState({ state, className }: { state: HealthCheck['state']; className?: string }) {
  const { t } = useTranslation();
  return (
    <FindingSign state={state} word={t(`doctor.state.${state}`)} {...(className !== undefined && { className })} />
  );
}
