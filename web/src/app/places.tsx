import { type AnyRoute, createRoute, lazyRouteComponent } from '@tanstack/react-router';
import {
  Activity,
  AudioLines,
  Bell,
  Boxes,
  Disc3,
  Gauge,
  Heart,
  KeyRound,
  ListMusic,
  type LucideIcon,
  MailX,
  MicVocal,
  PenLine,
  Radio,
  RefreshCw,
  Scale,
  Search,
  Settings2,
  Stethoscope,
} from 'lucide-react';
import type { ComponentType } from 'react';
import { stages, wishStates } from '../api/index.ts';
import { matchingTabs } from '../features/matching/index.ts';
import { formatNames, lengthNames, sourceNames } from '../features/smart-search/index.ts';
import { soulseekTabs } from '../features/soulseek/index.ts';
import type en from '../i18n/en.json';
import { withTexts } from '../i18n/index.ts';
import { shelfRoutes } from './library-shelves.tsx';
import { root } from './root.ts';
import { numberParam, pageParam, querySearch, textParam, wordParam } from './search-params.ts';
import { DeadSign, DoctorSign, MatchingSign, type SignProps, SoulseekSign, SpotifySign, WishesSign } from './signs.tsx';

/** One place that people can go to. */
export interface Place {
  /** Key of its name in the texts (`places.<name>`). */
  readonly name: keyof (typeof en)['places'];
  readonly Icon: LucideIcon;
  /** Where it stands in the side bar. */
  readonly group: PlaceGroup;
  /** Letter that leads here after `g`. */
  readonly letter: string;
  /** Whether it stands in the bar of a phone; four do, the others are behind “More”. */
  readonly phone?: true;
  /** Shown only while the server works with this integration. */
  readonly integration?: string;
  /** Further addresses at which it counts as the current place. */
  readonly also?: readonly string[];
  /** What people should know before they go there. */
  readonly Sign?: ComponentType<SignProps>;
  /** Its address; the page is loaded when somebody goes there. */
  readonly route: AnyRoute;
}

/** Groups of places in their order; `start` has no heading. */
export const placeGroups = ['start', 'music', 'sources', 'house'] as const;
type PlaceGroup = (typeof placeGroups)[number];

/** All places in their order: to add one, add an entry here and its name to the texts. */
export const places = [
  {
    name: 'dashboard',
    Icon: Gauge,
    group: 'start',
    letter: 'h',
    phone: true,
    route: createRoute({
      getParentRoute: () => root,
      path: '/',
      component: lazyRouteComponent(() => import('./routes/dashboard-route.tsx'), 'DashboardRoute'),
    }),
  },
  {
    name: 'import',
    Icon: PenLine,
    group: 'music',
    letter: 'i',
    phone: true,
    route: createRoute({
      getParentRoute: () => root,
      path: '/import',
      component: lazyRouteComponent(() => withTexts(import('./routes/import-route.tsx')), 'ImportRoute'),
    }),
  },
  {
    name: 'smartSearch',
    Icon: Search,
    group: 'music',
    letter: 'f',
    route: createRoute({
      getParentRoute: () => root,
      path: '/search',
      validateSearch: (search: Record<string, unknown>) => ({
        q: textParam(search['q']),
        type: wordParam(search['type'], ['track', 'album', 'artist']),
        source: wordParam(search['source'], sourceNames),
        format: wordParam(search['format'], formatNames),
        bitrate: numberParam(search['bitrate'], 1, 9999),
        from: numberParam(search['from'], 1900, 2099),
        to: numberParam(search['to'], 1900, 2099),
        length: wordParam(search['length'], lengthNames),
        sort: wordParam(search['sort'], ['bitrate', 'year', 'duration']),
      }),
      component: lazyRouteComponent(() => withTexts(import('./routes/smart-search-route.tsx')), 'SmartSearchRoute'),
    }),
  },
  {
    name: 'wishes',
    Icon: Heart,
    group: 'music',
    letter: 'w',
    also: ['/downloads'],
    phone: true,
    Sign: WishesSign,
    route: createRoute({
      getParentRoute: () => root,
      path: '/wishes',
      validateSearch: (search: Record<string, unknown>) => ({
        state: wordParam(search['state'], wishStates),
        step: wordParam(search['step'], stages),
        list: textParam(search['list']),
        q: textParam(search['q']),
      }),
      component: lazyRouteComponent(() => withTexts(import('./routes/wishes-route.tsx')), 'WishesRoute'),
    }),
  },
  {
    name: 'library',
    Icon: Disc3,
    group: 'music',
    letter: 'l',
    phone: true,
    route: createRoute({
      getParentRoute: () => root,
      path: '/library',
      validateSearch: querySearch,
      component: lazyRouteComponent(() => withTexts(import('./routes/shelves-routes.tsx')), 'LibraryRoute'),
    }),
  },
  {
    name: 'artists',
    Icon: MicVocal,
    group: 'music',
    letter: 'a',
    route: createRoute({
      getParentRoute: () => root,
      path: '/artists',
      validateSearch: querySearch,
      component: lazyRouteComponent(() => withTexts(import('./routes/artists-routes.tsx')), 'ArtistsRoute'),
    }),
  },
  {
    name: 'autosync',
    Icon: RefreshCw,
    group: 'sources',
    letter: 'u',
    route: createRoute({
      getParentRoute: () => root,
      path: '/autosync',
      component: lazyRouteComponent(() => withTexts(import('./routes/autosync-route.tsx')), 'AutosyncRoute'),
    }),
  },
  {
    name: 'notifications',
    Icon: Bell,
    group: 'house',
    letter: 'n',
    route: createRoute({
      getParentRoute: () => root,
      path: '/notifications',
      component: lazyRouteComponent(() => withTexts(import('./routes/notifications-route.tsx')), 'NotificationsRoute'),
    }),
  },
  {
    name: 'spotify',
    Icon: AudioLines,
    group: 'sources',
    letter: 's',
    Sign: SpotifySign,
    route: createRoute({
      getParentRoute: () => root,
      path: '/spotify',
      component: lazyRouteComponent(() => withTexts(import('./routes/spotify-route.tsx')), 'SpotifyRoute'),
    }),
  },
  {
    name: 'soulseek',
    Icon: Radio,
    group: 'sources',
    letter: 'k',
    Sign: SoulseekSign,
    route: createRoute({
      getParentRoute: () => root,
      path: '/soulseek',
      validateSearch: (search: Record<string, unknown>) => ({
        tab: wordParam(search['tab'], soulseekTabs),
        user: textParam(search['user']),
        q: textParam(search['q']),
      }),
      component: lazyRouteComponent(() => withTexts(import('./routes/soulseek-route.tsx')), 'SoulseekRoute'),
    }),
  },
  {
    name: 'matching',
    Icon: Scale,
    group: 'house',
    letter: 'm',
    Sign: MatchingSign,
    route: createRoute({
      getParentRoute: () => root,
      path: '/matching',
      validateSearch: (search: Record<string, unknown>) => ({
        tab: wordParam(search['tab'], matchingTabs),
        wish: numberParam(search['wish'], 1, Number.MAX_SAFE_INTEGER),
      }),
      component: lazyRouteComponent(() => withTexts(import('./routes/matching-route.tsx')), 'MatchingRoute'),
    }),
  },
  {
    name: 'deadLetters',
    Icon: MailX,
    group: 'house',
    letter: 'd',
    Sign: DeadSign,
    route: createRoute({
      getParentRoute: () => root,
      path: '/dead-letters',
      validateSearch: (search: Record<string, unknown>) => ({
        kind: wordParam(search['kind'], ['jobs']),
        reason: textParam(search['reason']),
        page: pageParam(search['page']),
      }),
      component: lazyRouteComponent(() => withTexts(import('./routes/dead-letters-route.tsx')), 'DeadLettersRoute'),
    }),
  },
  {
    name: 'activity',
    Icon: Activity,
    group: 'house',
    letter: 'y',
    route: createRoute({
      getParentRoute: () => root,
      path: '/activity',
      validateSearch: (search: Record<string, unknown>) => ({
        type: textParam(search['type']),
        span: wordParam(search['span'], ['hour', 'day', 'week']),
      }),
      component: lazyRouteComponent(() => withTexts(import('./routes/activity-route.tsx')), 'ActivityRoute'),
    }),
  },
  {
    name: 'beets',
    Icon: Boxes,
    group: 'sources',
    letter: 'b',
    integration: 'beets',
    route: createRoute({
      getParentRoute: () => root,
      path: '/beets',
      component: lazyRouteComponent(() => withTexts(import('./routes/beets-route.tsx')), 'BeetsRoute'),
    }),
  },
  {
    name: 'plex',
    Icon: ListMusic,
    group: 'sources',
    letter: 'p',
    integration: 'plex',
    route: createRoute({
      getParentRoute: () => root,
      path: '/plex',
      component: lazyRouteComponent(() => withTexts(import('./routes/plex-route.tsx')), 'PlexRoute'),
    }),
  },
  {
    name: 'keys',
    Icon: KeyRound,
    group: 'house',
    letter: 'x',
    route: createRoute({
      getParentRoute: () => root,
      path: '/keys',
      component: lazyRouteComponent(() => withTexts(import('./routes/keys-route.tsx')), 'KeysRoute'),
    }),
  },
  {
    name: 'doctor',
    Icon: Stethoscope,
    group: 'house',
    letter: 'o',
    Sign: DoctorSign,
    route: createRoute({
      getParentRoute: () => root,
      path: '/doctor',
      component: lazyRouteComponent(() => withTexts(import('./routes/doctor-route.tsx')), 'DoctorRoute'),
    }),
  },
  {
    name: 'settings',
    Icon: Settings2,
    group: 'house',
    letter: 'e',
    route: createRoute({
      getParentRoute: () => root,
      path: '/settings',
      component: lazyRouteComponent(() => withTexts(import('./routes/settings-route.tsx')), 'SettingsRoute'),
    }),
  },
] as const satisfies readonly Place[];

type RoutesOf<Entries extends readonly { readonly route: unknown }[]> = {
  -readonly [Index in keyof Entries]: Entries[Index]['route'];
};

/** The addresses of all places and of the shelves of the library, each with its own type. */
export const placeRoutes = [
  ...(places.map((place) => place.route) as unknown as RoutesOf<typeof places>),
  ...shelfRoutes,
] as const;

/** Address of a place. */
export function addressOfPlace(place: Place): string {
  const { path } = place.route.options as { readonly path?: unknown };
  return String(path);
}

function holds(address: string, pathname: string): boolean {
  return address === '/' ? pathname === '/' : pathname === address || pathname.startsWith(`${address}/`);
}

/** The place at which an address lies; none when it leads nowhere. */
export function placeAt(pathname: string): Place | undefined {
  return (places as readonly Place[]).find((place) =>
    [addressOfPlace(place), ...(place.also ?? [])].some((address) => holds(address, pathname)),
  );
}
