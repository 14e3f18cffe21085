import type { SecretAnswer, SecretProvider } from './ports.ts';

/** What came of trying a secret (contract §1.2). `live`: the service said so; `format`: only its form was looked at. */
export interface Validated {
  readonly mode: 'live' | 'format';
  readonly valid: boolean;
  readonly reason?: string;
  readonly note?: string;
}

/** A secret that was tried, or why the service could not say. */
export type Trial =
  | { readonly kind: 'validated'; readonly validated: Validated }
  | {
      readonly kind: 'dependency';
      readonly status: 424 | 503;
      readonly sentence: string;
      readonly retryAfterMs: number | null;
    };

/** Tries secrets out: form first, then the service itself. How often that may be is the shell's matter (`SECRET_VALIDATE_MAX_PER_MIN`). */
export function createSecretTrials(providers: readonly SecretProvider[], options: { readonly timeoutMs: number }) {
  const byName = new Map(providers.map((provider) => [provider.name, provider]));

  return {
    names: [...byName.keys()],
    /** Keeps a secret or, with `null`, forgets it. What is wrong is said: no such secret, kept elsewhere, a wrong form. */
    async keep(
      name: string,
      secret: string | null,
    ): Promise<'unknown' | 'elsewhere' | 'kept' | { readonly rule: string }> {
      const provider = byName.get(name);
      if (provider === undefined) return 'unknown';
      if (provider.keep === undefined) return 'elsewhere';
      if (secret !== null && !provider.format.test(secret)) return { rule: provider.formatRule };
      await provider.keep(secret);
      return 'kept';
    },
    /** `null`: there is no such provider. `given`: tried in place of the one in use. */
    async try(name: string, given: string | undefined): Promise<Trial | null> {
      const provider = byName.get(name);
      if (provider === undefined) return null;
      const form = (reason: string): Trial => ({
        kind: 'validated',
        validated: { mode: 'format', valid: false, reason },
      });
      const secret = given ?? (await provider.stored());
      if (secret === null || secret === '') return form('secret not configured');
      if (!provider.format.test(secret)) return form(provider.formatRule);
      const missing = await provider.missing();
      if (missing !== null) return form(missing);
      return trialOf(await provider.ask(secret, AbortSignal.timeout(options.timeoutMs)));
    },
  };
}

function trialOf(answer: SecretAnswer): Trial {
  const live = (validated: Omit<Validated, 'mode'>): Trial => ({
    kind: 'validated',
    validated: { mode: 'live', ...validated },
  });
  switch (answer.kind) {
    case 'accepted':
      return live({ valid: true });
    case 'refused':
      return live({ valid: false, reason: 'invalid credentials' });
    case 'unexpected':
      return live({ valid: false, reason: `unexpected status ${answer.status}` });
    case 'unreachable':
      return { kind: 'validated', validated: { mode: 'format', valid: true, note: 'upstream unreachable' } };
    case 'limited': {
      const sentence = 'The service asks for a pause and does not check secrets now.';
      return { kind: 'dependency', status: 424, sentence, retryAfterMs: answer.retryAfterMs };
    }
    case 'broken': {
      const sentence = `The service has trouble of its own (${answer.status}) and cannot check secrets now.`;
      return { kind: 'dependency', status: 503, sentence, retryAfterMs: null };
    }
  }
}

/** What tries secrets out. */
export type SecretTrials = ReturnType<typeof createSecretTrials>;
