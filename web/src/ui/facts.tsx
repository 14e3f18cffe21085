import type { ReactNode } from 'react';

/** One line: a name and its value; `lang` when both are in another language than the page. */
export type Fact = readonly [name: string, value: ReactNode, lang?: 'en' | undefined];

/** Names with their values, side by side also on a phone. */
export function Facts({ rows }: { rows: readonly Fact[] }) {
  return (
    <dl className="nums grid grid-cols-[fit-content(45%)_minmax(0,1fr)] gap-x-4 gap-y-2 text-small sm:gap-x-6">
      {rows.map(([name, value, lang], index) => (
        // oxlint-disable-next-line react/no-array-index-key -- two lines may have the same name
        <div key={`${name}${index}`} className="contents" lang={lang}>
          <dt className="min-w-0 text-ink-soft [overflow-wrap:anywhere]">{name}</dt>
          <dd className="min-w-0 [overflow-wrap:anywhere]">{value}</dd>
        </div>
      ))}
    </dl>
  );
}
