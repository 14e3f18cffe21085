import { sayFrom } from '#music';

/** What is said of a file that a person chose; one of the reasons of an offered file, beside those of the matcher. */
export const choiceSentences = { chosen_by_hand: 'Chosen by hand.' } as const;

/** Says it. */
export const say = sayFrom(choiceSentences);
