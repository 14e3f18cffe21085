import { CircleAlert, CircleCheck, CircleHelp, TriangleAlert } from 'lucide-react';
import type { ReactNode } from 'react';
import { cn } from './cn.ts';

/** How something that was looked at is. */
export type FindingState = 'ok' | 'warn' | 'problem' | 'unknown';

const looks = {
  ok: { Icon: CircleCheck, tone: 'text-sea' },
  warn: { Icon: TriangleAlert, tone: 'text-amber' },
  problem: { Icon: CircleAlert, tone: 'text-coral' },
  unknown: { Icon: CircleHelp, tone: 'text-ink-faint' },
};

/** A state as a sign, with its word for screen readers. */
export function FindingSign({ state, word, className }: { state: FindingState; word: string; className?: string }) {
  const { Icon, tone } = looks[state];
  return (
    <>
      <Icon aria-hidden="true" strokeWidth={1.75} className={cn('size-5 shrink-0', tone, className)} />
      <span className="sr-only">{word}: </span>
    </>
  );
}

/** One question of a trial with its answer. */
export interface Finding {
  readonly name: string;
  readonly state: FindingState;
  readonly text: string;
}

/** What a trial found, question by question; below it, what to do. `wordOf`: the word of a state. */
export function Findings({
  findings,
  wordOf,
  children,
}: {
  findings: readonly Finding[];
  wordOf: (state: FindingState) => string;
  children?: ReactNode;
}) {
  return (
    <div className="rounded-lg bg-sunken p-4">
      <ul className="space-y-2">
        {findings.map(({ name, state, text }) => (
          <li key={name} className="flex items-start gap-2.5 text-small">
            <FindingSign state={state} word={wordOf(state)} className="mt-px size-4.5" />
            <span className="min-w-0 break-words">{text}</span>
          </li>
        ))}
      </ul>
      {children}
    </div>
  );
}
