import { useMutation, useQueryClient } from '@tanstack/react-query';
import { Trash2 } from 'lucide-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import { type ApiKey, asProblem, revokeKey } from '../../api/index.ts';
import { useFormats } from '../../i18n/format.ts';
import { useProblemText } from '../../i18n/problem-note.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { useNow } from '../../ui/clock.ts';
import { Dialog } from '../../ui/overlays/dialog.tsx';
import { Truncate } from '../../ui/truncate.tsx';
import { keysQuery } from './queries.ts';

/** A key: what it may do, when it was used, and the way to revoke it. */
export function KeyRow({ apiKey }: { apiKey: ApiKey }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const explain = useProblemText();
  const client = useQueryClient();
  const now = useNow();
  const [asking, setAsking] = useState(false);
  const revoke = useMutation({
    mutationFn: revokeKey,
    onSuccess: () => toast.success(t('access.keys.revoked', { name: apiKey.name })),
    onError: (error) => {
      const problem = asProblem(error);
      toast.error(problem.status === 409 ? t('access.keys.last') : explain(problem).text);
    },
    onSettled: async () => {
      setAsking(false);
      await client.invalidateQueries({ queryKey: keysQuery.queryKey });
    },
  });
  const ended = apiKey.expires_at !== null && Date.parse(apiKey.expires_at) <= now;
  const used =
    apiKey.last_used_at === null
      ? t('access.keys.neverUsed')
      : t('access.keys.lastUsed', { when: formats.dateTime(apiKey.last_used_at) });
  const end =
    apiKey.expires_at === null
      ? null
      : t(ended ? 'access.keys.ended' : 'access.keys.ends', { when: formats.date(apiKey.expires_at) });
  return (
    <li className="flex items-center gap-3 border-b border-line py-3">
      <div className="min-w-0 flex-1">
        <div className="flex min-w-0 flex-wrap items-center gap-x-2.5 gap-y-1">
          <Truncate className="font-medium">{apiKey.name}</Truncate>
          <Badge>{t(`access.scope.${apiKey.scope}`)}</Badge>
          {apiKey.current && <Badge>{t('access.keys.current')}</Badge>}
        </div>
        <p className="nums text-small text-ink-soft">
          <code dir="ltr">{apiKey.hint}…</code> · {used}
          {end !== null && ` · ${end}`}
        </p>
      </div>
      <Button
        kind="quiet"
        size="icon"
        aria-label={t('access.keys.revokeName', { name: apiKey.name })}
        onClick={() => setAsking(true)}
      >
        <Trash2 className="size-4" aria-hidden="true" />
      </Button>
      <Dialog
        open={asking}
        onClose={() => setAsking(false)}
        title={t('access.keys.revokeTitle', { name: apiKey.name })}
        description={t(apiKey.current ? 'access.keys.revokeOwnText' : 'access.keys.revokeText')}
        closeLabel={t('app.close')}
      >
        <div className="flex flex-wrap justify-end gap-2">
          <Button onClick={() => setAsking(false)}>{t('access.keys.keep')}</Button>
          <Button kind="primary" disabled={revoke.isPending} onClick={() => revoke.mutate(apiKey.id)}>
            {t('access.keys.revoke')}
          </Button>
        </div>
      </Dialog>
    </li>
  );
}
