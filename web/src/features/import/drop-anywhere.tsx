import { FileDown } from 'lucide-react';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useImportDesk } from './import-desk.tsx';

function carriesFiles(event: DragEvent): boolean {
  return event.dataTransfer?.types.includes('Files') ?? false;
}

function isEditable(target: EventTarget | null): boolean {
  return target instanceof HTMLElement && target.closest('input, textarea, [contenteditable]') !== null;
}

/** A file may be dropped anywhere, and a list pasted anywhere; `onTaken` brings the import box into view. */
export function DropAnywhere({ onTaken }: { onTaken: () => void }) {
  const { t } = useTranslation();
  const desk = useImportDesk();
  const [over, setOver] = useState(false);
  const take = useEffectEvent((files: readonly File[]): void => {
    if (files.length === 0) return;
    desk.upload(files);
    onTaken();
  });
  const takeText = useEffectEvent((text: string): void => {
    desk.setText(text);
    onTaken();
  });

  useEffect(() => {
    const onDragOver = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(true);
    };
    const onDragLeave = (event: DragEvent): void => {
      // Leaving the window has no related target; moving between elements has.
      if (event.relatedTarget === null) setOver(false);
    };
    const onDrop = (event: DragEvent): void => {
      if (!carriesFiles(event)) return;
      event.preventDefault();
      setOver(false);
      take([...(event.dataTransfer?.files ?? [])]);
    };
    const onPaste = (event: ClipboardEvent): void => {
      if (isEditable(event.target)) return;
      const files = [...(event.clipboardData?.files ?? [])];
      if (files.length > 0) return take(files);
      const text = event.clipboardData?.getData('text/plain') ?? '';
      if (text.trim() === '') return;
      takeText(text);
    };
    window.addEventListener('dragover', onDragOver);
    window.addEventListener('dragleave', onDragLeave);
    window.addEventListener('drop', onDrop);
    window.addEventListener('paste', onPaste);
    return () => {
      window.removeEventListener('dragover', onDragOver);
      window.removeEventListener('dragleave', onDragLeave);
      window.removeEventListener('drop', onDrop);
      window.removeEventListener('paste', onPaste);
    };
  }, []);

  if (!over) return null;
  return (
    <div className="rise pointer-events-none fixed inset-0 z-50 grid place-items-center bg-paper/80 p-4 backdrop-blur-sm">
      <div className="grid size-full place-items-center rounded-xl border-2 border-dashed border-sea">
        <p className="flex flex-col items-center gap-3 text-title font-semibold">
          <FileDown className="size-9 text-sea" strokeWidth={1.5} aria-hidden="true" />
          {t('import.dropTitle')}
        </p>
      </div>
    </div>
  );
}
