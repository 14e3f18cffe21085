import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { asProblem, type DeclaredSetting, storeSetting } from '../../../api/index.ts';
import { dynamicText } from '../../../i18n/index.ts';
import { useProblemText } from '../../../i18n/problem-note.tsx';
import { Badge } from '../../../ui/badge.tsx';
import { Button } from '../../../ui/button.tsx';
import { Switch } from '../../../ui/form/switch.tsx';
import { entryOf, isYes } from './choices.ts';
import { SettingChange } from './setting-change.tsx';

/** One setting: what it means, what is in effect and why, and the way to change it. */
export function SettingRow({ setting }: { setting: DeclaredSetting }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const explain = useProblemText();
  const id = useId();
  const [open, setOpen] = useState(false);
  const { name, value, source } = setting;
  const store = useMutation({
    mutationFn: (next: string | null) => storeSetting(setting.stored_as, next),
    onSuccess: async () => {
      setOpen(false);
      await client.invalidateQueries({ queryKey: ['settings'] });
      toast.success(t('settings.saved'));
    },
  });
  const label = dynamicText(t, `settings.label.${name}`, name);
  const hint = dynamicText(t, `settings.hint.${name}`, setting.doc);
  const now = setting.change === 'now';
  const switched = now && entryOf(setting.kind).type === 'switch';
  const problem = store.error === null ? null : explain(asProblem(store.error));
  const back = source === 'stored' && now && (
    <Button kind="link" size="inline" disabled={store.isPending} onClick={() => store.mutate(null)}>
      {t('settings.reset')}
    </Button>
  );
  return (
    <li className="border-b border-line py-4 first:pt-0 last:border-b-0 last:pb-0">
      <div className="flex flex-wrap items-start justify-between gap-x-6 gap-y-2">
        <div className="min-w-0 flex-1 basis-72">
          {switched ? (
            <Switch
              label={label.text}
              hint={<span {...(hint.own ? {} : { lang: 'en' })}>{hint.text}</span>}
              checked={isYes(value)}
              disabled={store.isPending}
              onChange={(next) => store.mutate(String(next))}
            />
          ) : (
            <>
              <p className="font-medium break-words">
                {label.own ? label.text : <code className="text-small">{label.text}</code>}
              </p>
              <p className="mt-0.5 max-w-prose text-small text-ink-soft" {...(hint.own ? {} : { lang: 'en' })}>
                {hint.text}
              </p>
            </>
          )}
        </div>
        <div className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1.5 sm:max-w-72 sm:justify-end">
          {!switched && <Value setting={setting} />}
          <Badge tone={source === 'stored' ? 'sea' : 'neutral'}>{t(`settings.source.${source}`)}</Badge>
          {switched
            ? back
            : setting.change !== 'elsewhere' && (
                <Button
                  size="small"
                  aria-label={`${t('settings.change')}: ${label.text}`}
                  aria-expanded={open}
                  aria-controls={id}
                  onClick={() => setOpen(!open)}
                >
                  {t('settings.change')}
                </Button>
              )}
        </div>
      </div>
      {problem !== null && (
        <p role="alert" className="mt-2 text-small text-coral" lang={problem.lang}>
          {problem.text}
        </p>
      )}
      <div id={id}>
        {open && (
          <SettingChange
            setting={setting}
            label={label.text}
            aside={back}
            {...(now ? { onStore: (next: string) => store.mutate(next) } : {})}
          />
        )}
      </div>
    </li>
  );
}

function Value({ setting: { secret, value, kind } }: { setting: DeclaredSetting }) {
  const { t } = useTranslation();
  if (value === null) return <span className="text-small text-ink-faint">{t('settings.notSet')}</span>;
  if (secret) return <span className="text-small">••••••</span>;
  if (kind === 'yes/no') return <span className="text-small">{t(isYes(value) ? 'settings.on' : 'settings.off')}</span>;
  return <code className="text-small break-all">{value}</code>;
}
