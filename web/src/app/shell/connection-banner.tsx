import { CloudOff } from 'lucide-react';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/button.tsx';
import { useFeed, useFeedStatus } from '../feed.ts';

/** A drop of the connection this short is not worth a word. */
const patienceMs = 2000;

function useSecondsUntil(time: number | null): number {
  const [seconds, setSeconds] = useState(0);
  useEffect(() => {
    if (time === null) return;
    const count = (): void => setSeconds(Math.max(0, Math.ceil((time - Date.now()) / 1000)));
    count();
    const timer = setInterval(count, 1000);
    return () => clearInterval(timer);
  }, [time]);
  return seconds;
}

/** Says that what is shown may be old, when the next attempt comes, and lets people try at once. */
export function ConnectionBanner() {
  const { t } = useTranslation();
  const feed = useFeed();
  const status = useFeedStatus();
  const [lasting, setLasting] = useState(false);
  const healthy = status.kind === 'open' || status.kind === 'resting';
  const seconds = useSecondsUntil(status.kind === 'lost' ? status.nextAttemptAt : null);

  // Between two attempts the state is neither lost nor open; the banner stays until it is open.
  useEffect(() => {
    if (healthy) return;
    const timer = setTimeout(() => setLasting(true), patienceMs);
    return () => {
      clearTimeout(timer);
      setLasting(false);
    };
  }, [healthy]);

  if (!lasting) return null;
  return (
    <div role="alert" className="rise flex items-center gap-3 bg-amber-soft px-4 py-2 text-small text-amber lg:px-10">
      <CloudOff className="size-4 shrink-0" aria-hidden="true" />
      <p className="min-w-0 flex-1">
        {t(navigator.onLine ? 'live.lost' : 'live.offline')}{' '}
        <span aria-hidden="true" className="nums hidden sm:inline">
          {seconds > 0 && t('live.nextIn', { count: seconds })}
        </span>
      </p>
      <Button kind="link" size="inline" className="text-amber" onClick={feed.retryNow}>
        {t('live.retryNow')}
      </Button>
    </div>
  );
}
