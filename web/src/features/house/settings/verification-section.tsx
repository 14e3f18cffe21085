import { RadioGroup } from 'radix-ui';
import { useTranslation } from 'react-i18next';
import { dynamicText } from '../../../i18n/index.ts';
import { cn } from '../../../ui/cn.ts';
import { Panel } from '../../../ui/panel.tsx';
import { CheckList } from '../doctor/check-list.tsx';
import { SecretPanel } from './secret-panel.tsx';
import type { Draft } from './values/draft.ts';
import { Trouble, ValueField, ValueSwitch } from './values/value-controls.tsx';
import { ValueForm } from './values/value-form.tsx';

const names = ['VERIFY_TRANSCODED', 'VERIFY_UPSAMPLED', 'VERIFY_DECODE', 'VERIFY_DURATION_TOLERANCE_MS'];
const policies = ['next_peer', 'review', 'accept'] as const;

/** What is proved of a file before it is filed, and what becomes of one that is not what it claims to be. */
export function VerificationSection() {
  const { t } = useTranslation();
  return (
    <div className="space-y-5">
      <ValueForm names={names}>
        {(draft) => (
          <>
            <Panel title={t('settings.label.VERIFY_TRANSCODED')}>
              <Policy draft={draft} name="VERIFY_TRANSCODED" />
            </Panel>
            <Panel title={t('settings.label.VERIFY_UPSAMPLED')}>
              <Policy draft={draft} name="VERIFY_UPSAMPLED" />
            </Panel>
            <Panel title={t('settings.proofs')}>
              <div className="space-y-5">
                <ValueSwitch draft={draft} name="VERIFY_DECODE" />
                <div className="max-w-sm">
                  <ValueField draft={draft} name="VERIFY_DURATION_TOLERANCE_MS" placeholder={t('settings.automatic')} />
                </div>
              </div>
            </Panel>
          </>
        )}
      </ValueForm>
      <SecretPanel title={t('settings.secret.sound')} provider="acoustid_api_key" />
      <Panel title={t('settings.state')}>
        <CheckList ids={['tools.ffmpeg', 'tools.fpcalc']} />
      </Panel>
    </div>
  );
}

function Policy({ draft, name }: { draft: Draft; name: string }) {
  const { t } = useTranslation();
  const chosen = draft.value(name);
  const label = dynamicText(t, `settings.label.${name}`, name).text;
  return (
    <>
      <p className="mb-4 max-w-prose text-small text-ink-soft">{dynamicText(t, `settings.hint.${name}`, '').text}</p>
      <RadioGroup.Root
        value={chosen}
        onValueChange={(policy) => draft.set(name, policy)}
        aria-label={label}
        className="divide-y divide-line border-y border-line"
      >
        {policies.map((policy) => (
          <RadioGroup.Item key={policy} value={policy} className="flex w-full items-start gap-3 py-3 text-start">
            <span
              aria-hidden="true"
              className={cn(
                'mt-0.5 grid size-4.5 shrink-0 place-items-center rounded-full border',
                chosen === policy ? 'border-sea' : 'border-line-strong',
              )}
            >
              {chosen === policy && <span className="size-2.5 rounded-full bg-sea" />}
            </span>
            <span className="min-w-0">
              <span className="block font-medium">{t(`settings.policy.${policy}`)}</span>
              <span className="block text-small text-ink-soft">{t(`settings.policyText.${policy}`)}</span>
            </span>
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
      <Trouble text={draft.problem(name)} />
    </>
  );
}
