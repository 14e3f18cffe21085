import { FileDown, Link2, type LucideIcon, TextCursorInput } from 'lucide-react';
import { useTranslation } from 'react-i18next';

const ways = [
  ['lines', TextCursorInput],
  ['link', Link2],
  ['file', FileDown],
] as const satisfies readonly (readonly [string, LucideIcon])[];

/** The ways to bring wishes in, for people who see the box for the first time. */
export function WaysIn() {
  const { t } = useTranslation();
  return (
    <ul aria-label={t('importWays.title')} className="grid gap-x-8 gap-y-5 border-t border-line pt-6 md:grid-cols-3">
      {ways.map(([way, Icon]) => (
        <li key={way} className="flex gap-3.5">
          <span
            aria-hidden="true"
            className="grid size-9 shrink-0 place-items-center rounded-md bg-sea-soft text-sea-strong"
          >
            <Icon className="size-4" strokeWidth={1.75} />
          </span>
          <div className="min-w-0">
            <p className="font-semibold">{t(`importWays.names.${way}`)}</p>
            <p className="mt-0.5 text-small text-pretty text-ink-soft">{t(`importWays.texts.${way}`)}</p>
          </div>
        </li>
      ))}
    </ul>
  );
}
