import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { asProblem, type DeclaredSetting, storeSetting } from '../../../../api/index.ts';
import { ProblemNote, useProblemText } from '../../../../i18n/problem-note.tsx';
import { Button } from '../../../../ui/button.tsx';
import { SkeletonRows } from '../../../../ui/skeleton.tsx';
import { declaredQuery } from '../../queries.ts';
import { UnsavedGuard } from '../../unsaved.tsx';
import { isYes } from '../choices.ts';
import { changesIn, type Draft, entriesOf } from './draft.ts';

/** Settings that are changed together and then stored: what is wrong stands beside its field, nothing is lost unasked. */
export function ValueForm({ names, children }: { names: readonly string[]; children: (draft: Draft) => ReactNode }) {
  const { t } = useTranslation();
  const declared = useQuery(declaredQuery);
  if (declared.data === undefined)
    return declared.error === null ? (
      <SkeletonRows rows={4} label={t('settings.loading')} />
    ) : (
      <ProblemNote problem={asProblem(declared.error)} onRetry={() => void declared.refetch()} />
    );
  const byName = new Map(declared.data.items.map((item) => [item.name, item]));
  const settings = names.flatMap((name) => byName.get(name) ?? []);
  return <Form settings={settings}>{children}</Form>;
}

/** A setting that the server would not store. */
class NotStored extends Error {
  readonly setting: string;

  constructor(setting: string, cause: unknown) {
    super(setting, { cause });
    this.setting = setting;
  }
}

async function storeAll(changes: readonly { setting: DeclaredSetting; value: string | null }[]): Promise<void> {
  for (const { setting, value } of changes)
    await storeSetting(setting.stored_as, value).catch((error: unknown) => {
      throw new NotStored(setting.name, error);
    });
}

function Form({ settings, children }: { settings: readonly DeclaredSetting[]; children: (draft: Draft) => ReactNode }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const explain = useProblemText();
  const [entered, setEntered] = useState<Readonly<Record<string, string>>>({});
  const changes = changesIn(settings, entered);
  const stored = settings.filter(({ source, change }) => source === 'stored' && change === 'now');
  const save = useMutation({
    mutationFn: storeAll,
    onSuccess: () => {
      setEntered({});
      toast.success(t('settings.saved'));
    },
    onSettled: () => client.invalidateQueries({ queryKey: ['settings'] }),
  });
  const failed = save.error instanceof NotStored ? save.error : null;
  const said = failed === null ? null : explain(asProblem(failed.cause));
  const find = (name: string): DeclaredSetting | undefined => settings.find((setting) => setting.name === name);
  const value = (name: string): string => entered[name] ?? find(name)?.value ?? '';
  const draft: Draft = {
    setting: find,
    value,
    yes: (name) => isYes(value(name)),
    list: (name) => entriesOf(value(name)),
    set(name, text) {
      save.reset();
      setEntered({ ...entered, [name]: text });
    },
    problem: (name) => (failed?.setting === name ? said?.text : undefined),
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (changes.length > 0) save.mutate(changes.map(({ setting, value: text }) => ({ setting, value: text || null })));
  };
  return (
    <form onSubmit={submit} className="space-y-5">
      {children(draft)}
      {changes.length > 0 ? (
        <div className="sticky bottom-18 z-10 flex flex-wrap items-center gap-2 rounded-xl border border-line bg-surface p-3 shadow-rest sm:bottom-4 sm:px-6">
          <Button kind="primary" type="submit" disabled={save.isPending}>
            {t('settings.save')}
          </Button>
          <Button disabled={save.isPending} onClick={() => setEntered({})}>
            {t('settings.discard')}
          </Button>
          <output className="min-w-0 flex-1 text-small text-ink-soft">
            {t('settings.unsaved.count', { count: changes.length })}
          </output>
        </div>
      ) : (
        <p className="flex flex-wrap items-center gap-x-4 gap-y-1 px-5 text-small text-ink-soft sm:px-6">
          {t(stored.length > 0 ? 'settings.inEffect.own' : 'settings.inEffect.atOnce')}
          {stored.length > 0 && (
            <Button
              kind="link"
              size="inline"
              disabled={save.isPending}
              onClick={() => save.mutate(stored.map((setting) => ({ setting, value: null })))}
            >
              {t('settings.reset')}
            </Button>
          )}
        </p>
      )}
      <UnsavedGuard when={changes.length > 0 && !save.isPending} />
    </form>
  );
}
