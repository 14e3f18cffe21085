import type { Evidence } from '../reading/evidence.ts';
import { type Rule, refuse } from './rule.ts';
import { say } from './sentences.ts';

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
      return say('version_differs', { offered: versions.conflict, wanted: wish.versions });
    if (versions.extra.length > 0) return say('version_unasked', { offered: versions.extra });
    if (versions.missing.length > 0) return say('version_missing', { wanted: versions.missing });
    return say('version_vague', {});
  },
};
