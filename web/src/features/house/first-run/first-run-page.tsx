import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { ArrowLeft, ArrowRight } from 'lucide-react';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../../ui/button.tsx';
import { Panel } from '../../../ui/panel.tsx';
import { useTitle } from '../../../ui/title.ts';
import { CheckList } from '../doctor/check-list.tsx';
import { checkQuery } from '../queries.ts';
import { LanguageChoice } from '../settings/appearance-section.tsx';
import { SettingList } from '../settings/setting-list.tsx';
import { SoulseekForm } from '../soulseek/soulseek-form.tsx';
import { type FirstRunStep, firstRunSteps, rememberStep } from './steps.ts';

const quiet = 'font-medium text-sea-strong underline-offset-4 hover:underline';

/** From nothing to the first import in a few steps, which may be left and taken up again. */
export function FirstRunPage({
  step,
  onStep,
  importBox,
}: {
  step: FirstRunStep;
  onStep: (step: FirstRunStep) => void;
  /** Where the first wishes are written down. */
  importBox: ReactNode;
}) {
  const { t } = useTranslation();
  useTitle(t('welcome.title'));
  useEffect(() => rememberStep(step), [step]);
  const index = firstRunSteps.indexOf(step);
  const before = firstRunSteps[index - 1];
  const after = firstRunSteps[index + 1];
  return (
    <div className="mx-auto max-w-2xl">
      <Progress index={index} />
      <h1 className="mb-2 text-display font-semibold text-balance">{t(`welcome.step.${step}`)}</h1>
      <p className="mb-6 max-w-prose text-pretty text-ink-soft">{t(`welcome.text.${step}`)}</p>
      <Content step={step} importBox={importBox} />
      <div className="mt-8 flex flex-wrap items-center gap-3">
        {before !== undefined && (
          <Button onClick={() => onStep(before)}>
            <ArrowLeft className="size-4 rtl:-scale-x-100" aria-hidden="true" />
            {t('welcome.back')}
          </Button>
        )}
        {after !== undefined && <Onward step={step} onClick={() => onStep(after)} />}
        <Link to="/" className={`ms-auto text-small ${quiet}`}>
          {t(after === undefined ? 'welcome.finish' : 'welcome.leave')}
        </Link>
      </div>
    </div>
  );
}

/** What a step has to be well before one would go on; going on is possible all the same. */
const needs: Partial<Record<FirstRunStep, string>> = {
  folder: 'files.music_folder',
  soulseek: 'slskd.signed_in',
  spotify: 'spotify.sign_in',
};

function Onward({ step, onClick }: { step: FirstRunStep; onClick: () => void }) {
  const { t } = useTranslation();
  const id = needs[step];
  const look = useQuery({ ...checkQuery(id ?? ''), enabled: id !== undefined, retry: false });
  const ready = id === undefined || look.data?.state === 'ok';
  return (
    <Button kind={ready ? 'primary' : 'plain'} onClick={onClick}>
      {t(ready ? 'welcome.next' : 'welcome.later')}
      <ArrowRight className="size-4 rtl:-scale-x-100" aria-hidden="true" />
    </Button>
  );
}

/** How far one is, as rising bars; the steps behind are filled. */
function Progress({ index }: { index: number }) {
  const { t } = useTranslation();
  const total = firstRunSteps.length;
  return (
    <div className="mb-8">
      <div aria-hidden="true" className="mb-2 flex items-end gap-1.5">
        {firstRunSteps.map((step, at) => (
          <span
            key={step}
            className={`w-9 rounded-sm transition-colors duration-300 ${at <= index ? 'bg-sea' : 'bg-track'}`}
            style={{ height: `${0.5 + at * 0.375}rem` }}
          />
        ))}
      </div>
      <output className="text-small text-ink-soft">{t('welcome.progress', { step: index + 1, total })}</output>
    </div>
  );
}

function Content({ step, importBox }: { step: FirstRunStep; importBox: ReactNode }) {
  const { t } = useTranslation();
  switch (step) {
    case 'welcome':
      return (
        <Panel title={t('welcome.what')}>
          <ul className="mb-6 list-disc space-y-1.5 ps-5 text-ink-soft marker:text-ink-faint">
            <li>{t('welcome.whatFolder')}</li>
            <li>{t('welcome.whatSoulseek')}</li>
            <li>{t('welcome.whatList')}</li>
          </ul>
          <LanguageChoice />
        </Panel>
      );
    case 'folder':
      return (
        <div className="space-y-5">
          <Panel title={t('settings.state')}>
            <CheckList ids={['files.music_folder', 'files.space_music']} />
          </Panel>
          <Panel title={t('welcome.otherFolder')}>
            <SettingList names={['MUSIC_DIR']} />
          </Panel>
        </div>
      );
    case 'soulseek':
      return (
        <div className="space-y-5">
          <Panel title={t('settings.soulseek.title')}>
            <SoulseekForm />
          </Panel>
          <Panel title={t('settings.state')}>
            <CheckList ids={['slskd.reachable', 'slskd.key', 'slskd.signed_in', 'files.downloads_folder']} />
          </Panel>
        </div>
      );
    case 'spotify':
      return (
        <Panel title={t('settings.state')}>
          <CheckList ids={['spotify.sign_in']} />
          <Link to="/spotify" className={`mt-6 inline-block ${quiet}`}>
            {t('welcome.connectSpotify')}
          </Link>
        </Panel>
      );
    case 'import':
      return importBox;
  }
}
