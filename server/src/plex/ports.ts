/** What became of a wish for a scan. */
export type ScanOutcome =
  /** `queued`: asked for now, or will be; `false`: one runs or waits already. `started`: whether Plex was seen beginning it; `null`: not looked at yet. */
  | { readonly kind: 'taken'; readonly queued: boolean; readonly started: boolean | null }
  | { readonly kind: 'no_section' }
  /** Plex would answer 200 and do nothing. `plexPath`: the folder in its spelling, `null` where no entry of the path map fits. */
  | { readonly kind: 'outside'; readonly plexPath: string | null; readonly locations: readonly string[] };

/** Takes wishes for scans of a library, or of one folder in it (absolute, in our spelling). Throws `ServiceFault`. */
export interface ScanRequests {
  request(sectionId: string, folder: string | null): Promise<ScanOutcome>;
}
