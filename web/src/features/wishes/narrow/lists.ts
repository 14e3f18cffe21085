import { queryOptions } from '@tanstack/react-query';
import { type IngestJob, listImports, readPlaylists } from '../../../api/index.ts';

/** A list that wishes can be narrowed to. */
export interface NamedList {
  /** As the filter names it: `import:<id>` or `playlist:<id>`. */
  readonly list: string;
  /** `null`: pasted text. */
  readonly name: string | null;
  readonly at: string | null;
  readonly count: number;
}

const most = 30;

function ofImport(job: IngestJob): NamedList {
  return { list: `import:${job.id}`, name: job.file_name, at: job.created_at, count: job.accepted.tracks };
}

/** The latest imports, and the playlists that are mirrored; an account that is not connected has none. */
export const listsQuery = queryOptions({
  queryKey: ['wishes', 'lists'] as const,
  queryFn: async ({ signal }): Promise<NamedList[]> => {
    const [imports, mirrored] = await Promise.all([
      listImports(most, signal),
      readPlaylists(signal).then(
        ({ playlists }) => playlists.filter(({ mirror }) => mirror),
        () => [],
      ),
    ]);
    return [
      ...imports.map(ofImport).filter(({ count }) => count > 0),
      ...mirrored.map(({ id, name, track_count: count }) => ({ list: `playlist:${id}`, name, at: null, count })),
    ];
  },
  staleTime: 30_000,
});
