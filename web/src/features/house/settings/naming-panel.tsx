import { keepPreviousData, useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { asProblem, type NamingTemplate, previewNamingTemplate, storeNamingTemplate } from '../../../api/index.ts';
import { dynamicText } from '../../../i18n/index.ts';
import { ProblemNote } from '../../../i18n/problem-note.tsx';
import { problemText } from '../../../i18n/problem-text.ts';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Field } from '../../../ui/form/field.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { SkeletonRows } from '../../../ui/skeleton.tsx';
import { namingQuery } from '../queries.ts';
import { UnsavedGuard } from '../unsaved.tsx';

/** The preview follows once nobody has typed for this long. */
const pauseMs = 250;

/** How files are named, with what becomes of difficult names while one writes. */
export function NamingPanel() {
  const { t } = useTranslation();
  const naming = useQuery(namingQuery);
  const badge =
    naming.data === undefined ? undefined : (
      <Badge tone={naming.data.source === 'person' ? 'sea' : 'neutral'}>
        {t(naming.data.source === 'person' ? 'settings.source.stored' : 'settings.naming.configured')}
      </Badge>
    );
  return (
    <Panel title={t('settings.naming.title')} aside={badge}>
      {naming.data !== undefined ? (
        <NamingForm key={naming.data.template} naming={naming.data} />
      ) : naming.error === null ? (
        <SkeletonRows rows={3} label={t('settings.loading')} />
      ) : (
        <ProblemNote problem={asProblem(naming.error)} onRetry={() => void naming.refetch()} />
      )}
    </Panel>
  );
}

function NamingForm({ naming }: { naming: NamingTemplate }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [template, setTemplate] = useState(naming.template);
  const [asked, setAsked] = useState(naming.template);
  useEffect(() => {
    const timer = setTimeout(() => setAsked(template), pauseMs);
    return () => clearTimeout(timer);
  }, [template]);
  const changed = template !== naming.template;
  const preview = useQuery({
    queryKey: ['settings', 'naming-preview', asked],
    queryFn: ({ signal }) => previewNamingTemplate(asked, signal),
    enabled: asked !== naming.template,
    placeholderData: keepPreviousData,
    retry: false,
    staleTime: 60_000,
  });
  const save = useMutation({
    mutationFn: storeNamingTemplate,
    onSuccess: async () => {
      await client.invalidateQueries({ queryKey: ['settings'] });
      toast.success(t('settings.naming.saved'));
    },
  });
  const error = save.error ?? (changed ? preview.error : null);
  const examples = changed && preview.error === null ? (preview.data ?? naming.examples) : naming.examples;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate(template.trim());
  };
  return (
    <form onSubmit={submit} className="space-y-5">
      <Field
        label={t('settings.naming.template')}
        dir="ltr"
        value={template}
        problem={error === null ? undefined : problemText(t, error).text}
        onChange={(event) => {
          save.reset();
          setTemplate(event.target.value);
        }}
      />
      <ul aria-label={t('settings.naming.fields')} className="flex flex-wrap gap-1.5">
        {naming.fields.map(({ name, meaning }) => (
          <li key={name}>
            <button
              type="button"
              title={dynamicText(t, `settings.naming.meaning.${name}`, meaning).text}
              onClick={() => setTemplate(`${template}{${name}}`)}
              className="min-h-6 rounded-sm bg-sunken px-2 py-1 text-tiny text-ink-soft hover:text-ink"
            >
              <code>{`{${name}}`}</code>
            </button>
          </li>
        ))}
      </ul>
      <dl aria-live="polite" className="divide-y divide-line border-y border-line">
        {examples.map(({ about, path }) => {
          const said = dynamicText(t, `settings.naming.about.${about.replaceAll(' ', '_')}`, about);
          return (
            <div key={about} className="grid gap-x-4 py-2.5 sm:grid-cols-[12rem_minmax(0,1fr)]">
              <dt className="text-small text-ink-soft" {...(said.own ? {} : { lang: 'en' })}>
                {said.text}
              </dt>
              <dd>
                <code dir="ltr" className="text-small break-all">
                  {path}
                </code>
              </dd>
            </div>
          );
        })}
      </dl>
      <div className="flex flex-wrap gap-2">
        <Button kind="primary" type="submit" disabled={!changed || preview.isError || save.isPending}>
          {t('settings.save')}
        </Button>
        {changed && <Button onClick={() => setTemplate(naming.template)}>{t('settings.discard')}</Button>}
        {!changed && naming.source === 'person' && (
          <Button disabled={save.isPending} onClick={() => save.mutate(null)}>
            {t('settings.reset')}
          </Button>
        )}
      </div>
      <p className="max-w-prose text-small text-ink-soft">{t('settings.naming.note')}</p>
      <UnsavedGuard when={changed && !save.isPending} />
    </form>
  );
}
