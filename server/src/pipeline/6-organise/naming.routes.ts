import type { FastifyPluginAsyncTypebox } from '@fastify/type-provider-typebox';
import { type TProperties, Type } from 'typebox';
import { invalid } from '#http';
import type { WantedTrack } from '#music';
import type { Naming } from './naming.ts';
import { maxPathOf, placeOf, segmentsOf } from './organise.ts';
import { type NamingTemplate, namingFields, parseTemplate } from './template.ts';

const object = <T extends TProperties>(properties: T) => Type.Object(properties, { additionalProperties: false });
const tags = ['library'];
// an empty one gets the template's own sentence rather than the schema's
const templateText = Type.String({ maxLength: 1000, description: 'Such as {albumartist}/{album}/[{track} - ]{title}' });
const exampleSchema = object({ about: Type.String(), path: Type.String() });
const previewSchema = object({ template: Type.String(), examples: Type.Array(exampleSchema) });
const currentSchema = object({
  template: Type.String(),
  source: Type.Union([Type.Literal('person'), Type.Literal('configuration')]),
  fields: Type.Array(object({ name: Type.String(), meaning: Type.String() })),
  examples: Type.Array(exampleSchema),
});

const plain: WantedTrack = {
  title: 'Teardrop',
  artists: ['Massive Attack', 'Elizabeth Fraser'],
  album: 'Mezzanine',
  albumArtist: 'Massive Attack',
  trackNumber: 3,
  trackTotal: 11,
  discNumber: 1,
  discTotal: 1,
  durationMs: 330_000,
  isrc: 'GBAAA9800322',
  releaseDate: '1998-04-20',
};

/** One of each kind that people ask about: the plain case, many artists, many discs, another script, hardly anything known, forbidden letters, too long, kept names. */
const examples: readonly (readonly [about: string, track: WantedTrack, extension: string])[] = [
  ['an album', plain, 'flac'],
  [
    'a compilation',
    { ...plain, title: 'Blue Monday', artists: ['New Order'], album: 'Pure 80s', albumArtist: 'Various Artists' },
    'mp3',
  ],
  [
    'several discs',
    {
      ...plain,
      title: 'Hey You',
      artists: ['Pink Floyd'],
      albumArtist: null,
      album: 'The Wall',
      discNumber: 2,
      discTotal: 2,
    },
    'flac',
  ],
  [
    'another script',
    {
      ...plain,
      title: '光',
      artists: ['宇多田ヒカル'],
      albumArtist: null,
      album: 'DEEP RIVER',
      trackNumber: 4,
      releaseDate: '2002',
    },
    'm4a',
  ],
  [
    'hardly anything known',
    {
      ...plain,
      albumArtist: null,
      album: null,
      trackNumber: null,
      discNumber: null,
      discTotal: null,
      isrc: null,
      releaseDate: null,
    },
    'opus',
  ],
  [
    'letters that no system allows',
    {
      ...plain,
      title: 'What Do You Do for Money Honey?',
      artists: ['AC/DC'],
      albumArtist: null,
      album: 'Back in Black',
    },
    'flac',
  ],
  [
    'a very long name',
    {
      ...plain,
      title: 'Ein sehr langer Titel, der nirgends enden will, '.repeat(8).trim(),
      artists: ['小さな声で歌う長い名前の合唱団'.repeat(8)],
      albumArtist: null,
    },
    'flac',
  ],
  [
    'names that Windows keeps for itself',
    { ...plain, title: 'nul', artists: ['Aux.'], albumArtist: null, album: 'COM1', trackNumber: null },
    'mp3',
  ],
];

/** Where the examples would lie by a template. */
function shown(template: NamingTemplate): { about: string; path: string }[] {
  return examples.map(([about, track, extension]) => {
    const { folders, file } = segmentsOf(placeOf(track, extension, template), 0, 64, maxPathOf(process.platform));
    return { about, path: [...folders, file].join('/') };
  });
}

function understood(text: string): NamingTemplate {
  const parsed = parseTemplate(text);
  if (!parsed.ok) throw invalid('template', `cannot be used: ${parsed.why.replace(/\.$/u, '')}`);
  return parsed.template;
}

/** `/library/naming-template`: how files are named, what another template would make of it, and changing it. */
export function namingRoutes(naming: Naming): FastifyPluginAsyncTypebox {
  const view = async () => {
    const { template, source } = await naming.current();
    const fields = Object.entries(namingFields).map(([name, meaning]) => ({ name, meaning }));
    return { template: template.text, source, fields, examples: shown(template) };
  };
  return async (app) => {
    app.get(
      '/library/naming-template',
      { schema: { tags, summary: 'How files are named, with examples', response: { 200: currentSchema } } },
      view,
    );
    app.put(
      '/library/naming-template',
      {
        schema: {
          tags,
          summary: 'Name files another way from now on; files that are there stay where they are',
          body: object({ template: templateText }),
          response: { 200: currentSchema },
        },
      },
      async ({ body }) => {
        await naming.keep(understood(body.template));
        return await view();
      },
    );
    app.delete(
      '/library/naming-template',
      { schema: { tags, summary: 'Name files as the configuration says again', response: { 200: currentSchema } } },
      async () => {
        await naming.keep(null);
        return await view();
      },
    );
    app.post(
      '/library/naming-template/preview',
      {
        config: { scope: 'read' },
        schema: {
          tags,
          summary: 'What a template would make of the examples; changes nothing',
          body: object({ template: templateText }),
          response: { 200: previewSchema },
        },
      },
      async ({ body }) => {
        const template = understood(body.template);
        return { template: template.text, examples: shown(template) };
      },
    );
  };
}
