import { useQuery } from '@tanstack/react-query';
import { ListFilter, X } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type Stage, stages } from '../../../api/index.ts';
import { type Formats, useFormats } from '../../../i18n/format.ts';
import { Button } from '../../../ui/button.tsx';
import { Menu, MenuChoice, MenuDivider } from '../../../ui/overlays/menu.tsx';
import { listsQuery, type NamedList } from './lists.ts';

const all = '';

function useListName(): (list: NamedList) => string {
  const { t } = useTranslation();
  const formats: Formats = useFormats();
  return ({ name, at }) => name ?? t('narrow.pasted', { when: at === null ? '' : formats.dateTime(at) });
}

/** Asked for only when somebody opens the menu. */
function ListChoice({ value, onChange }: { value: string | undefined; onChange: (list: string | undefined) => void }) {
  const { t } = useTranslation();
  const nameOf = useListName();
  const { data = [] } = useQuery(listsQuery);
  const known = data.some(({ list }) => list === value);
  return (
    <MenuChoice
      label={t('narrow.list')}
      value={value ?? all}
      options={[
        { value: all, label: t('narrow.allLists') },
        ...(value !== undefined && !known ? [{ value, label: t('narrow.oneList') }] : []),
        ...data.map((each) => ({ value: each.list, label: nameOf(each) })),
      ]}
      onChange={(list) => onChange(list === all ? undefined : list)}
    />
  );
}

function Narrowed({ text, onClear }: { text: string; onClear: () => void }) {
  const { t } = useTranslation();
  return (
    <Button
      size="small"
      className="h-9 max-w-full rounded-full"
      aria-label={t('narrow.clear', { what: text })}
      onClick={onClear}
    >
      <bdi className="truncate">{text}</bdi>
      <X className="size-4 shrink-0" aria-hidden="true" />
    </Button>
  );
}

/** What of the address narrows the list beside state and text. */
export interface Narrow {
  readonly step?: Stage | undefined;
  readonly list?: string | undefined;
}

/** Narrows the wishes to a station or to the list that asked for them. */
export function NarrowMenu({ value, onChange }: { value: Narrow; onChange: (value: Narrow) => void }) {
  const { t } = useTranslation();
  return (
    <Menu
      trigger={
        <Button size="icon" className="size-10" aria-label={t('narrow.open')} title={t('narrow.open')}>
          <ListFilter className="size-4" aria-hidden="true" />
        </Button>
      }
    >
      <MenuChoice
        label={t('narrow.step')}
        value={value.step ?? all}
        options={[
          { value: all, label: t('narrow.allSteps') },
          ...stages.map((stage) => ({ value: stage, label: t(`wishes.stage.${stage}`) })),
        ]}
        onChange={(step) => onChange({ ...value, step: step === all ? undefined : step })}
      />
      <MenuDivider />
      <ListChoice value={value.list} onChange={(list) => onChange({ ...value, list })} />
    </Menu>
  );
}

/** What the list is narrowed to, each with the way back. */
export function NarrowChips({ value, onChange }: { value: Narrow; onChange: (value: Narrow) => void }) {
  const { t } = useTranslation();
  const nameOf = useListName();
  const { data = [] } = useQuery({ ...listsQuery, enabled: value.list !== undefined });
  if (value.step === undefined && value.list === undefined) return null;
  const list = data.find((each) => each.list === value.list);
  const listName = list === undefined ? t('narrow.oneList') : nameOf(list);
  const stepName = value.step === undefined ? '' : t(`wishes.stage.${value.step}`);
  return (
    <div className="mb-2 flex flex-wrap gap-1.5">
      {value.step !== undefined && (
        <Narrowed
          text={t('narrow.atStep', { step: stepName })}
          onClear={() => onChange({ ...value, step: undefined })}
        />
      )}
      {value.list !== undefined && (
        <Narrowed
          text={t('narrow.ofList', { name: listName })}
          onClear={() => onChange({ ...value, list: undefined })}
        />
      )}
    </div>
  );
}
