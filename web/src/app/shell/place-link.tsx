import { Link, useLocation } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { cn } from '../../ui/cn.ts';
import { Tooltip } from '../../ui/overlays/tooltip.tsx';
import { addressOfPlace, type Place, placeAt } from '../places.tsx';

/** Whether people are at a place or behind it. */
export function useIsAt(place: Place): boolean {
  return useLocation({ select: ({ pathname }) => placeAt(pathname)?.name === place.name });
}

/** A place in the side bar or, roomy, in a sheet: its name and its sign; only the icon in a narrow bar, with the name as a hint. */
export function PlaceLink({
  place,
  narrow = false,
  roomy = false,
  onGo,
}: {
  place: Place;
  narrow?: boolean;
  roomy?: boolean;
  onGo?: () => void;
}) {
  const { t } = useTranslation();
  const { Icon, Sign } = place;
  const name = t(`places.${place.name}`);
  const link = (
    <Link
      to={addressOfPlace(place)}
      activeOptions={{ exact: true, includeSearch: false }}
      aria-current={useIsAt(place) ? 'page' : undefined}
      onClick={onGo}
      className={cn(
        'relative flex h-9 items-center gap-3 rounded-md px-3 text-body font-medium text-ink-soft transition-colors duration-150 hover:bg-hover hover:text-ink aria-[current=page]:bg-surface aria-[current=page]:text-ink aria-[current=page]:shadow-rest aria-[current=page]:[&_svg]:text-sea',
        !roomy && '[@media(max-height:63rem)]:h-8 [@media(max-height:58rem)]:h-7.5',
        narrow && 'justify-center px-0',
        roomy && 'h-12 text-lead aria-[current=page]:bg-sunken',
      )}
    >
      <span className="relative">
        <Icon className="size-4 shrink-0" strokeWidth={1.75} aria-hidden="true" />
        {narrow && Sign !== undefined && <Sign dot />}
      </span>
      <span className={narrow ? 'sr-only' : 'truncate'}>{name}</span>
      {!narrow && Sign !== undefined && <Sign />}
    </Link>
  );
  return narrow ? (
    <Tooltip text={name} side="right">
      {link}
    </Tooltip>
  ) : (
    link
  );
}
