import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { asProblem, type PlexStatus, scanPlex } from '../../api/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { useProblemText } from '../../i18n/problem-note.tsx';
import { Told } from '../../i18n/told.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Facts } from '../../ui/facts.tsx';
import { Panel } from '../../ui/panel.tsx';

const tones = { ok: 'sea', not_configured: 'neutral', unauthorised: 'coral', unreachable: 'coral' } as const;

/** Whether Plex answers, what it has, and a scan of its library of music. */
export function StatePanel({ status }: { status: PlexStatus }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const explain = useProblemText();
  const scan = useMutation({
    mutationFn: scanPlex,
    onSuccess: ({ queued, started }) =>
      toast.success(
        t(queued ? (started === false ? 'plex.state.scanUnseen' : 'plex.state.scanBegun') : 'plex.state.scanRuns'),
      ),
    onError: (error) => toast.error(explain(asProblem(error)).text),
  });
  const { server, section, library } = status;
  const number = (value: number): string => formats.number(value);
  const rows: (readonly [string, string])[] = [
    ...(server === null
      ? []
      : [
          [t('plex.state.server'), t('plex.state.serverText', { name: server.name, version: server.version })] as const,
        ]),
    ...(status.address === null ? [] : [[t('plex.state.address'), status.address] as const]),
    ...(section === null ? [] : [[t('plex.state.library'), section.title] as const]),
    ...(library === null
      ? []
      : ([
          [
            '',
            t('plex.state.counts', {
              artists: number(library.artists),
              albums: number(library.albums),
              tracks: number(library.tracks),
            }),
          ],
        ] as const)),
    ...(status.last_scan === null ? [] : [[t('plex.state.lastScan'), formats.dateTime(status.last_scan)] as const]),
    ...(status.sessions === null ? [] : [[t('plex.state.playing'), number(status.sessions)] as const]),
    ...(status.state === 'ok'
      ? [[t('plex.state.live'), t(status.notifications ? 'plex.state.liveYes' : 'plex.state.liveNo')] as const]
      : []),
  ];
  return (
    <Panel
      title={t('plex.state.title')}
      aside={<Badge tone={tones[status.state]}>{t(`plex.state.${status.state}`)}</Badge>}
    >
      {status.problem !== null && (
        <Told
          as="p"
          role="alert"
          className="mb-4 rounded-md bg-coral-soft px-3 py-2.5 text-small text-coral"
          said={`${status.problem.sentence} ${status.problem.remedy}`}
        />
      )}
      <Facts rows={rows} />
      {section !== null && (
        <Button
          className="mt-4"
          size="small"
          disabled={scan.isPending || section.refreshing}
          onClick={() => scan.mutate(section.section_id)}
        >
          {t('plex.state.scan')}
        </Button>
      )}
    </Panel>
  );
}
