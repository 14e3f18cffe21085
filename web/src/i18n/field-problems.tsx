import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { asProblem } from '../api/index.ts';
import { saidText } from './index.ts';
import { useProblemText } from './problem-note.tsx';

/** The fields that the server found fault with, by name, with what is wrong. */
function fieldsIn(meta: Record<string, unknown>): { name: string; message: string }[] {
  const fields = Array.isArray(meta['fields']) ? (meta['fields'] as unknown[]) : [];
  return fields.flatMap((each) => {
    const { name, message } = (typeof each === 'object' && each !== null ? each : {}) as Record<string, unknown>;
    return typeof name === 'string' && typeof message === 'string' ? [{ name, message }] : [];
  });
}

/** What is wrong with which field, and as a note everything that belongs to none of these fields. */
export function useFieldProblems(
  error: unknown,
  names: readonly string[],
): { of: (name: string) => string | undefined; rest: ReactNode } {
  const { t } = useTranslation();
  const explain = useProblemText();
  if (error === null || error === undefined) return { of: () => undefined, rest: null };
  const problem = asProblem(error);
  const found = fieldsIn(problem.meta).filter(({ name }) => names.includes(name.split('.')[0] ?? ''));
  const said = explain(problem);
  return {
    of(name) {
      const wrong = found.find((each) => each.name.split('.')[0] === name);
      return wrong === undefined ? undefined : saidText(t, wrong.message).text;
    },
    rest:
      found.length > 0 ? null : (
        <p role="alert" className="text-small text-coral" lang={said.lang}>
          {said.text}
        </p>
      ),
  };
}
