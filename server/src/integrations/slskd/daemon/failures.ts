import type { TransferFailure, TransferPhase } from '../../../pipeline/4-download/ports.ts';

interface Known {
  readonly find: string;
  readonly code: string;
  readonly blame: TransferFailure['blame'];
  readonly sentence: string;
}

/** What peers and the daemon say, longer texts before the shorter ones that they contain (reference §5.9). */
const known: readonly Known[] = [
  ...['this week', 'today'].flatMap((period) =>
    ['too many files', 'too many megabytes', 'too many failed transfers'].map((text) => ({
      find: `${text} ${period}`,
      code: 'peer_quota',
      blame: 'refused' as const,
      sentence: 'The peer has a limit and we have used it up for now.',
    })),
  ),
  { find: 'too many files', code: 'too_many_files', blame: 'failed', sentence: 'Our queue at the peer is full.' },
  { find: 'too many megabytes', code: 'too_many_files', blame: 'failed', sentence: 'Our queue at the peer is full.' },
  {
    find: 'file not shared',
    code: 'file_not_shared',
    blame: 'refused',
    sentence: 'The peer does not share this file.',
  },
  {
    find: 'overwhelmed',
    code: 'peer_overwhelmed',
    blame: 'failed',
    sentence: 'The peer is overwhelmed with requests.',
  },
  { find: 'banned', code: 'banned_by_peer', blame: 'refused', sentence: 'The peer has banned us.' },
  {
    find: 'disallowed extension',
    code: 'file_type_refused',
    blame: 'refused',
    sentence: 'The peer refuses this type of file.',
  },
  { find: 'file read error', code: 'peer_read_error', blame: 'failed', sentence: 'The peer cannot read the file.' },
  { find: 'pending shutdown', code: 'peer_shutting_down', blame: 'failed', sentence: 'The peer is shutting down.' },
  {
    find: 'must be connected and logged in',
    code: 'not_logged_in',
    blame: 'daemon',
    sentence: 'slskd was not logged in at the Soulseek server.',
  },
  {
    find: 'application shut down',
    code: 'daemon_restarted',
    blame: 'daemon',
    sentence: 'slskd was restarted during the transfer.',
  },
  {
    find: 'does not match',
    code: 'size_changed',
    blame: 'refused',
    sentence: 'The file at the peer is no longer the one found.',
  },
  { find: 'appears to be offline', code: 'peer_offline', blame: 'failed', sentence: 'The peer is offline.' },
  { find: 'hard time limit', code: 'no_answer', blame: 'failed', sentence: 'The peer did not answer our request.' },
  {
    find: 'reported as failed by remote',
    code: 'failed_at_peer',
    blame: 'failed',
    sentence: 'The peer broke off the upload.',
  },
  {
    find: 'inactivity timeout',
    code: 'connection_timeout',
    blame: 'failed',
    sentence: 'The connection to the peer went silent.',
  },
  { find: 'timed out', code: 'connection_timeout', blame: 'failed', sentence: 'The connection to the peer timed out.' },
  { find: 'connection', code: 'connection_failed', blame: 'failed', sentence: 'The connection to the peer failed.' },
  {
    find: 'transfer failed',
    code: 'connection_failed',
    blame: 'failed',
    sentence: 'The connection to the peer failed.',
  },
  { find: 'no space left', code: 'daemon_disk_full', blame: 'daemon', sentence: 'The disk of slskd is full.' },
];

const byPhase = {
  rejected: { code: 'refused_by_peer', blame: 'refused', sentence: 'The peer refused the file.' },
  aborted: { code: 'size_changed', blame: 'refused', sentence: 'The file at the peer is no longer the one found.' },
  cancelled: { code: 'cancelled_at_daemon', blame: 'failed', sentence: 'The transfer was cancelled in slskd.' },
  'timed-out': { code: 'no_answer', blame: 'failed', sentence: 'The peer did not answer in time.' },
  errored: { code: 'transfer_failed', blame: 'failed', sentence: 'The transfer failed.' },
} as const;

/** The failure of an ended transfer, or `null` when it did not fail. Success with an exception means that the file was not moved (§9.4). */
export function failureOf(phase: TransferPhase, exception: string | null): TransferFailure | null {
  if (phase === 'succeeded') {
    if (exception === null) return null;
    const sentence = `The file arrived, but slskd could not move it to its downloads folder: ${short(exception)}`;
    return { code: 'move_failed', sentence, blame: 'failed' };
  }
  if (!(phase in byPhase)) return null;
  const fallback = byPhase[phase as keyof typeof byPhase];
  // A cancelled transfer may still carry the text of an earlier failure, except for slskd's own time limit.
  const found = phase === 'aborted' ? null : wordsOf(exception);
  if (phase === 'cancelled' && found?.code !== 'no_answer' && found?.code !== 'daemon_restarted')
    return { ...fallback };
  return found ?? { ...fallback, sentence: said(fallback.sentence, exception) };
}

/** Classifies words that come as the answer to a question rather than in a transfer; `null` when they are not known. */
export function wordsOf(words: string | null): TransferFailure | null {
  const text = words?.toLowerCase() ?? '';
  const found = known.find((entry) => text.includes(entry.find));
  return found === undefined ? null : { code: found.code, sentence: said(found.sentence, words), blame: found.blame };
}

const short = (text: string): string => (text.length > 200 ? `${text.slice(0, 199)}…` : text);
const said = (sentence: string, words: string | null): string =>
  words === null ? sentence : `${sentence} (“${short(words.replace(/^Transfer rejected: /i, ''))}”)`;
