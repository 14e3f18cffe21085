import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/form/field.tsx';
import { Dialog } from '../../ui/overlays/dialog.tsx';

/** The day after a moment as a date field wants it. */
function dayAfter(now: Date): string {
  const next = new Date(now.getFullYear(), now.getMonth(), now.getDate() + 1, 12);
  return next.toISOString().slice(0, 10);
}

/** Pausing an artist, until a day or until resumed. */
export function PauseDialog({
  name,
  onPause,
  onClose,
}: {
  name: string;
  onPause: (resumeAt: string | null) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [day, setDay] = useState('');
  const [tomorrow] = useState(() => dayAfter(new Date()));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    // The day begins where the person is, not in Greenwich.
    onPause(day === '' ? null : new Date(`${day}T00:00`).toISOString());
    onClose();
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('artists.pause.title', { name })}
      description={t('artists.pause.text')}
      closeLabel={t('app.close')}
    >
      <form onSubmit={submit}>
        <Field
          type="date"
          label={t('artists.pause.until')}
          hint={t('artists.pause.hint')}
          min={tomorrow}
          value={day}
          onChange={(event) => setDay(event.target.value)}
        />
        <div className="mt-6 flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{t('artists.cancel')}</Button>
          <Button kind="primary" type="submit">
            {t('artists.actions.pause')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
