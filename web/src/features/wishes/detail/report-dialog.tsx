import { useMutation } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { asProblem, type Candidate, type CaseReport, reportCase } from '../../../api/index.ts';
import { useProblemText } from '../../../i18n/problem-note.tsx';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/form/field.tsx';
import { Dialog } from '../../../ui/overlays/dialog.tsx';

const answers = ['same', 'other'] as const;

/** Reports a wrong decision about an offer: what would have been right, and what is to be learned from it. */
export function ReportDialog({
  wishId,
  candidate,
  onClose,
}: {
  wishId: number;
  candidate: Candidate;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const explain = useProblemText();
  // Somebody who contradicts most likely means the opposite of the verdict.
  const [right, setRight] = useState<CaseReport['right']>(candidate.verdict === 'auto' ? 'other' : 'same');
  const [lesson, setLesson] = useState('');
  const [note, setNote] = useState('');
  const { mutate, isPending, error } = useMutation({
    mutationFn: reportCase,
    onSuccess: () => {
      toast.success(t('caseReport.done'));
      onClose();
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    mutate({ wish_id: wishId, candidate_id: candidate.id, right, lesson, note: note.trim() === '' ? null : note });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t('caseReport.title')}
      description={candidate.path}
      closeLabel={t('app.close')}
    >
      <form onSubmit={submit} className="space-y-4">
        <fieldset>
          <legend className="mb-1.5 text-small font-medium">{t('caseReport.right')}</legend>
          {answers.map((answer) => (
            <label key={answer} className="flex items-center gap-2 py-1 text-body">
              <input
                type="radio"
                className="accent-sea"
                name="right"
                value={answer}
                checked={right === answer}
                onChange={() => setRight(answer)}
              />
              {t(`caseReport.${answer}`)}
            </label>
          ))}
        </fieldset>
        <Field
          label={t('caseReport.lesson')}
          hint={t('caseReport.lessonHint')}
          required
          maxLength={300}
          value={lesson}
          onChange={(event) => setLesson(event.target.value)}
        />
        <Field
          label={t('caseReport.note')}
          maxLength={2000}
          value={note}
          onChange={(event) => setNote(event.target.value)}
        />
        {error !== null && (
          <p role="alert" className="text-small text-coral">
            {explain(asProblem(error)).text}
          </p>
        )}
        <p className="text-small text-ink-soft">{t('caseReport.text')}</p>
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={onClose}>{t('caseReport.cancel')}</Button>
          <Button kind="primary" type="submit" disabled={isPending}>
            {t('caseReport.send')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}
