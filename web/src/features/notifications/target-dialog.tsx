import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Send } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import {
  addNotificationTarget,
  changeNotificationTarget,
  type NotificationTarget,
  type NotificationTargetDraft,
  removeNotificationTarget,
  tryNotificationTarget,
} from '../../api/index.ts';
import { dynamicText } from '../../i18n/index.ts';
import { problemText } from '../../i18n/problem-text.ts';
import { Told } from '../../i18n/told.tsx';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Field } from '../../ui/form/field.tsx';
import { Select } from '../../ui/form/select.tsx';
import { Switch } from '../../ui/form/switch.tsx';
import { Dialog } from '../../ui/overlays/dialog.tsx';

type Kind = NotificationTargetDraft['kind'];
const kinds: readonly Kind[] = ['webhook', 'ntfy', 'discord', 'apprise'];
/** Told from the beginning: what needs somebody, and what they wait for. */
const usual = ['track.review', 'import.finished', 'release.found', 'service.down', 'service.back', 'disk.paused'];

/** Adding or changing a target. What is secret is not shown; left empty it stays. */
export function TargetDialog({
  target,
  events,
  onClose,
}: {
  target: NotificationTarget | null;
  events: readonly string[];
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const [kind, setKind] = useState<Kind>(target?.kind ?? 'webhook');
  const [name, setName] = useState(target?.name ?? '');
  const [url, setUrl] = useState('');
  const [secret, setSecret] = useState('');
  const [tag, setTag] = useState(target?.tag ?? '');
  const [language, setLanguage] = useState<'en' | 'de'>(
    target === null
      ? document.documentElement.lang.startsWith('de')
        ? 'de'
        : 'en'
      : target.language === 'de'
        ? 'de'
        : 'en',
  );
  const [inside, setInside] = useState(target?.allow_private ?? false);
  const [chosen, setChosen] = useState<readonly string[]>(target?.events ?? usual);
  const settled = (): void => {
    void client.invalidateQueries({ queryKey: ['notifications'] });
    onClose();
  };
  const sending = {
    language,
    allow_private: inside,
    ...(secret === '' ? {} : { secret }),
    ...(kind === 'apprise' ? { tag: tag === '' ? null : tag } : {}),
  };
  const save = useMutation({
    mutationFn: async () => {
      const draft = { name, events: chosen as NotificationTargetDraft['events'], ...sending };
      if (target === null) await addNotificationTarget({ ...draft, kind, url });
      else await changeNotificationTarget(target.id, { ...draft, ...(url === '' ? {} : { url }) });
    },
    onSuccess: settled,
  });
  const remove = useMutation({
    mutationFn: async () => (target === null ? undefined : await removeNotificationTarget(target.id)),
    onSuccess: settled,
  });
  const trial = useMutation({
    mutationFn: () =>
      tryNotificationTarget({
        ...sending,
        ...(target === null ? { kind } : { target_id: target.id }),
        ...(url === '' ? {} : { url }),
      }),
  });
  const error = save.error ?? remove.error ?? trial.error;
  const toggle = (event: string): void =>
    setChosen(chosen.includes(event) ? chosen.filter((each) => each !== event) : [...chosen, event]);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(target === null ? 'notifications.addTitle' : 'notifications.editTitle')}
      closeLabel={t('notifications.close')}
    >
      <form
        className="space-y-4"
        onSubmit={(event) => {
          event.preventDefault();
          save.mutate();
        }}
      >
        {target === null && (
          <Select
            label={t('notifications.kind')}
            value={kind}
            options={kinds.map((value) => ({ value, label: t(`notifications.kinds.${value}`) }))}
            onChange={setKind}
          />
        )}
        <Field
          label={t('notifications.name')}
          required
          value={name}
          onChange={(event) => setName(event.target.value)}
        />
        <Field
          label={t('notifications.url')}
          hint={target === null ? t(`notifications.urlHints.${kind}`) : t('notifications.keep', { url: target.url })}
          required={target === null}
          inputMode="url"
          value={url}
          onChange={(event) => setUrl(event.target.value)}
        />
        {(kind === 'webhook' || kind === 'ntfy') && (
          <Field
            label={t(`notifications.secrets.${kind}`)}
            hint={t(target?.has_secret === true ? 'notifications.secretKept' : 'notifications.optional')}
            type="password"
            autoComplete="new-password"
            value={secret}
            onChange={(event) => setSecret(event.target.value)}
          />
        )}
        {kind === 'apprise' && (
          <Field
            label={t('notifications.tag')}
            hint={t('notifications.optional')}
            value={tag}
            onChange={(event) => setTag(event.target.value)}
          />
        )}
        <Select
          label={t('notifications.language')}
          value={language}
          options={[
            { value: 'en', label: 'English' },
            { value: 'de', label: 'Deutsch' },
          ]}
          onChange={setLanguage}
        />
        <Switch
          label={t('notifications.inside')}
          hint={t('notifications.insideHint')}
          checked={inside}
          onChange={setInside}
        />
        <fieldset>
          <legend className="mb-2 text-small font-medium">{t('notifications.eventsLabel')}</legend>
          <div className="flex flex-wrap gap-1.5">
            {events.map((event) => (
              <Chip key={event} pressed={chosen.includes(event)} onPress={() => toggle(event)}>
                {dynamicText(t, `notifications.events.${event.replace('.', '_')}`, event).text}
              </Chip>
            ))}
          </div>
        </fieldset>
        {trial.data?.ok === true && (
          <output className="block rounded-md bg-sea-soft px-3 py-2.5 text-small text-sea-strong">
            {t('notifications.testOk')}
          </output>
        )}
        {trial.data?.problem && (
          <Told
            as="p"
            className="rounded-md bg-coral-soft px-3 py-2.5 text-small break-words text-coral"
            said={trial.data.problem.message}
          />
        )}
        {error !== null && (
          <p role="alert" className="rounded-md bg-coral-soft px-3 py-2.5 text-small text-coral">
            {problemText(t, error).text}
          </p>
        )}
        <div className="flex flex-wrap justify-between gap-2 border-t border-line pt-4">
          <div className="flex flex-wrap gap-2">
            <Button type="submit" kind="primary" disabled={save.isPending}>
              {t('notifications.save')}
            </Button>
            <Button disabled={trial.isPending || (target === null && url === '')} onClick={() => trial.mutate()}>
              <Send className="size-4" aria-hidden="true" />
              {t('notifications.try')}
            </Button>
          </div>
          {target !== null && (
            <Button disabled={remove.isPending} onClick={() => remove.mutate()}>
              {t('notifications.remove')}
            </Button>
          )}
        </div>
      </form>
    </Dialog>
  );
}
