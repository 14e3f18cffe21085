import { holdingFiles } from '#library';
import type { WantedTrack } from '#music';
import type { Db } from '#platform/database';
import { ServiceFault } from '#platform/outbound';
import type { CreditsSource } from '../ports.ts';
import { type RewriteDeps, rewriteFile } from '../rewrite.ts';
import type { TagDeps } from '../tag.stage.ts';
import { type Credits, tagsOf, type WriteRule } from '../tags.ts';
import type { Enricher } from './types.ts';

/** What the enricher of metadata needs. */
export interface MetadataDeps extends RewriteDeps, Pick<TagDeps, 'locks'> {
  readonly sources: readonly CreditsSource[];
  readonly rule: WriteRule;
  readonly enabled: () => Promise<boolean>;
  /** Told in the transaction that stores them, when ids of the release have become known. */
  readonly releaseKnown: (trx: Db, fileId: number) => Promise<void>;
}

/**
 * Finds out who made the recording and writes it into the file. Sources are asked in order; what an earlier one said is not overruled, and only the first holds
 * the file up when it cannot be asked. What cannot be
 * written into this kind of file is kept all the same.
 */
export function createMetadataEnricher(deps: MetadataDeps): Enricher {
  return {
    kind: 'metadata',
    enabled: deps.enabled,
    async run({ file, track, writable, earlier }, signal) {
      const answers: { readonly name: string; readonly credits: Credits }[] = [];
      let asked: WantedTrack = track;
      for (const [at, source] of deps.sources.entries()) {
        try {
          const credits = await source.find(asked, signal);
          if (credits === null) continue;
          answers.push({ name: source.name, credits });
          // a code that one source knows helps the next to find the recording
          asked = { ...asked, isrc: asked.isrc ?? credits.isrc ?? null };
        } catch (error) {
          // the first is the one that counts; what another one might add is worth no wait
          if (at === 0 || !(error instanceof ServiceFault) || signal.aborted) throw error;
        }
      }
      const credits: Credits = Object.assign({}, ...answers.map((answer) => answer.credits).toReversed());
      const written = await holdingFiles(file.wishId ?? 0, deps, async () => {
        if (!writable) return { kind: 'unchanged', commit: async () => undefined } as const;
        const now = await deps.library.byId(file.id);
        if (now === null) return { kind: 'missing' } as const;
        return await rewriteFile(now, { tags: tagsOf(track, credits), rule: deps.rule }, deps, signal);
      });
      if (written.kind === 'missing') return { kind: 'gone' };
      if (answers.length === 0) {
        const names = deps.sources.map((source) => source.name).join(', ');
        const sentence = `${names} does not know this recording, or not which of several it is.`;
        return { kind: 'nothing', sentence, commit: written.commit };
      }
      const release = earlier?.found['releaseId'] ?? null;
      return {
        kind: 'found',
        source: answers.map(({ name }) => name).join(', '),
        found: { ...credits },
        problem: written.kind === 'refused' ? written.sentence : null,
        async commit(trx) {
          await written.commit(trx);
          if (credits.releaseId !== undefined && credits.releaseId !== release) await deps.releaseKnown(trx, file.id);
        },
      };
    },
  };
}
