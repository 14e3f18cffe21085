import { useTranslation } from 'react-i18next';
import { stages } from '../../api/index.ts';
import { Button } from '../../ui/button.tsx';

/** Before the first wish: what will happen to it, as the scale of seven notes that later stands in each row. */
export function FirstVisit({ onImport }: { onImport: () => void }) {
  const { t } = useTranslation();
  return (
    <div className="rounded-xl bg-sunken px-5 py-8 sm:px-10 sm:py-10">
      <ol aria-label={t('wishes.detail.journey')} className="grid h-28 grid-cols-7 items-end gap-2 sm:h-36 sm:gap-4">
        {stages.map((stage, index) => (
          <li key={stage} className="flex h-full flex-col justify-end">
            <span aria-hidden="true" className="flex flex-1 items-end">
              <span
                className="w-full rounded-sm bg-sea"
                style={{ height: `${22 + index * 13}%`, opacity: 0.28 + index * 0.12 }}
              />
            </span>
            <span className="mt-2 truncate text-tiny text-ink-soft max-sm:sr-only">{t(`wishes.stage.${stage}`)}</span>
          </li>
        ))}
      </ol>
      <p className="mt-8 text-title font-semibold">{t('wishes.empty.title')}</p>
      <p className="mt-1.5 max-w-prose text-body text-pretty text-ink-soft">{t('wishes.empty.text')}</p>
      <Button kind="primary" className="mt-5" onClick={onImport}>
        {t('wishes.empty.action')}
      </Button>
    </div>
  );
}
