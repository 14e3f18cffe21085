import { ArrowRight, FileUp, LoaderCircle, X } from 'lucide-react';
import { useDeferredValue, useId, useMemo, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import { useProblemText } from '../../i18n/problem-note.tsx';
import { Badge } from '../../ui/badge.tsx';
import { Button } from '../../ui/button.tsx';
import { cn } from '../../ui/cn.ts';
import { useWide } from '../../ui/media.ts';
import { type Outcome, useImportDesk } from './import-desk.tsx';
import { type Draft, longestLine, readLines } from './read-lines.ts';

const fewHints = 5;

function Hints({ draft }: { draft: Draft }) {
  const { t } = useTranslation();
  if (draft.hints.length === 0) return null;
  return (
    <ul className="space-y-1 border-t border-line px-4 py-3 text-small">
      {draft.hints.slice(0, fewHints).map((hint) => (
        <li
          key={hint.line}
          className="grid grid-cols-[4.5rem_minmax(0,1fr)] gap-x-3 sm:grid-cols-[4.5rem_minmax(0,14rem)_minmax(0,1fr)]"
        >
          <span className={cn('nums font-medium', hint.keep ? 'text-coral' : 'text-amber')}>
            {t('import.line', { line: hint.line })}
          </span>
          <span dir="auto" className="truncate" title={hint.text}>
            {hint.text}
          </span>
          <span className="col-start-2 text-ink-soft sm:col-start-3">
            {t(`import.hint.${hint.code}`, { other: hint.other, max: longestLine })}
          </span>
        </li>
      ))}
      {draft.hints.length > fewHints && (
        <li className="text-ink-faint">{t('import.moreLines', { count: draft.hints.length - fewHints })}</li>
      )}
    </ul>
  );
}

function Counts({ draft, empty }: { draft: Draft; empty: string }) {
  const { t } = useTranslation();
  if (draft.fileKind !== null) return t('import.looksLike', { format: draft.fileKind.toUpperCase() });
  if (draft.tracks.length + draft.links.length + draft.hints.length === 0) return empty;
  return (
    <span className="flex flex-wrap items-center gap-1.5">
      {draft.tracks.length > 0 && <Badge>{t('import.titles', { count: draft.tracks.length })}</Badge>}
      {draft.links.length > 0 && <Badge tone="sea">{t('import.links', { count: draft.links.length })}</Badge>}
      {draft.hints.length > 0 && <Badge tone="amber">{t('import.problems', { count: draft.hints.length })}</Badge>}
    </span>
  );
}

function Result({ outcome, onDismiss }: { outcome: Outcome; onDismiss: () => void }) {
  const { t } = useTranslation();
  const explain = useProblemText();
  const close = (
    <Button kind="quiet" size="icon" className="-my-1.5 -me-2" aria-label={t('app.close')} onClick={onDismiss}>
      <X className="size-4" aria-hidden="true" />
    </Button>
  );
  const name = outcome.name === null ? null : <bdi className="me-2 font-medium text-ink">{outcome.name}</bdi>;
  if (outcome.kind === 'refused') {
    // The server's own sentence names the field and the line; ours would only name the kind of problem.
    const { problem } = outcome;
    const said = explain(problem);
    return (
      <div role="alert" className="flex items-center gap-3 border-t border-line bg-coral-soft px-4 py-3 text-small">
        <p className="min-w-0 flex-1">
          {name}
          <strong className="font-semibold text-coral">{t('import.refused')}.</strong>{' '}
          <span lang={said.lang}>{said.text}</span>
        </p>
        {close}
      </div>
    );
  }
  const { accepted, skipped, failed } = outcome.answer;
  const skippedLines = skipped.tracks + skipped.playlists + failed.tracks;
  return (
    <div className="rise flex items-center gap-3 border-t border-line px-4 py-3 text-small">
      <output className="flex min-w-0 flex-1 flex-wrap items-center gap-1.5">
        {name}
        {accepted.tracks > 0 && <Badge tone="sea">{t('import.accepted.tracks', { count: accepted.tracks })}</Badge>}
        {accepted.playlists > 0 && (
          <Badge tone="sea">{t('import.accepted.playlists', { count: accepted.playlists })}</Badge>
        )}
        {skippedLines > 0 && <Badge tone="amber">{t('import.accepted.skipped', { count: skippedLines })}</Badge>}
      </output>
      {close}
    </div>
  );
}

/** The box in which wishes are written down; it reads along and says at once what it understands. */
export function ImportBox({ roomy }: { roomy: boolean }) {
  const { t } = useTranslation();
  const desk = useImportDesk();
  const wide = useWide();
  const file = useRef<HTMLInputElement>(null);
  const about = useId();
  const draft = useDeferredValue(useMemo(() => readLines(desk.text), [desk.text]));
  const count = draft.tracks.length + draft.links.length;
  const ready = count > 0 || draft.fileKind !== null;
  const lines = desk.text === '' ? 1 : desk.text.split('\n').length;

  return (
    <form
      className="overflow-hidden rounded-xl border border-line bg-surface shadow-rest transition-shadow duration-150 focus-within:border-line-strong focus-within:shadow-float"
      onSubmit={(event) => {
        event.preventDefault();
        desk.submit();
      }}
    >
      <textarea
        data-import-field=""
        dir="auto"
        rows={Math.min(9, Math.max(roomy ? 4 : 2, lines))}
        spellCheck={false}
        autoCapitalize="off"
        aria-label={t('import.label')}
        aria-describedby={about}
        placeholder={wide ? t('import.placeholder') : t('import.placeholderShort')}
        value={desk.text}
        onChange={(event) => desk.setText(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && (event.ctrlKey || event.metaKey)) {
            event.preventDefault();
            desk.submit();
          }
          if (event.key === 'Escape') event.currentTarget.blur();
        }}
        onPaste={(event) => {
          const files = [...event.clipboardData.files];
          if (files.length === 0) return;
          event.preventDefault();
          desk.upload(files);
        }}
        className="block w-full resize-none bg-transparent px-4 pt-3.5 pb-2 text-lead outline-none"
      />
      <Hints draft={draft} />
      <div className="flex flex-wrap items-center gap-2 px-3 pb-3 sm:px-4">
        <input
          ref={file}
          type="file"
          multiple
          hidden
          aria-hidden="true"
          tabIndex={-1}
          data-import-file=""
          accept=".csv,.tsv,.txt,.json,.m3u,.m3u8"
          onChange={(event) => {
            desk.upload([...(event.target.files ?? [])]);
            event.target.value = '';
          }}
        />
        <Button kind="plain" size="small" onClick={() => file.current?.click()}>
          <FileUp className="size-4" aria-hidden="true" />
          {wide ? t('import.file') : t('import.fileShort')}
        </Button>
        <div
          id={about}
          className="order-first min-w-0 basis-full text-small text-ink-faint sm:order-none sm:flex-1 sm:basis-0"
          aria-live="polite"
        >
          <Counts draft={draft} empty={wide ? t('import.formats') : ''} />
        </div>
        <Button kind="primary" size="small" type="submit" className="ms-auto" disabled={!ready || desk.sending}>
          {desk.sending ? (
            <>
              <LoaderCircle className="size-4 animate-spin" aria-hidden="true" />
              {t('import.sending')}
            </>
          ) : (
            <>
              {draft.fileKind === null ? t('import.submit', { count }) : t('import.submitFile')}
              <ArrowRight className="size-4" aria-hidden="true" />
            </>
          )}
        </Button>
      </div>
      {desk.outcome !== null && <Result outcome={desk.outcome} onDismiss={desk.dismiss} />}
    </form>
  );
}
