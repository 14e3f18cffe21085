import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { type AutosyncChange, type AutosyncStatus, asProblem, changeAutosync } from '../../api/index.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { Button } from '../../ui/button.tsx';
import { Chip } from '../../ui/chip.tsx';
import { Field } from '../../ui/form/field.tsx';
import { Switch } from '../../ui/form/switch.tsx';
import { Panel } from '../../ui/panel.tsx';
import { autosyncQuery } from './queries.ts';

const sources = ['playlists', 'saved'] as const;

/** When auto-sync runs and what it takes; switches hold at once, texts when they are saved. */
export function RulesPanel({ settings }: { settings: AutosyncStatus['settings'] }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const change = useMutation({
    mutationFn: changeAutosync,
    onSuccess: (status) => client.setQueryData(autosyncQuery.queryKey, status),
  });
  const [time, setTime] = useState(settings.time ?? '');
  const [bitrate, setBitrate] = useState(String(settings.min_bitrate));
  const [formats, setFormats] = useState(settings.preferred_formats.join(', '));
  const [threshold, setThreshold] = useState(String(settings.skip_threshold));
  const draft: AutosyncChange = {
    time: time.trim() === '' ? null : time.trim(),
    min_bitrate: Number(bitrate),
    preferred_formats: formats.split(/[\s,;]+/).filter((format) => format !== ''),
    skip_threshold: Number(threshold),
  };
  const toggle = (source: (typeof sources)[number]): void => {
    const on = settings.sources.includes(source);
    change.mutate({ sources: sources.filter((each) => (each === source ? !on : settings.sources.includes(each))) });
  };
  return (
    <Panel title={t('autosync.rules.title')}>
      <Switch
        label={t('autosync.rules.enabled')}
        hint={t('autosync.rules.enabledHint')}
        checked={settings.enabled}
        disabled={change.isPending}
        onChange={(enabled) => change.mutate({ enabled })}
      />
      <fieldset className="mt-5">
        <legend className="mb-2 text-small font-medium">{t('autosync.rules.sources')}</legend>
        <div className="flex flex-wrap gap-1.5">
          {sources.map((source) => (
            <Chip key={source} pressed={settings.sources.includes(source)} onPress={() => toggle(source)}>
              {t(`autosync.sources.${source}`)}
            </Chip>
          ))}
        </div>
      </fieldset>
      <form
        className="mt-5"
        onSubmit={(event) => {
          event.preventDefault();
          change.mutate(draft);
        }}
      >
        <div className="grid gap-4 sm:grid-cols-2">
          <Field
            label={t('autosync.rules.time')}
            hint={t('autosync.rules.timeHint')}
            placeholder="03:30"
            inputMode="numeric"
            value={time}
            onChange={(event) => setTime(event.target.value)}
          />
          <Field
            label={t('autosync.rules.bitrate')}
            hint={t('autosync.rules.bitrateHint')}
            inputMode="numeric"
            value={bitrate}
            onChange={(event) => setBitrate(event.target.value)}
          />
          <Field
            label={t('autosync.rules.formats')}
            hint={t('autosync.rules.formatsHint')}
            value={formats}
            onChange={(event) => setFormats(event.target.value)}
          />
          <Field
            label={t('autosync.rules.threshold')}
            hint={t('autosync.rules.thresholdHint')}
            inputMode="numeric"
            value={threshold}
            onChange={(event) => setThreshold(event.target.value)}
          />
        </div>
        <div className="mt-5">
          <Switch
            label={t('autosync.rules.only')}
            hint={t('autosync.rules.onlyHint')}
            checked={settings.only_preferred_formats}
            disabled={change.isPending}
            onChange={(only) => change.mutate({ only_preferred_formats: only })}
          />
        </div>
        <div className="mt-5">
          <Button type="submit" kind="primary" disabled={change.isPending}>
            {t('autosync.rules.save')}
          </Button>
        </div>
      </form>
      {change.error !== null && (
        <div className="mt-4">
          <ProblemNote problem={asProblem(change.error)} onRetry={() => change.mutate(draft)} />
        </div>
      )}
    </Panel>
  );
}
