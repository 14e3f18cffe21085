import { Download } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { wishExport } from '../../api/index.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuItem } from '../../ui/overlays/menu.tsx';
import type { WishFilter } from './merge.ts';

/** The wishes that the filter shows, all of them, as a file. */
export function ExportMenu({ filter }: { filter: WishFilter }) {
  const { t } = useTranslation();
  return (
    <Menu
      trigger={
        <Button size="icon" className="size-10" aria-label={t('activity.export')} title={t('activity.export')}>
          <Download className="size-4" aria-hidden="true" />
        </Button>
      }
    >
      {(['csv', 'json'] as const).map((format) => (
        <MenuItem key={format} onSelect={() => window.location.assign(wishExport(filter, format))}>
          {format.toUpperCase()}
        </MenuItem>
      ))}
    </Menu>
  );
}
