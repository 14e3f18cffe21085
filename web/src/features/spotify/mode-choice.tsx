import { useMutation, useQueryClient } from '@tanstack/react-query';
import { RadioGroup } from 'radix-ui';
import { useTranslation } from 'react-i18next';
import { asProblem, type SpotifyMode, type SpotifyStatus, setSpotifyMode } from '../../api/index.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { cn } from '../../ui/cn.ts';

const modes = ['FREE', 'PRO'] as const;

/** Without or with an account; the choice holds at once. */
export function ModeChoice({ status }: { status: SpotifyStatus }) {
  const { t } = useTranslation();
  const client = useQueryClient();
  const choose = useMutation({
    mutationFn: setSpotifyMode,
    onSettled: () => client.invalidateQueries({ queryKey: ['spotify'] }),
  });
  const words = {
    FREE: [t('spotify.modes.FREE.title'), t('spotify.modes.FREE.text')],
    PRO: [t('spotify.modes.PRO.title'), t('spotify.modes.PRO.text')],
  } as const;
  const shown = choose.isPending ? choose.variables : status.mode;
  return (
    <div className="space-y-3">
      <RadioGroup.Root
        value={shown}
        onValueChange={(mode) => choose.mutate(mode as SpotifyMode)}
        aria-label={t('spotify.mode')}
        className="grid gap-3 sm:grid-cols-2"
      >
        {modes.map((mode) => (
          <RadioGroup.Item
            key={mode}
            value={mode}
            className={cn(
              'flex flex-col items-start rounded-xl border bg-surface p-4 text-start transition-colors duration-150',
              shown === mode ? 'border-sea shadow-rest' : 'border-line hover:bg-hover',
            )}
          >
            <span className="flex items-center gap-2.5 font-semibold">
              <span
                aria-hidden="true"
                className={cn(
                  'grid size-4 place-items-center rounded-full border',
                  shown === mode ? 'border-sea' : 'border-line-strong',
                )}
              >
                {shown === mode && <span className="size-2 rounded-full bg-sea" />}
              </span>
              {words[mode][0]}
            </span>
            <span className="mt-1.5 block text-small text-ink-soft">{words[mode][1]}</span>
          </RadioGroup.Item>
        ))}
      </RadioGroup.Root>
      {choose.error !== null && (
        <ProblemNote problem={asProblem(choose.error)} onRetry={() => choose.mutate(choose.variables ?? status.mode)} />
      )}
    </div>
  );
}
