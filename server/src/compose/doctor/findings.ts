import type { Finding } from '#doctor';

type Facts = NonNullable<Finding['facts']>;

/** Builders of findings, so that a check reads as what it found. */
export const ok = (code: string, sentence: string, facts: Facts = {}): Finding => ({
  state: 'ok',
  code,
  sentence,
  remedy: null,
  facts,
});

/** It works, but somebody should look at it. */
export const warn = (code: string, sentence: string, remedy: string, facts: Facts = {}): Finding => ({
  state: 'warn',
  code,
  sentence,
  remedy,
  facts,
});

/** It does not work. */
export const broken = (code: string, sentence: string, remedy: string, facts: Facts = {}): Finding => ({
  state: 'problem',
  code,
  sentence,
  remedy,
  facts,
});

/** It could not be found out. */
export const unknown = (code: string, sentence: string, remedy: string | null, facts: Facts = {}): Finding => ({
  state: 'unknown',
  code,
  sentence,
  remedy,
  facts,
});

/** Those who ask while an answer is awaited share it; nothing older is ever handed out. */
export function shared<T>(ask: () => Promise<T>): () => Promise<T> {
  let running: Promise<T> | null = null;
  return () => {
    running ??= ask().finally(() => {
      running = null;
    });
    return running;
  };
}
