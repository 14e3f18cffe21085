import type { Static } from 'typebox';
import { invalid } from '#http';
import { isForbiddenAddress, isPrivateAddress } from '#platform/outbound';
import type { Channel, TargetConfig, TargetKind } from './ports.ts';
import type { targetBody, targetChange, targetTrial } from './schemas.ts';
import type { TargetDraft, TargetRow } from './targets.store.ts';

/** Headers that belong to the message itself. */
const ownHeaders =
  /^(?:host|content-length|content-type|connection|transfer-encoding|upgrade|te|trailer|expect|x-harmony-.*)$/i;

/** A new target as it is stored. Throws a 400 that names the field. */
export function newTarget(
  body: Static<typeof targetBody>,
  channels: Readonly<Record<TargetKind, Channel>>,
): TargetDraft {
  const draft: TargetDraft = {
    name: body.name.trim(),
    kind: body.kind,
    enabled: body.enabled ?? true,
    events: [...new Set(body.events)],
    language: body.language ?? 'en',
    allowPrivate: body.allow_private ?? false,
    config: {
      url: body.url.trim(),
      secret: textOrNull(body.secret),
      headers: body.headers ?? {},
      method: body.method ?? 'POST',
      tag: textOrNull(body.tag),
    },
  };
  return checked(draft, channels);
}

/**
 * A changed target; what was left out stays, secrets only as long as they go to the host that they were entered for. `null` as the old configuration: it
 * cannot be unsealed, so an address is needed. Throws a 400 that names the field.
 */
export function changedTarget(
  row: TargetRow,
  old: TargetConfig | null,
  body: Static<typeof targetChange>,
  channels: Readonly<Record<TargetKind, Channel>>,
): TargetDraft {
  if (body.kind !== undefined && body.kind !== row.kind) throw invalid('kind', 'cannot be changed; add another target');
  const url = body.url?.trim() ?? old?.url;
  if (url === undefined) throw invalid('url', 'must be entered again, because the stored one cannot be read any more');
  if (old !== null && URL.canParse(url) && new URL(url).origin !== row.origin) {
    if (old.secret !== null && body.secret === undefined)
      throw invalid('secret', 'was entered for another host; enter it again for this one');
    if (Object.keys(old.headers).length > 0 && body.headers === undefined)
      throw invalid('headers', 'were entered for another host; enter them again for this one');
  }
  const draft: TargetDraft = {
    name: body.name?.trim() ?? row.name,
    kind: row.kind,
    enabled: body.enabled ?? row.enabled,
    events: body.events === undefined ? (row.events as TargetDraft['events']) : [...new Set(body.events)],
    language: body.language ?? (row.language === 'de' ? 'de' : 'en'),
    allowPrivate: body.allow_private ?? row.allow_private,
    config: {
      url,
      secret: body.secret === undefined ? (old?.secret ?? null) : textOrNull(body.secret),
      headers: body.headers ?? old?.headers ?? {},
      method: body.method ?? old?.method ?? 'POST',
      tag: body.tag === undefined ? (old?.tag ?? null) : textOrNull(body.tag),
    },
  };
  return checked(draft, channels);
}

/** A target to be tried only: nothing but where messages go matters. Throws a 400 that names the field. */
export function triedTarget(
  body: Omit<Static<typeof targetTrial>, 'target_id'>,
  known: { readonly row: TargetRow; readonly config: TargetConfig | null } | null,
  channels: Readonly<Record<TargetKind, Channel>>,
): TargetDraft {
  const named = { ...body, name: 'test', events: [] };
  if (known !== null) return changedTarget(known.row, known.config, named, channels);
  const { kind, url } = body;
  if (kind === undefined) throw invalid('kind', 'is needed for a target that is not stored');
  if (url === undefined) throw invalid('url', 'is needed for a target that is not stored');
  return newTarget({ ...named, kind, url }, channels);
}

function checked(draft: TargetDraft, channels: Readonly<Record<TargetKind, Channel>>): TargetDraft {
  if (draft.name === '') throw invalid('name', 'must not be blank');
  const { url: text, headers } = draft.config;
  const url = URL.canParse(text) ? new URL(text) : null;
  if (url === null || (url.protocol !== 'http:' && url.protocol !== 'https:'))
    throw invalid('url', 'must be an address that begins with http:// or https://');
  if (url.username !== '' || url.password !== '')
    throw invalid('url', 'must not hold a password; enter it as the secret');
  const why = channels[draft.kind].check(url);
  if (why !== null) throw invalid('url', why);
  // names are judged by what they resolve to when a message is sent
  if (isForbiddenAddress(url.hostname)) throw invalid('url', 'must not be a link-local address');
  if (!draft.allowPrivate && isPrivateAddress(url.hostname))
    throw invalid('url', 'lies in the local network; allow private addresses for this target if that is meant');
  for (const name of Object.keys(headers))
    if (ownHeaders.test(name)) throw invalid('headers', `must not hold ${name}, which belongs to the message`);
  return draft;
}

function textOrNull(text: string | null | undefined): string | null {
  const trimmed = text?.trim() ?? '';
  return trimmed === '' ? null : trimmed;
}
