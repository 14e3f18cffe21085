import type { Item, Section } from './library.ts';

/** An object as it is sent. */
export type Json = Record<string, unknown>;

const kinds = { 8: 'artist', 9: 'album', 10: 'track' } as const;
const path = (item: Item): string => `/library/metadata/${item.ratingKey}`;

/** Leaves out what is not known, as the server does. */
function known(fields: Json): Json {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined));
}

/** One artist, album or track. `whole`: as asked for by its key, with streams; lists come without. */
export function metadataOf(item: Item, whole = false): Json {
  const { section, parent } = item;
  const grandparent = parent?.parent ?? null;
  const common = {
    ratingKey: item.ratingKey,
    key: item.kind === 10 ? path(item) : `${path(item)}/children`,
    guid: item.guid,
    type: kinds[item.kind],
    title: item.title,
    summary: '',
    librarySectionTitle: section.title,
    // a number here, a string elsewhere: so it is
    librarySectionID: section.id,
    librarySectionKey: `/library/sections/${section.id}`,
    index: item.index,
    year: item.year,
    addedAt: item.addedAt,
    updatedAt: item.updatedAt,
    viewCount: item.viewCount === 0 ? undefined : item.viewCount,
    lastViewedAt: item.lastViewedAt,
    userRating: item.userRating,
    Guid: item.guids.length === 0 ? undefined : item.guids.map((id) => ({ id })),
    ...Object.fromEntries(
      [...item.tags].map(([name, tags]) => [name, tags.length === 0 ? undefined : tags.map((tag) => ({ tag }))]),
    ),
  };
  const above =
    parent === null
      ? {}
      : {
          parentRatingKey: parent.ratingKey,
          parentKey: path(parent),
          parentGuid: parent.guid,
          parentTitle: parent.title,
        };
  if (item.kind === 9)
    return known({
      ...common,
      ...above,
      leafCount: item.children.length,
      thumb: `${path(item)}/thumb/${item.updatedAt}`,
    });
  if (item.kind === 8) return known({ ...common, thumb: `${path(item)}/thumb/${item.updatedAt}` });
  return known({
    ...common,
    ...above,
    parentIndex: item.disc,
    originalTitle: item.originalTitle,
    duration: item.durationMs,
    parentYear: parent?.year,
    grandparentRatingKey: grandparent?.ratingKey,
    grandparentKey: grandparent === null ? undefined : path(grandparent),
    grandparentGuid: grandparent?.guid,
    grandparentTitle: grandparent?.title,
    Media:
      item.media === 0 ? undefined : Array.from({ length: item.media ?? 1 }, (_none, at) => mediaOf(item, at, whole)),
  });
}

function mediaOf(item: Item, at: number, whole: boolean): Json {
  const id = Number(item.ratingKey) * 10 + at;
  const file = item.file ?? '';
  const extension = /\.(\w+)$/.exec(file)?.[1]?.toLowerCase() ?? 'flac';
  const part = {
    id,
    key: `/library/parts/${id}/${item.addedAt}/file.${extension}`,
    duration: item.durationMs,
    file,
    size: item.size ?? 24_000_000,
    container: extension,
    hasThumbnail: '1',
    Stream: whole
      ? [{ id, streamType: 2, codec: extension, channels: 2, bitrate: 921, samplingRate: 44_100 }]
      : undefined,
  };
  return known({
    id,
    duration: item.durationMs,
    bitrate: 921,
    audioChannels: 2,
    audioCodec: extension,
    container: extension,
    Part: [known(part)],
  });
}

/** One library in the list of libraries. */
export function sectionOf(section: Section): Json {
  return {
    allowSync: true,
    refreshing: section.refreshing,
    key: String(section.id),
    type: section.type,
    title: section.title,
    agent: section.agent,
    scanner: section.type === 'artist' ? 'Plex Music' : 'Plex Movie',
    language: 'de-DE',
    uuid: section.uuid,
    updatedAt: section.scannedAt,
    scannedAt: section.scannedAt,
    contentChangedAt: section.contentChangedAt,
    content: true,
    directory: true,
    hidden: 0,
    Location: section.locations.map(({ id, path: at }) => ({ id, path: at })),
  };
}

const escaped: Readonly<Record<string, string>> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;' };

/** The same as XML, which is what the server sends to whoever does not ask for JSON. */
export function toXml(name: string, value: Json): string {
  const attributes: string[] = [];
  const children: string[] = [];
  for (const [key, each] of Object.entries(value)) {
    if (Array.isArray(each)) children.push(...each.map((one) => toXml(key, one as Json)));
    else if (typeof each === 'object' && each !== null) children.push(toXml(key, each as Json));
    else {
      const text = typeof each === 'boolean' ? (each ? '1' : '0') : `${(each ?? '') as string | number}`;
      attributes.push(` ${key}="${text.replace(/[&<>"]/g, (sign) => escaped[sign] ?? sign)}"`);
    }
  }
  const inside = children.join('\n');
  return `<${name}${attributes.join('')}>${inside === '' ? '' : `\n${inside}\n`}</${name}>`;
}
