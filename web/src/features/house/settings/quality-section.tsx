import { useQuery } from '@tanstack/react-query';
import { useDeferredValue } from 'react';
import { useTranslation } from 'react-i18next';
import { tryWhatIf, type WhatIfSettings } from '../../../api/index.ts';
import { useFormats } from '../../../i18n/format.ts';
import { Panel } from '../../../ui/panel.tsx';
import type { Draft } from './values/draft.ts';
import { FormatOrder } from './values/format-order.tsx';
import { Trouble, ValueSelect, ValueSwitch } from './values/value-controls.tsx';
import { ValueForm } from './values/value-form.tsx';

const formatsName = 'SLSKD_PREFERRED_FORMATS';
const names = [
  formatsName,
  'MATCH_ONLY_PREFERRED_FORMATS',
  'MATCH_MIN_BITRATE_KBPS',
  'MATCH_MIN_BIT_DEPTH',
  'MATCH_MAX_SAMPLE_RATE_HZ',
  'FEATURE_MATCHING_EDITION_AWARE',
];

/** Which files are good enough, and which are better. */
export function QualitySection() {
  return <ValueForm names={names}>{(draft) => <Quality draft={draft} />}</ValueForm>;
}

function Quality({ draft }: { draft: Draft }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const any = { value: '0', label: t('settings.any') };
  const choices = (numbers: readonly number[], unit: string) => [
    any,
    ...numbers.map((number) => ({ value: String(number), label: `${formats.number(number)} ${unit}` })),
  ];
  const rates = [44_100, 48_000, 96_000, 192_000].map((hertz) => ({
    value: String(hertz),
    label: `${formats.number(hertz / 1000)} kHz`,
  }));
  return (
    <>
      <Panel title={t('settings.label.SLSKD_PREFERRED_FORMATS')}>
        <p className="mb-4 max-w-prose text-small text-ink-soft">{t('settings.hint.SLSKD_PREFERRED_FORMATS')}</p>
        <FormatOrder formats={draft.list(formatsName)} onChange={(list) => draft.set(formatsName, list.join(','))} />
        <Trouble text={draft.problem(formatsName)} />
        <div className="mt-5">
          <ValueSwitch draft={draft} name="MATCH_ONLY_PREFERRED_FORMATS" />
        </div>
      </Panel>
      <Panel title={t('settings.limits')}>
        <div className="grid gap-5 sm:grid-cols-2">
          <ValueSelect draft={draft} name="MATCH_MIN_BITRATE_KBPS" options={choices([128, 192, 256, 320], 'kbit/s')} />
          <ValueSelect draft={draft} name="MATCH_MIN_BIT_DEPTH" options={choices([16, 24], 'bit')} />
          <ValueSelect draft={draft} name="MATCH_MAX_SAMPLE_RATE_HZ" options={[any, ...rates]} />
        </div>
        <div className="mt-5">
          <ValueSwitch draft={draft} name="FEATURE_MATCHING_EDITION_AWARE" />
        </div>
      </Panel>
      <Effect draft={draft} />
    </>
  );
}

const most = 200;

/** What the draft would change for the newest wishes that were searched for already. */
function Effect({ draft }: { draft: Draft }) {
  const { t } = useTranslation();
  const number = (name: string, field: 'min_bitrate_kbps' | 'min_bit_depth' | 'max_sample_rate_hz') =>
    /^\d{1,6}$/.test(draft.value(name)) ? { [field]: Number(draft.value(name)) } : {};
  const wanted: WhatIfSettings = {
    preferred_formats: [...draft.list(formatsName)],
    only_preferred_formats: draft.yes('MATCH_ONLY_PREFERRED_FORMATS'),
    edition_aware: draft.yes('FEATURE_MATCHING_EDITION_AWARE'),
    ...number('MATCH_MIN_BITRATE_KBPS', 'min_bitrate_kbps'),
    ...number('MATCH_MIN_BIT_DEPTH', 'min_bit_depth'),
    ...number('MATCH_MAX_SAMPLE_RATE_HZ', 'max_sample_rate_hz'),
  };
  const key = useDeferredValue(JSON.stringify(wanted));
  const changed = names.some((name) => draft.value(name) !== (draft.setting(name)?.value ?? ''));
  const effect = useQuery({
    queryKey: ['settings', 'what-if', key] as const,
    queryFn: ({ signal }) => tryWhatIf(JSON.parse(key) as WhatIfSettings, 0, most, signal),
    enabled: changed,
    retry: false,
  });
  if (!changed || effect.data === undefined) return null;
  const { wishes, changes } = effect.data;
  return (
    <output className="block rounded-xl bg-sunken px-5 py-4 text-small sm:px-6">
      {t('settings.effect', { count: changes.length, wishes: t('settings.effectOf', { count: wishes }) })}
    </output>
  );
}
