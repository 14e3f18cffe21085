import type { VersionMark } from '#music';
import type { Evidence } from '../reading/evidence.ts';
import { type Rule, refuse } from './rule.ts';

const say = (marks: readonly VersionMark[]): string =>
  marks.map(({ kind, detail }) => (detail === '' ? kind : `${kind} (${detail})`)).join(', ');
const close = ({ lengthDelta }: Evidence): boolean => lengthDelta !== null && Math.abs(lengthDelta) <= 4;

/** Versions are compared both ways: one that nobody asked for is as wrong as one that is missing. Only an edit may hide behind the right length. */
export const versionRule: Rule = {
  name: 'version',
  weigh(evidence) {
    const { extra, missing, conflict, vague } = evidence.versions;
    if (conflict.length > 0) return refuse;
    if (extra.length > 0) {
      const remixed = evidence.wish.versions.some(({ kind }) => kind === 'remix');
      return remixed && extra.every(({ kind }) => kind === 'edit') && close(evidence) ? -0.1 : refuse;
    }
    if (missing.length > 0) {
      if (!missing.every(({ kind }) => kind === 'edit')) return refuse;
      return close(evidence) ? -0.05 : evidence.lengthDelta === null ? -0.3 : refuse;
    }
    if (!vague) return 0;
    // One song has many remixes; a nameless one needs its length as a witness.
    const remixed = evidence.wish.versions.some(({ kind, detail }) => kind === 'remix' && detail !== '');
    if (remixed && evidence.lengthDelta === null) return -0.26;
    return evidence.lengthDelta !== null && !close(evidence) ? -0.26 : -0.04;
  },
  explain({ versions, wish }) {
    if (versions.conflict.length > 0)
      return `The file is another version: ${say(versions.conflict)}; wanted is ${say(wish.versions)}.`;
    if (versions.extra.length > 0) return `The file is a version nobody asked for: ${say(versions.extra)}.`;
    if (versions.missing.length > 0) return `The wanted version (${say(versions.missing)}) is not named.`;
    return 'The version is named less precisely than wanted.';
  },
};
