import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Download, Ellipsis } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { asProblem, chooseRelease, type Release, wishRelease } from '../../api/index.ts';
import { useProblemText } from '../../i18n/problem-note.tsx';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuChoice, MenuDivider, MenuItem } from '../../ui/overlays/menu.tsx';

const choices = ['rules', 'always', 'never'] as const;

/** What can be done about one release: fetch it now, and whether watching and auto-sync may ever do so. */
export function ReleaseMenu({ artistKey, release }: { artistKey: string; release: Release }) {
  const { t } = useTranslation();
  const explain = useProblemText();
  const client = useQueryClient();
  const answered = {
    onError: (error: Error) =>
      toast.error(t('artists.failed', { name: release.title }), { description: explain(asProblem(error)).text }),
    onSettled: () => client.invalidateQueries({ queryKey: ['artists'] }),
  };
  const fetchNow = useMutation({
    mutationFn: () => wishRelease(artistKey, release.id),
    onSuccess: ({ wished }) => toast.success(t('artists.release.wished', { count: wished })),
    ...answered,
  });
  const choose = useMutation({
    mutationFn: (choice: Release['choice']) => chooseRelease(artistKey, release.id, choice),
    ...answered,
  });
  return (
    <Menu
      trigger={
        <Button
          kind="quiet"
          size="icon"
          className="shrink-0"
          aria-label={t('artists.release.menu', { title: release.title })}
          disabled={fetchNow.isPending || choose.isPending}
        >
          <Ellipsis className="size-4" aria-hidden="true" />
        </Button>
      }
    >
      <MenuItem icon={<Download className="size-4" />} onSelect={() => fetchNow.mutate()}>
        {t('artists.release.fetch')}
      </MenuItem>
      <MenuDivider />
      <MenuChoice
        label={t('artists.release.choice')}
        value={release.choice}
        options={choices.map((value) => ({ value, label: t(`artists.release.choices.${value}`) }))}
        onChange={(choice) => choose.mutate(choice)}
      />
    </Menu>
  );
}
