import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { Button } from '../ui/button.tsx';

/** What somebody entered is tried out first; only what can be used is kept, unless they insist. */
export interface Trying<Entry, Trial> {
  readonly trial: Trial | undefined;
  readonly busy: boolean;
  /** Of the trial or of keeping it. */
  readonly error: unknown;
  /** Tries; keeps what was changed and can be used. */
  submit(entry: Entry): void;
  /** Keeps without a trial. */
  keep(entry: Entry): void;
  /** Something else was entered. */
  reset(): void;
}

/** Whether nothing would be stored. */
export const isUnchanged = (entry: object): boolean => Object.keys(entry).length === 0;

/** A trial before keeping. `kept`: it is stored. */
export function useTrying<Entry extends object, Trial extends { readonly usable: boolean }, Stored>(deps: {
  readonly ask: (entry: Entry) => Promise<Trial>;
  readonly store: (entry: Entry) => Promise<Stored>;
  readonly kept: (stored: Stored) => Promise<void> | void;
}): Trying<Entry, Trial> {
  const test = useMutation({ mutationFn: deps.ask });
  const save = useMutation({ mutationFn: deps.store, onSuccess: deps.kept });
  return {
    trial: test.data,
    busy: test.isPending || save.isPending,
    error: save.error ?? test.error,
    submit: (entry) =>
      test.mutate(entry, {
        onSuccess: ({ usable }) => (usable && !isUnchanged(entry) ? save.mutate(entry) : undefined),
      }),
    keep: (entry) => save.mutate(entry),
    reset() {
      test.reset();
      save.reset();
    },
  };
}

/** The buttons of such a form: test, or test and keep; keep all the same; back to the environment, where something is stored. */
export function TrialButtons<Entry extends object>({
  trying,
  entry,
  possible,
  nothingStored,
}: {
  trying: Trying<Entry, { readonly usable: boolean }>;
  entry: Entry;
  /** Whether enough is entered to ask. */
  possible: boolean;
  /** What takes away all that is stored; `null`: nothing is. */
  nothingStored: Entry | null;
}) {
  const { t } = useTranslation();
  const { busy, trial } = trying;
  const unchanged = isUnchanged(entry);
  return (
    <div className="flex flex-wrap items-center gap-2">
      <Button kind="primary" type="submit" disabled={busy || !possible}>
        {t(busy ? 'settings.soulseek.testing' : unchanged ? 'settings.soulseek.test' : 'settings.soulseek.keep')}
      </Button>
      {trial?.usable === false && !unchanged && (
        <Button disabled={busy} onClick={() => trying.keep(entry)}>
          {t('settings.soulseek.saveAnyway')}
        </Button>
      )}
      {nothingStored !== null && unchanged && (
        <Button disabled={busy} onClick={() => trying.keep(nothingStored)}>
          {t('settings.soulseek.toEnvironment')}
        </Button>
      )}
    </div>
  );
}
