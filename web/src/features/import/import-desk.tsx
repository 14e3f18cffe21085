import { useMutation, useQueryClient } from '@tanstack/react-query';
import { createContext, type ReactNode, useContext, useMemo, useState } from 'react';
import { asProblem, importFile, importLines, type Problem, type Submission } from '../../api/index.ts';
import { readLines } from './read-lines.ts';

/** What an import ended with: an answer, or the problem that it met. */
export type Outcome =
  | { readonly kind: 'accepted'; readonly answer: Submission; readonly name: string | null }
  | { readonly kind: 'refused'; readonly problem: Problem; readonly name: string | null };

/** The one place where lists are handed in, whether typed, pasted, chosen or dropped anywhere on the page. */
export interface ImportDesk {
  readonly text: string;
  readonly setText: (text: string) => void;
  readonly submit: () => void;
  readonly upload: (files: readonly File[]) => void;
  readonly sending: boolean;
  readonly outcome: Outcome | null;
  readonly dismiss: () => void;
}

const Desk = createContext<ImportDesk | null>(null);

/** The desk; only inside its provider. */
export function useImportDesk(): ImportDesk {
  const desk = useContext(Desk);
  if (desk === null) throw new Error('useImportDesk needs ImportDeskProvider around it');
  return desk;
}

/** Keeps what is typed while people move between pages. */
export function ImportDeskProvider({ children }: { children: ReactNode }) {
  const client = useQueryClient();
  const [text, setText] = useState('');
  const [outcome, setOutcome] = useState<Outcome | null>(null);

  const { mutate, isPending } = useMutation({
    mutationFn: (job: { send: () => Promise<Submission>; name: string | null; leftOver: string }) => job.send(),
    onSuccess: (answer, job) => {
      if (job.name === null) setText(job.leftOver);
      setOutcome({ kind: 'accepted', answer, name: job.name });
      void client.invalidateQueries({ queryKey: ['imports'] });
      void client.invalidateQueries({ queryKey: ['wishes', 'counts'] });
    },
    onError: (error, job) => setOutcome({ kind: 'refused', problem: asProblem(error), name: job.name }),
  });

  const desk = useMemo<ImportDesk>(
    () => ({
      text,
      setText,
      sending: isPending,
      outcome,
      dismiss: () => setOutcome(null),
      submit() {
        const draft = readLines(text);
        if (draft.fileKind !== null) {
          const file = new File([text], `${draft.fileKind}.${draft.fileKind}`, { type: 'text/plain' });
          mutate({ send: () => importFile(file), name: null, leftOver: '' });
        } else if (draft.tracks.length + draft.links.length > 0) {
          mutate({
            send: () => importLines([...draft.tracks], [...draft.links]),
            name: null,
            leftOver: draft.kept.join('\n'),
          });
        }
      },
      upload(files) {
        for (const file of files) mutate({ send: () => importFile(file), name: file.name, leftOver: '' });
      },
    }),
    [text, isPending, outcome, mutate],
  );
  return <Desk.Provider value={desk}>{children}</Desk.Provider>;
}
