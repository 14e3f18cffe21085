import { ArrowDown, ArrowUp, Ban, RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { type BulkDownloads, changeDownloads, type Download } from '../../api/index.ts';
import type { BulkDeed } from '../../i18n/bulk/bulk-bar.tsx';
import { type Bulk, useBulk } from '../../i18n/bulk/use-bulk.ts';
import { dynamicText } from '../../i18n/index.ts';
import { canCancel, canRetry } from './progress.ts';

const offered = [
  { name: 'retry', Icon: RotateCcw },
  { name: 'first', Icon: ArrowUp },
  { name: 'normal', Icon: ArrowDown },
  { name: 'cancel', Icon: Ban, danger: true },
] as const;
type Deed = (typeof offered)[number]['name'];
type Filter = NonNullable<BulkDownloads['filter']>;

/** Priority that “first” gives; a higher number goes first. */
const first = 100;

function orderOf(deed: Deed): Pick<BulkDownloads, 'action' | 'priority'> {
  if (deed === 'first') return { action: 'priority', priority: first };
  if (deed === 'normal') return { action: 'priority', priority: 0 };
  return { action: deed };
}

/** Whether a deed means something for a download; the server says the same of each. */
function allows(deed: Deed, download: Download): boolean {
  if (deed === 'retry') return canRetry(download);
  if (!canCancel(download)) return false;
  return deed === 'cancel' || (deed === 'first' ? download.priority < first : download.priority !== 0);
}

/** How many downloads a filter means for a deed. */
export async function countDownloads(deed: Deed, filter: Filter): Promise<number | null> {
  return (await changeDownloads({ ...orderOf(deed), filter, dry_run: true })).matched;
}

/** Deeds with many downloads. */
export function useDownloadBulk(): { deeds: BulkDeed<Download, Deed>[]; bulk: Bulk<Deed, Filter> } {
  const { t } = useTranslation();
  const bulk = useBulk<Deed, Filter>({
    ask: (deed, part, from) =>
      changeDownloads({ ...orderOf(deed), ...part, ...(from === null ? {} : { below: from }) }),
    portion: 100,
    undo: { cancel: 'retry' },
    done: (deed, count) => t(`downloads.bulk.done.${deed}`, { count }),
    why: (code, sentence) => dynamicText(t, `downloads.bulk.refused.${code}`, sentence).text,
    key: 'downloads',
  });
  const deeds = offered.map(
    ({ name, ...look }): BulkDeed<Download, Deed> => ({
      ...look,
      name,
      label: t(`downloads.bulk.deed.${name}`),
      allows: (download) => allows(name, download),
      ask: (count, number) => t(`downloads.bulk.ask.${name}`, { count, number }),
      text: t(`downloads.bulk.text.${name}`),
    }),
  );
  return { deeds, bulk };
}
