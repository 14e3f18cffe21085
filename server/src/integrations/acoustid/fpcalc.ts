import { execFile } from 'node:child_process';
import { Type } from 'typebox';
import { Value } from 'typebox/value';
import { errorCode } from '#platform/files';
import { letOthersFirst } from '#platform/process';

/** The sound of a file as AcoustID is asked about it. */
export interface Fingerprint {
  readonly durationS: number;
  readonly text: string;
}

const answerSchema = Type.Object({ duration: Type.Number({ minimum: 1 }), fingerprint: Type.String({ minLength: 1 }) });
const timeoutMs = 120_000;
const maxBytes = 1024 * 1024;

/**
 * The fingerprint of a file by Chromaprint's `fpcalc`; `absent` when the program is not installed, `silent` when it finds nothing to take one of (too short,
 * a kind that it cannot read). Rejects with the signal's reason. The program is killed when it takes longer than two minutes.
 */
export function fingerprintOf(
  program: string,
  path: string,
  signal: AbortSignal,
): Promise<Fingerprint | 'absent' | 'silent'> {
  return new Promise((resolve, reject) => {
    const options = { signal, timeout: timeoutMs, killSignal: 'SIGKILL' as const, maxBuffer: maxBytes };
    const child = execFile(program, ['-json', path], options, (error, stdout) => {
      if (signal.aborted) return reject(signal.reason as Error);
      if (['ENOENT', 'EACCES', 'ENOTDIR'].includes(errorCode(error) ?? '')) return resolve('absent');
      // version 1.5 ends with an error after every file of less than two minutes, with the right answer before it
      try {
        const answer: unknown = JSON.parse(stdout);
        if (!Value.Check(answerSchema, answer)) return resolve('silent');
        resolve({ durationS: Math.round(answer.duration), text: answer.fingerprint });
      } catch {
        // not JSON: a program of that name that is another one
        resolve('silent');
      }
    });
    letOthersFirst(child.pid);
  });
}
