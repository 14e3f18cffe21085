import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { Command } from 'cmdk';
import { FileMusic, Keyboard, Languages, Moon, PenLine, Search, Settings2, Sun, SunMoon } from 'lucide-react';
import { type ReactNode, useDeferredValue, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { listLibrary } from '../../api/index.ts';
import { chooseLanguage, languages } from '../../i18n/index.ts';
import { useGoToImport } from '../go-to-import.ts';
import { addressOfPlace } from '../places.tsx';
import { chooseTheme, useThemeChoice } from '../theme.ts';
import { usePlaces } from '../use-places.ts';
import { useSections } from '../use-sections.ts';

/** Fewer letters than these would find everything. */
const shortest = 2;

function Item({
  icon,
  children,
  always = false,
  value,
  onSelect,
}: {
  icon: ReactNode;
  children: ReactNode;
  /** Stays, whatever is typed. */
  always?: boolean;
  value?: string;
  onSelect: () => void;
}) {
  return (
    <Command.Item
      forceMount={always}
      {...(value === undefined ? {} : { value })}
      onSelect={onSelect}
      className="flex min-h-10 cursor-default items-center gap-3 rounded-md px-3 py-2 text-body data-[selected=true]:bg-sunken [&_svg]:size-4 [&_svg]:shrink-0 [&_svg]:text-ink-faint"
    >
      {icon}
      {children}
    </Command.Item>
  );
}

const group =
  'p-2 [&_[cmdk-group-heading]]:px-3 [&_[cmdk-group-heading]]:py-1.5 [&_[cmdk-group-heading]]:text-tiny [&_[cmdk-group-heading]]:font-medium [&_[cmdk-group-heading]]:text-ink-faint';

/** Everything by name: places, things to do, files of the library. */
export default function Palette({ onClose, onShortcuts }: { onClose: () => void; onShortcuts: () => void }) {
  const { t, i18n } = useTranslation();
  const navigate = useNavigate();
  const places = usePlaces();
  const theme = useThemeChoice();
  const goToImport = useGoToImport();
  const sections = useSections();
  const [text, setText] = useState('');
  const query = useDeferredValue(text.trim());
  const found = useQuery({
    queryKey: ['library', 'palette', query],
    queryFn: ({ signal }) => listLibrary({ query, limit: 6, offset: 0 }, signal),
    enabled: query.length >= shortest,
    placeholderData: keepPreviousData,
  });
  const files = query.length >= shortest ? (found.data?.items ?? []) : [];
  const then = (act: () => void) => (): void => {
    onClose();
    act();
  };
  const themes = [
    { value: 'light', Icon: Sun, label: t('palette.light') },
    { value: 'dark', Icon: Moon, label: t('palette.dark') },
    { value: 'system', Icon: SunMoon, label: t('palette.system') },
  ] as const;
  return (
    <Command.Dialog
      open
      onOpenChange={(open) => open || onClose()}
      label={t('shell.find')}
      loop
      overlayClassName="fixed inset-0 z-40 bg-veil"
      contentClassName="rise fixed inset-x-3 top-3 z-50 overflow-hidden rounded-xl border border-line bg-surface shadow-float sm:inset-x-auto sm:top-[12vh] sm:left-1/2 sm:w-[min(36rem,92vw)] sm:-translate-x-1/2"
    >
      <Command.Input
        value={text}
        onValueChange={setText}
        placeholder={t('palette.placeholder')}
        className="h-13 w-full border-b border-line bg-transparent px-5 text-lead outline-none"
      />
      <Command.List label={t('palette.results')} className="max-h-[min(26rem,60dvh)] overflow-y-auto">
        <Command.Group heading={t('palette.places')} className={group}>
          {places.map((place) => (
            <Item
              key={place.name}
              icon={<place.Icon aria-hidden="true" />}
              onSelect={then(() => void navigate({ to: addressOfPlace(place) }))}
            >
              {t(`places.${place.name}`)}
            </Item>
          ))}
        </Command.Group>
        <Command.Group heading={t('places.settings')} className={group}>
          {sections.map((name) => (
            <Item
              key={name}
              value={`${t('settings.heading')} ${t(`settings.section.${name}`)}`}
              icon={<Settings2 aria-hidden="true" />}
              onSelect={then(() => void navigate({ to: '/settings/$section', params: { section: name } }))}
            >
              {t('palette.section', { name: t(`settings.section.${name}`) })}
            </Item>
          ))}
        </Command.Group>
        <Command.Group heading={t('palette.actions')} className={group}>
          <Item icon={<PenLine aria-hidden="true" />} onSelect={then(goToImport)}>
            {t('shortcuts.import')}
          </Item>
          {themes
            .filter(({ value }) => value !== theme)
            .map(({ value, Icon, label }) => (
              <Item key={value} icon={<Icon aria-hidden="true" />} onSelect={then(() => chooseTheme(value))}>
                {label}
              </Item>
            ))}
          {languages
            .filter(({ value }) => value !== i18n.language)
            .map(({ value, label, lang }) => (
              <Item
                key={value}
                icon={<Languages aria-hidden="true" />}
                onSelect={then(() => void chooseLanguage(value))}
              >
                <span>
                  {t('app.language')}: <span lang={lang}>{label}</span>
                </span>
              </Item>
            ))}
          <Item icon={<Keyboard aria-hidden="true" />} onSelect={then(onShortcuts)}>
            {t('app.shortcuts')}
          </Item>
        </Command.Group>
        {files.length > 0 && (
          <Command.Group forceMount heading={t('places.library')} className={group}>
            {files.map((file) => (
              <Item
                key={file.id}
                always
                icon={<FileMusic aria-hidden="true" />}
                value={`file ${file.id}`}
                onSelect={then(() => void navigate({ to: '/library/files', search: { q: file.title } }))}
              >
                <span className="min-w-0 truncate">
                  <bdi>{file.title}</bdi>
                  <span className="text-ink-soft">
                    {' · '}
                    <bdi>{file.artists.join(', ')}</bdi>
                  </span>
                </span>
              </Item>
            ))}
          </Command.Group>
        )}
        {query !== '' && (
          <Command.Group forceMount heading={t('palette.search')} className={group}>
            <Item
              always
              icon={<Search aria-hidden="true" />}
              value="search wishes"
              onSelect={then(() => void navigate({ to: '/wishes', search: { q: query } }))}
            >
              {t('palette.inWishes', { query })}
            </Item>
            <Item
              always
              icon={<Search aria-hidden="true" />}
              value="search library"
              onSelect={then(() => void navigate({ to: '/library/files', search: { q: query } }))}
            >
              {t('palette.inLibrary', { query })}
            </Item>
            <Item
              always
              icon={<Search aria-hidden="true" />}
              value="search everywhere"
              onSelect={then(() => void navigate({ to: '/search', search: { q: query } }))}
            >
              {t('palette.everywhere', { query })}
            </Item>
          </Command.Group>
        )}
      </Command.List>
    </Command.Dialog>
  );
}
