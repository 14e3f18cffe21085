import { access, constants } from 'node:fs/promises';
import type { Check } from '#doctor';
import type { PathMap, Plex } from '#integrations/plex';
import { isBelow } from '#integrations/plex';
import type { Spotify } from '#integrations/spotify';
import { broken, ok, shared, unknown, warn } from './findings.ts';

const signInEndsSoonDays = 14;

/** Spotify: set up, signed in, for how long, and whether it lets us ask. */
export function spotifyChecks(spotify: Pick<Spotify, 'state'>): Check[] {
  const docs = 'how-to/spotify.md';
  return [
    {
      id: 'spotify.sign_in',
      docs,
      async look() {
        const { mode, clientId, link, mood, usage } = await spotify.state();
        if (mode === 'FREE' || clientId === null)
          return ok('imports_only', 'Spotify is not set up; imports of files and links work without it.');
        if (link === null)
          return warn('not_signed_in', 'Nobody is signed in at Spotify.', 'Sign in on the page under Spotify.');
        if (link.state === 'needs_reauth') {
          const sentence = link.problem?.sentence ?? 'Spotify wants the sign-in to be renewed.';
          return broken('needs_sign_in', sentence, 'Sign in anew on the page under Spotify.');
        }
        const days = link.daysLeft;
        const facts = { account: link.displayName, days };
        if (days <= signInEndsSoonDays)
          return warn('ends_soon', `The sign-in at Spotify ends in ${days} days.`, 'Sign in anew before.', facts);
        const blocked = usage?.blockedUntil ?? mood.pausedUntil;
        if (blocked !== null && blocked > new Date())
          return warn(
            'paused',
            `Spotify is not asked until ${blocked.toISOString()}: ${mood.lastProblem?.sentence ?? 'its limit is reached.'}`,
            'Nothing is to be done; it goes on by itself.',
            { until: blocked.toISOString() },
          );
        return ok('signed_in', `Signed in at Spotify; the sign-in holds ${days} more days.`, facts);
      },
    },
  ];
}

/** Plex: reachable, and whether our music folder lies in its library of music. */
export function plexChecks(deps: {
  readonly plex: Pick<Plex, 'status' | 'client'>;
  readonly pathMap: () => Promise<PathMap>;
  readonly musicDir: string;
}): Check[] {
  const docs = 'how-to/plex.md';
  const status = shared(() => deps.plex.status());
  return [
    {
      id: 'plex.reachable',
      docs,
      async look() {
        const { state, server, problem, address } = await status();
        const facts = { address, server: server?.name ?? null };
        if (state === 'ok') return ok('reachable', `Plex answers as ${server?.name ?? 'a server'}.`, facts);
        const sentence = problem?.sentence ?? 'Plex is not set up.';
        const remedy = problem?.remedy ?? 'Enter its address and sign in on the page under Plex.';
        return state === 'not_configured'
          ? warn(state, sentence, remedy, facts)
          : broken(state, sentence, remedy, facts);
      },
    },
    {
      id: 'plex.path_map',
      docs,
      async look(signal) {
        if ((await status()).state !== 'ok')
          return unknown('needs_plex', 'This can be looked at once Plex answers.', null);
        const section = await deps.plex.client.musicSection(signal);
        if (section === null)
          return broken(
            'no_library',
            'Plex has no such library of music.',
            'Set PLEX_LIBRARY to the name of a library of music, or make one in Plex.',
          );
        const ours = deps.musicDir;
        const theirs = (await deps.pathMap()).toPlex(ours);
        const places = section.locations.join(', ');
        const facts = { ours, theirs, library: section.title, places };
        const fits =
          theirs !== null && section.locations.some((place) => isBelow(place, theirs) || isBelow(theirs, place));
        if (fits) return ok('fits', `Our music folder is ${theirs} in Plex, in its library ${section.title}.`, facts);
        return broken(
          'outside_library',
          `Our music folder ${ours} ${theirs === null ? 'has no counterpart in Plex' : `would be ${theirs} in Plex`}; its library ${section.title} has ${places}.`,
          'Set PLEX_PATH_MAP=ours=theirs, or add the folder to the library in Plex.',
          facts,
        );
      },
    },
  ];
}

/** beets: the program works, and its folder is seen from here. */
export function beetsChecks(
  status: () => Promise<
    | { readonly available: true; readonly version: string; readonly directory: string }
    | { readonly available: false; readonly code: string; readonly sentence: string; readonly remedy: string }
  >,
): Check[] {
  return [
    {
      id: 'beets.works',
      docs: 'how-to/beets.md',
      timeoutMs: 20_000,
      async look() {
        const found = await status();
        if (!found.available) return broken(found.code, found.sentence, found.remedy);
        const { version, directory } = found;
        const facts = { version, folder: directory };
        try {
          await access(directory, constants.R_OK);
        } catch {
          const remedy = 'Make it, mount it, or set directory in the configuration of beets.';
          return warn('folder_missing', `The folder of beets (${directory}) cannot be read from here.`, remedy, facts);
        }
        return ok('works', `beets ${version} works; its folder is ${directory}.`, facts);
      },
    },
  ];
}
