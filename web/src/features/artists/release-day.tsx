import { useTranslation } from 'react-i18next';

/** The day of a release as exactly as it is known: a day, a month, a year, or not at all. */
export function ReleaseDay({ text }: { text: string | null }) {
  const { t, i18n } = useTranslation();
  if (text === null) return t('artists.releases.undated');
  const [year, month, day] = text.split('-').map(Number);
  // A day, not a moment: in UTC on both sides it is the same day everywhere.
  const at = new Date(Date.UTC(year ?? 0, (month ?? 1) - 1, day ?? 1));
  const form: Intl.DateTimeFormatOptions =
    month === undefined
      ? { year: 'numeric' }
      : day === undefined
        ? { year: 'numeric', month: 'long' }
        : { dateStyle: 'medium' };
  const locale = document.documentElement.lang || i18n.language;
  return <time dateTime={text}>{new Intl.DateTimeFormat(locale, { ...form, timeZone: 'UTC' }).format(at)}</time>;
}
