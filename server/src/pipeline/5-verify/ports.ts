/** Plays a file from beginning to end without sound, to find flaws that its structure does not show. */
export interface AudioDecoder {
  /**
   * `sound`, or `flawed` with the decoder's own words; `unavailable` when there is no decoder on this machine.
   * Throws when it could not be run to its end for another reason (time-out), or with the signal's reason.
   */
  decode(
    path: string,
    signal: AbortSignal,
  ): Promise<
    { readonly kind: 'sound' } | { readonly kind: 'flawed'; readonly what: string } | { readonly kind: 'unavailable' }
  >;
}
