import { useNavigate } from '@tanstack/react-router';

/** Answers whether the box was there; at once, so that no key typed right after is lost. */
function focusImport(): boolean {
  const field = document.querySelector<HTMLElement>('[data-import-field]');
  window.scrollTo({ top: 0 });
  field?.focus();
  return field !== null;
}

/** Brings the focus to a box for wishes: the one on the page, else the one of the place for imports. */
export function useGoToImport(): () => void {
  const navigate = useNavigate();
  return () => {
    if (focusImport()) return;
    // The box comes with its page; it takes the focus when it stands.
    void navigate({ to: '/import', hash: 'write' });
  };
}
