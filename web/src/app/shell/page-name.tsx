import { useLocation, useRouter } from '@tanstack/react-router';
import { useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useGivenTitle } from '../../ui/title.ts';
import { placeAt } from '../places.tsx';

/**
 * Names the window after the place, and after every walk to another one brings the focus to the page and says its name: without that, a
 * keyboard stays where the old page was and a screen reader hears nothing.
 */
export function PageName() {
  const { t } = useTranslation();
  const router = useRouter();
  const pathname = useLocation({ select: (location) => location.pathname });
  const given = useGivenTitle();
  const place = placeAt(pathname);
  const name = given ?? (place === undefined ? t('notFound.title') : t(`places.${place.name}`));
  const [said, setSaid] = useState('');
  const latest = useRef(name);

  useEffect(() => {
    latest.current = name;
    document.title = name === t('app.name') ? name : t('app.title', { name });
  }, [name, t]);

  useEffect(
    () =>
      router.subscribe('onRendered', ({ pathChanged, fromLocation }) => {
        if (!pathChanged || fromLocation === undefined) return;
        const page = document.getElementById('content');
        // A page may have taken the focus itself, such as the box for wishes.
        if (page !== null && !page.contains(document.activeElement)) page.focus({ preventScroll: true });
        setSaid(latest.current);
      }),
    [router],
  );

  return (
    <output aria-live="polite" className="sr-only">
      {said}
    </output>
  );
}
