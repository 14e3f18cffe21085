import { Check, Copy } from 'lucide-react';
import { useEffect, useState } from 'react';
import { Button } from './button.tsx';

/** Text to be copied elsewhere, letter by letter, with a button that does it. */
export function CopyText({ text, label, copiedLabel }: { text: string; label: string; copiedLabel: string }) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2000);
    return () => clearTimeout(timer);
  }, [copied]);
  return (
    <span className="flex items-center gap-1 rounded-md border border-line bg-sunken py-1 ps-3 pe-1">
      <code dir="ltr" className="min-w-0 flex-1 py-1 text-small break-all select-all">
        {text}
      </code>
      <Button
        kind="quiet"
        size="icon"
        className="size-8"
        aria-label={copied ? copiedLabel : label}
        onClick={() => void navigator.clipboard.writeText(text).then(() => setCopied(true))}
      >
        {copied ? (
          <Check className="size-4 text-sea" aria-hidden="true" />
        ) : (
          <Copy className="size-4" aria-hidden="true" />
        )}
      </Button>
    </span>
  );
}
