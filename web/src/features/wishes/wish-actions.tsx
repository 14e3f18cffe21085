import { Ban, Copy, Ellipsis, RotateCcw } from 'lucide-react';
import { useTranslation } from 'react-i18next';
import { toast } from 'sonner';
import type { Wish } from '../../api/index.ts';
import { Button } from '../../ui/button.tsx';
import { Menu, MenuChoice, MenuDivider, MenuItem } from '../../ui/overlays/menu.tsx';
import { Tooltip } from '../../ui/overlays/tooltip.tsx';
import { canCancel, canRetry, useWishActions } from './use-wish-actions.ts';
import { artistLine } from './wish-words.ts';

/** Priority that the menu gives; a higher number goes first. */
const priorities = { high: 100, normal: 0 } as const;

/** What can be done with a wish: the likeliest thing as a button, the rest in a menu. */
export function WishActions({ wish, tabIndex }: { wish: Wish; tabIndex: 0 | -1 }) {
  const { t } = useTranslation();
  const act = useWishActions();
  const open = canCancel(wish);
  return (
    <div className="relative z-10 flex items-center justify-end">
      {canRetry(wish) && (
        <Tooltip text={t('wishes.actions.retry')}>
          <Button
            kind="quiet"
            size="icon"
            tabIndex={tabIndex}
            aria-label={t('wishes.actions.retryOf', { title: wish.title })}
            onClick={() => act(wish, { kind: 'retry' })}
          >
            <RotateCcw className="size-4" aria-hidden="true" />
          </Button>
        </Tooltip>
      )}
      <Menu
        trigger={
          <Button
            kind="quiet"
            size="icon"
            tabIndex={tabIndex}
            aria-label={t('wishes.actions.menu', { title: wish.title })}
          >
            <Ellipsis className="size-4" aria-hidden="true" />
          </Button>
        }
      >
        {canRetry(wish) && (
          <MenuItem icon={<RotateCcw className="size-4" />} onSelect={() => act(wish, { kind: 'retry' })}>
            {t('wishes.actions.retry')}
          </MenuItem>
        )}
        <MenuItem
          icon={<Copy className="size-4" />}
          onSelect={() => {
            void navigator.clipboard
              .writeText(`${artistLine(wish)} – ${wish.title}`)
              .then(() => toast.success(t('wishes.actions.copied')));
          }}
        >
          {t('wishes.actions.copy')}
        </MenuItem>
        {open && (
          <>
            <MenuDivider />
            <MenuChoice
              label={t('wishes.actions.priority')}
              value={wish.priority > 0 ? 'high' : 'normal'}
              options={[
                { value: 'high', label: t('wishes.actions.priorityHigh') },
                { value: 'normal', label: t('wishes.actions.priorityNormal') },
              ]}
              onChange={(name) => act(wish, { kind: 'priority', value: priorities[name] })}
            />
            <MenuDivider />
            <MenuItem danger icon={<Ban className="size-4" />} onSelect={() => act(wish, { kind: 'cancel' })}>
              {t('wishes.actions.cancel')}
            </MenuItem>
          </>
        )}
      </Menu>
    </div>
  );
}
