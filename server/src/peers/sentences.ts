import { sayFrom } from '#music';

/** What is said of a peer's record; the page says it in its language by code (`reasons.match` of its texts, as one of the reasons of the matcher). */
export const peerSentences = {
  peer_record: {
    one: 'Has delivered {{delivered, number}} of {{count, number}} file.',
    other: 'Has delivered {{delivered, number}} of {{count, number}} files.',
  },
  peer_record_bad: {
    one: 'Has delivered {{delivered, number}} of {{count, number}} file. {{bad, reason}}',
    other: 'Has delivered {{delivered, number}} of {{count, number}} files. {{bad, reason}}',
  },
  peer_bad_files: { one: 'One was bad.', other: '{{count, number}} were bad.' },
} as const;

/** Says one of the sentences about a peer. */
export const say = sayFrom(peerSentences);
