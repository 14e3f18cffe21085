import { type ClassValue, clsx } from 'clsx';
import { extendTailwindMerge } from 'tailwind-merge';

const merge = extendTailwindMerge({
  extend: { theme: { text: ['tiny', 'small', 'body', 'lead', 'title', 'display', 'hero'] } },
});

/** Joins class names; of two that contradict each other the later wins. */
export function cn(...parts: ClassValue[]): string {
  return merge(clsx(parts));
}
