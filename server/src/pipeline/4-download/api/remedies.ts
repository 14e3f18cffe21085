/** What a person can do about a download that ended for this reason, in one sentence. */
export function remedyFor(reason: string): string {
  switch (reason) {
    case 'peer_offline':
      return 'Requeue it when this person is online again, or choose another file for the wish.';
    case 'queue_too_long':
    case 'too_many_files':
    case 'too_many_megabytes':
      return 'This person is busy: requeue it at another time of day, or choose another file for the wish.';
    case 'stalled':
    case 'no_answer':
    case 'timed_out':
      return 'The connection to this person does not work: see whether the listening port of slskd is open, then requeue it.';
    case 'size_mismatch':
    case 'finished_file_missing':
    case 'move_failed':
      return 'Look into the downloads folder and the log of slskd, then requeue it.';
    default:
      return 'Requeue it, choose another file for the wish, or purge it.';
  }
}
