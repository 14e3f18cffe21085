import { useQuery } from '@tanstack/react-query';
import { UserSearch } from 'lucide-react';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '../../api/index.ts';
import { ProblemNote } from '../../i18n/problem-note.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { Field } from '../../ui/form/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Panel } from '../../ui/panel.tsx';
import { Skeleton } from '../../ui/skeleton.tsx';
import { PeerFacts, TrustBadge } from './peers-tab.tsx';
import { peerQuery, personQuery } from './queries.ts';
import { ShareBrowser } from './share-browser.tsx';

function Presence({ username }: { username: string }) {
  const { t } = useTranslation();
  const { data } = useQuery(personQuery(username, 'status'));
  const presence = data?.['presence'];
  if (presence === 'Online') return <Badge tone="sea">{t('soulseekPage.person.online')}</Badge>;
  if (presence === 'Away') return <Badge tone="amber">{t('soulseekPage.person.away')}</Badge>;
  if (presence === 'Offline') return <Badge>{t('soulseekPage.person.offline')}</Badge>;
  return null;
}

/** What a person says, as text and figures; asked of the person, so it may not come. */
function Info({ username }: { username: string }) {
  const { t } = useTranslation();
  const { data, error, refetch } = useQuery(personQuery(username, 'info'));
  const address = useQuery(personQuery(username, 'address'));
  if (data === undefined) {
    if (error !== null) return <ProblemNote problem={asProblem(error)} onRetry={() => void refetch()} />;
    return (
      <p className="text-small text-ink-soft">
        <Skeleton className="me-3 w-32" />
        {t('soulseekPage.person.asking')}
      </p>
    );
  }
  const { description, picture, uploadSlots, queueLength } = data;
  const facts = [
    data['hasFreeUploadSlot'] === true ? t('smartSearch.free') : t('soulseekPage.person.busy'),
    typeof uploadSlots === 'number' ? t('soulseekPage.person.slots', { count: uploadSlots }) : null,
    typeof queueLength === 'number' ? t('smartSearch.waiting', { count: queueLength }) : null,
    typeof address.data?.['address'] === 'string' ? `${address.data['address']}:${String(address.data['port'])}` : null,
  ].filter((fact) => fact !== null);
  return (
    <div className="flex flex-wrap gap-5">
      {typeof picture === 'string' && picture !== '' && (
        <img
          src={`data:image/jpeg;base64,${picture}`}
          alt={t('soulseekPage.person.picture', { username })}
          className="size-24 rounded-lg border border-line object-cover"
        />
      )}
      <div className="min-w-0 flex-1 basis-64">
        <p className="nums mb-2 text-small text-ink-soft">{facts.join(' · ')}</p>
        {typeof description === 'string' && description.trim() !== '' ? (
          <p dir="auto" className="max-h-40 overflow-y-auto text-small break-words whitespace-pre-line">
            {description.slice(0, 4000)}
          </p>
        ) : (
          <p className="text-small text-ink-faint">{t('soulseekPage.person.silent')}</p>
        )}
      </div>
    </div>
  );
}

function Memory({ username }: { username: string }) {
  const { t } = useTranslation();
  const { data: peer, error, refetch } = useQuery(peerQuery(username));
  if (error !== null) return <ProblemNote problem={asProblem(error)} onRetry={() => void refetch()} />;
  if (peer === undefined) return <Skeleton className="w-40" />;
  if (peer === null) return <p className="text-small text-ink-soft">{t('soulseekPage.person.stranger')}</p>;
  return (
    <>
      <p className="mb-2">
        <TrustBadge peer={peer} />
      </p>
      <PeerFacts peer={peer} />
    </>
  );
}

/** A person of the network: presence, what she says, what we remember, what she shares. */
export function PeopleTab({ user, onUser }: { user: string | undefined; onUser: (username: string) => void }) {
  const { t } = useTranslation();
  const [text, setText] = useState(user ?? '');
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (text.trim() !== '') onUser(text.trim());
  };
  return (
    <>
      <form onSubmit={submit} className="mb-5 flex items-end gap-2">
        <Field
          className="w-full max-w-80"
          label={t('soulseekPage.person.name')}
          value={text}
          dir="auto"
          maxLength={500}
          onChange={(event) => setText(event.target.value)}
        />
        <Button kind="primary" type="submit" disabled={text.trim() === ''}>
          {t('soulseekPage.person.look')}
        </Button>
      </form>
      {user === undefined ? (
        <Notice icon={<UserSearch className="size-8" strokeWidth={1.5} />} title={t('soulseekPage.person.nobody')}>
          {t('soulseekPage.person.nobodyText')}
        </Notice>
      ) : (
        <div className="space-y-5">
          <div className="grid items-start gap-5 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
            <Panel title={<bdi>{user}</bdi>} aside={<Presence username={user} />}>
              <Info username={user} />
            </Panel>
            <Panel title={t('soulseekPage.person.memory')}>
              <Memory username={user} />
            </Panel>
          </div>
          <ShareBrowser username={user} />
        </div>
      )}
    </>
  );
}
