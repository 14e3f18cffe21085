// Generated from server/openapi.json by `npm run docs`. Do not edit.

export interface paths {
    "/api/health/plex": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the settings of Plex are complete; asks nobody */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            missing: string[];
                            optional_missing: string[];
                            service: string;
                            /** @description ok or fail */
                            status: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** That this is Harmony, and its version */
        get: operations["index"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/activity": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What happened, newest first */
        get: {
            parameters: {
                query?: {
                    /** @description At or after; ISO 8601 */
                    from?: string;
                    limit?: number;
                    offset?: number;
                    status?: string;
                    /** @description At or before; ISO 8601 */
                    to?: string;
                    type?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                details?: {
                                    [key: string]: unknown;
                                };
                                status: string;
                                timestamp: string;
                                type: string;
                            }[];
                            total_count: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/activity/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The history as JSON or CSV, newest first */
        get: {
            parameters: {
                query?: {
                    format?: "json" | "csv";
                    /** @description At or after; ISO 8601 */
                    from?: string;
                    limit?: number;
                    status?: string;
                    /** @description At or before; ISO 8601 */
                    to?: string;
                    type?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                        "text/csv": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                        "text/csv": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            details?: {
                                [key: string]: unknown;
                            };
                            id: number;
                            status: string;
                            timestamp: string;
                            type: string;
                        }[];
                        "text/csv": {
                            details?: {
                                [key: string]: unknown;
                            };
                            id: number;
                            status: string;
                            timestamp: string;
                            type: string;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/artists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Known artists */
        get: operations["listArtists"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/artists/{artist_key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One artist with its releases, newest first */
        get: operations["getArtist"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/artists/{artist_key}/enqueue-sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Read everything the sources know of an artist */
        post: operations["enqueueArtistSync"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/artists/{artist_key}/releases/{release_id}/choice": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /**
         * Always or never fetch one release, whatever the rules say
         * @description One line of `/settings/artist-preferences`. Watching and auto-sync go by it.
         */
        put: operations["chooseRelease"];
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/artists/{artist_key}/releases/{release_id}/wish": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Fetch one release, or some of its tracks
         * @description Asks the source for the tracks. What is wished or owned already is not wished again.
         */
        post: operations["wishRelease"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/artists/find": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Artists of that name in the sources, to choose from */
        get: operations["findArtists"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/artists/watchlist": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Watched artists by priority and next cooldown */
        get: operations["listArtistWatchlist"];
        put?: never;
        /** Watch an artist, or change how */
        post: operations["upsertArtistWatchlist"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/artists/watchlist/{artist_key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Stop watching */
        delete: operations["removeFromArtistWatchlist"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/autosync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How auto-sync stands, and when it runs next */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Why it cannot run now, for example in FREE mode */
                            blocked: {
                                missing: string[];
                                reason: string;
                            } | null;
                            last_run: components["schemas"]["AutosyncRun"] | null;
                            next_run_at: string | null;
                            settings: components["schemas"]["AutosyncSettings"];
                            skipped_tracks: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/autosync/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Compare the Spotify account with the library now; while a run is under way, that one is answered */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ok: boolean;
                            run: components["schemas"]["AutosyncRun"];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/autosync/runs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Runs of auto-sync, newest first */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    offset?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["AutosyncRun"][];
                            total: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/autosync/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Change how auto-sync works; what is left out stays as it is. Counts from the next run on */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Whether it runs by itself */
                        enabled?: boolean;
                        interval_seconds?: number;
                        /** @description kbit/s of lossy files; 0: any */
                        min_bitrate?: number;
                        only_preferred_formats?: boolean;
                        preferred_formats?: string[];
                        skip_threshold?: number;
                        sources?: ("playlists" | "saved")[];
                        /** @description Time of day (HH:MM); null: interval_seconds after the last run */
                        time?: string | null;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Why it cannot run now, for example in FREE mode */
                            blocked: {
                                missing: string[];
                                reason: string;
                            } | null;
                            last_run: components["schemas"]["AutosyncRun"] | null;
                            next_run_at: string | null;
                            settings: components["schemas"]["AutosyncSettings"];
                            skipped_tracks: number;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/autosync/skipped": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tracks that auto-sync leaves alone after too many failures; with all=true every one that failed */
        get: {
            parameters: {
                query?: {
                    all?: boolean;
                    limit?: number;
                    offset?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["AutosyncSkippedTrack"][];
                            total: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Empty the skip list; all its tracks are searched for again */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            removed: number;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/autosync/skipped/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Take a track off the skip list; it is searched for again */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backups": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The automatic backups of the database, newest first */
        get: operations["listBackups"];
        put?: never;
        /** Back the database up now; answers when the backup was written and proved */
        post: operations["createBackup"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/backups/{name}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The bytes of a backup, for harmony restore */
        get: operations["downloadBackup"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendar/releases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Upcoming and recent releases of watched artists, by day */
        get: operations["listCalendarReleases"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendar/releases.ics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /**
         * The same for calendar programs (iCalendar)
         * @description Calendar programs cannot send a key: the address carries a token of its own, made with POST /calendar/tokens, that opens nothing else.
         */
        get: operations["getCalendarFeed"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendar/tokens": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Addresses that were given to calendar programs */
        get: operations["listCalendarTokens"];
        put?: never;
        /** Make an address for a calendar program; the token is shown this once */
        post: operations["addCalendarToken"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/calendar/tokens/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** That address shows nothing any more */
        delete: operations["removeCalendarToken"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dlq": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Downloads that will not be tried again by themselves */
        get: {
            parameters: {
                query?: {
                    from?: string;
                    order_by?: "created_at" | "updated_at";
                    order_dir?: "desc" | "asc";
                    page?: number;
                    page_size?: number;
                    reason?: string;
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: {
                                items: {
                                    created_at: string;
                                    /** @enum {string} */
                                    entity: "download";
                                    filename: string;
                                    id: string;
                                    /** @description What happened the last time */
                                    message: string;
                                    /** @description Slug of what went wrong */
                                    reason: string;
                                    /** @description What a person can do */
                                    remedy: string;
                                    retry_count: number;
                                    tried: string;
                                    updated_at: string;
                                    username: string;
                                    wish: string | null;
                                    wish_id: number | null;
                                }[];
                                page: number;
                                page_size: number;
                                total: number;
                            };
                            error: null;
                            /** @enum {boolean} */
                            ok: true;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dlq/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Jobs that will not run again by themselves, newest first */
        get: {
            parameters: {
                query?: {
                    from?: string;
                    page?: number;
                    page_size?: number;
                    reason?: string;
                    to?: string;
                    type?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: {
                                items: {
                                    created_at: string;
                                    /** @enum {string} */
                                    entity: "job";
                                    id: string;
                                    message: string;
                                    payload: {
                                        [key: string]: unknown;
                                    };
                                    /** @description Code of the last failure */
                                    reason: string;
                                    remedy: string | null;
                                    tries: number;
                                    type: string;
                                }[];
                                page: number;
                                page_size: number;
                                total: number;
                            };
                            error: null;
                            /** @enum {boolean} */
                            ok: true;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dlq/jobs/purge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Remove dead jobs, by id or by age */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        ids?: string[];
                        /** @description Dead before; ISO 8601 */
                        older_than?: string;
                        reason?: string;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: {
                                purged: number;
                            };
                            error: null;
                            /** @enum {boolean} */
                            ok: true;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dlq/jobs/requeue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Run dead jobs again */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        ids: string[];
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: {
                                requeued: string[];
                                skipped: {
                                    id: string;
                                    /** @description not_dead_letter · out_of_date: nothing is left to do · handler_missing, payload_invalid: this program cannot run it, it stays */
                                    reason: string;
                                }[];
                            };
                            error: null;
                            /** @enum {boolean} */
                            ok: true;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dlq/purge": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Remove dead letters, by id or by age */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        ids?: (number | string)[];
                        /** @description Untouched since; ISO 8601 */
                        older_than?: string;
                        reason?: string;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: {
                                purged: number;
                            };
                            error: null;
                            /** @enum {boolean} */
                            ok: true;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dlq/requeue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try dead letters again, with all their tries */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        ids: (number | string)[];
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: {
                                requeued: string[];
                                skipped: {
                                    id: string;
                                    reason: string;
                                }[];
                            };
                            error: null;
                            /** @enum {boolean} */
                            ok: true;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/dlq/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many dead letters there are, by reason */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: {
                                by_reason: {
                                    [key: string]: number;
                                };
                                last_24h: number;
                                total: number;
                            };
                            error: null;
                            /** @enum {boolean} */
                            ok: true;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/doctor": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Looks at everything that Harmony needs and says what to do; takes some seconds at the most */
        get: operations["examine"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/doctor/{check_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Looks at one thing again */
        get: operations["examineOne"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Fetch files of a named peer; they are verified, filed and tagged like every other */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        files: {
                            album?: string;
                            artist?: string;
                            favorite?: boolean;
                            /** @description Path at the peer, as offered */
                            filename?: string;
                            is_favorite?: boolean;
                            is_saved_track?: boolean;
                            liked?: boolean;
                            /** @description The same as filename */
                            name?: string;
                            priority?: number;
                            /** @description Bytes; without it the peer is asked */
                            size?: number;
                            source?: string;
                            spotify_like?: boolean;
                            spotify_saved?: boolean;
                            title?: string;
                        }[];
                        username: string;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The first of the downloads */
                            download_id: number;
                            downloads: {
                                filename: string;
                                id: number;
                                priority: number;
                                progress: number;
                                state: string;
                                username: string;
                                wish_id: number | null;
                            }[];
                            skipped: {
                                filename: string;
                                reason: string;
                                sentence: string;
                            }[];
                            /** @enum {string} */
                            status: "queued";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/download/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One download */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            artists: string[];
                            /** @description pending, done, nothing (looked up again later) or failed (tried again later) */
                            artwork_status: string;
                            artwork_url: string | null;
                            average_speed_bps: number | null;
                            bytes_transferred: number;
                            composer: string | null;
                            copyright: string | null;
                            created_at: string;
                            /** @description Path at the peer, exactly as offered */
                            filename: string;
                            finished_at: string | null;
                            genre: string | null;
                            has_artwork: boolean;
                            has_lyrics: boolean;
                            id: number;
                            isrc: string | null;
                            last_error: string | null;
                            lyrics_path: string | null;
                            /** @description pending, done, nothing (looked up again later) or failed (tried again later) */
                            lyrics_status: string;
                            next_retry_at: string | null;
                            organized_path: string | null;
                            priority: number;
                            producer: string | null;
                            /** @description 0 to 100 */
                            progress: number;
                            queue_position: number | null;
                            reason: string | null;
                            /** @description How often it has been tried again */
                            retry_count: number;
                            size_bytes: number | null;
                            spotify_album_id: string | null;
                            spotify_track_id: string | null;
                            started_at: string | null;
                            /** @description queued, downloading, completed, failed, cancelled or dead_letter */
                            state: string;
                            /** @description The same as state */
                            status: string;
                            title: string | null;
                            updated_at: string;
                            username: string | null;
                            wish_id: number | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Stop a download; its wish goes on with another peer, unless the file was picked by hand */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            download_id: number;
                            /** @enum {string} */
                            status: "cancelled";
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/download/{id}/priority": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change the priority of a download and of its wish; higher goes first */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        priority: number;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            artists: string[];
                            /** @description pending, done, nothing (looked up again later) or failed (tried again later) */
                            artwork_status: string;
                            artwork_url: string | null;
                            average_speed_bps: number | null;
                            bytes_transferred: number;
                            composer: string | null;
                            copyright: string | null;
                            created_at: string;
                            /** @description Path at the peer, exactly as offered */
                            filename: string;
                            finished_at: string | null;
                            genre: string | null;
                            has_artwork: boolean;
                            has_lyrics: boolean;
                            id: number;
                            isrc: string | null;
                            last_error: string | null;
                            lyrics_path: string | null;
                            /** @description pending, done, nothing (looked up again later) or failed (tried again later) */
                            lyrics_status: string;
                            next_retry_at: string | null;
                            organized_path: string | null;
                            priority: number;
                            producer: string | null;
                            /** @description 0 to 100 */
                            progress: number;
                            queue_position: number | null;
                            reason: string | null;
                            /** @description How often it has been tried again */
                            retry_count: number;
                            size_bytes: number | null;
                            spotify_album_id: string | null;
                            spotify_track_id: string | null;
                            started_at: string | null;
                            /** @description queued, downloading, completed, failed, cancelled or dead_letter */
                            state: string;
                            /** @description The same as state */
                            status: string;
                            title: string | null;
                            updated_at: string;
                            username: string | null;
                            wish_id: number | null;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/download/{id}/requeue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put the same download back into the queue, with all its tries */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            download_id: number;
                            /** @enum {string} */
                            status: "queued";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/download/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try a failed or cancelled download again, as a new download */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            download_id: number;
                            /** @enum {string} */
                            status: "queued";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downloads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Downloads, highest priority first, then newest; without `all` or `status` those under way */
        get: {
            parameters: {
                query?: {
                    all?: boolean;
                    limit?: number;
                    offset?: number;
                    /** @description One of queued, pending, downloading, running, in_progress, completed, failed, dead_letter, cancelled */
                    status?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            downloads: components["schemas"]["Download"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downloads/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All downloads, newest first, as JSON or CSV */
        get: {
            parameters: {
                query?: {
                    format?: "json" | "csv";
                    /** @description Created at or after; ISO 8601 */
                    from?: string;
                    /** @description One of queued, pending, downloading, running, in_progress, completed, failed, dead_letter, cancelled */
                    status?: string;
                    /** @description Created at or before; ISO 8601 */
                    to?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                        "text/csv": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                        "text/csv": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["Download"][];
                        "text/csv": components["schemas"]["Download"][];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/downloads/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many downloads are in each state */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            cancelled: number;
                            completed: number;
                            dead_letter: number;
                            downloading: number;
                            failed: number;
                            queued: number;
                            /** @description Failed ones that will be tried again by themselves */
                            retry_scheduled: number;
                            total: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Live changes (server-sent events: wish, ingest, library, activity, service, plex, reset) */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Alive; touches nothing */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: {
                                status: string;
                                uptime_s: number;
                                version: string;
                            };
                            error: null;
                            ok: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health/soulseek": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the settings of slskd are complete; asks nobody */
        get: operations["soulseekSettings"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/health/spotify": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether the settings of Spotify are complete; asks nobody */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            missing: string[];
                            optional_missing: string[];
                            service: string;
                            /** @description ok, fail or disabled */
                            status: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/imports/free": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** A list of playlist links as JSON {"links": […]}, CSV or text */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        links: string[];
                    };
                    "text/csv": {
                        links: string[];
                    };
                    "text/plain": {
                        links: string[];
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: {
                                accepted_count: number;
                                /** @description Also the id of the import under /spotify/import/jobs */
                                import_session_id: string;
                                limits: {
                                    max_body_bytes: number;
                                    max_links: number;
                                };
                                rejected: {
                                    /** @description INVALID_URL, INVALID_PLAYLIST_ID, NOT_A_PLAYLIST_URL or UNSUPPORTED_URL */
                                    reason: string;
                                    url: string;
                                }[];
                                /** @description Repeated, or beyond max_links */
                                skipped: string[];
                            };
                            error: null;
                            /** @enum {boolean} */
                            ok: true;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/integrations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The integrations of this house and how they are */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: {
                                /** @enum {unknown} */
                                overall: "ok" | "degraded" | "down";
                                providers: {
                                    name: string;
                                    /**
                                     * @description idle: switched on, but not set up, or asked only when it is needed; disabled: not in INTEGRATIONS_ENABLED
                                     * @enum {unknown}
                                     */
                                    status: "ok" | "down" | "idle" | "disabled";
                                }[];
                            };
                            error: null;
                            ok: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Keys that were made here; those of the environment are not among them */
        get: operations["listKeys"];
        put?: never;
        /** Make a key; it is shown this once */
        post: operations["createKey"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/keys/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Revoke a key; browsers that signed in with it are signed out */
        delete: operations["revokeKey"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/library/albums": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Albums of an artist in the library, newest first, with how complete each is */
        get: operations["listLibraryAlbums"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/library/artists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Artists of the library by name, with what there is of each */
        get: operations["listLibraryArtists"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/library/disk": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Room on the disk of the music folder */
        get: operations["getLibraryDisk"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/library/duplicates": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Recordings that the library has several times, with the quality of each file */
        get: operations["listLibraryDuplicates"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/library/files": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Files of the library, newest first */
        get: operations["listLibraryFiles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/library/files/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Move a file to the trash; the answer is the receipt that restores it */
        delete: operations["trashLibraryFile"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/library/files/{id}/artwork": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The cover of a library file as a small square, for lists */
        get: operations["getLibraryFileArtwork"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/library/naming-template": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How files are named, with examples */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            examples: {
                                about: string;
                                path: string;
                            }[];
                            fields: {
                                meaning: string;
                                name: string;
                            }[];
                            source: "person" | "configuration";
                            template: string;
                        };
                    };
                };
            };
        };
        /** Name files another way from now on; files that are there stay where they are */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Such as {albumartist}/{album}/[{track} - ]{title} */
                        template: string;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            examples: {
                                about: string;
                                path: string;
                            }[];
                            fields: {
                                meaning: string;
                                name: string;
                            }[];
                            source: "person" | "configuration";
                            template: string;
                        };
                    };
                };
            };
        };
        post?: never;
        /** Name files as the configuration says again */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            examples: {
                                about: string;
                                path: string;
                            }[];
                            fields: {
                                meaning: string;
                                name: string;
                            }[];
                            source: "person" | "configuration";
                            template: string;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/library/naming-template/preview": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a template would make of the examples; changes nothing */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Such as {albumartist}/{album}/[{track} - ]{title} */
                        template: string;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            examples: {
                                about: string;
                                path: string;
                            }[];
                            template: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/library/scan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far the scan of the music folder has come, what the last one found, and whether changes are noticed */
        get: operations["getLibraryScan"];
        put?: never;
        /** Scan the music folder; while a scan is running nothing else happens */
        post: operations["startLibraryScan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/library/scan/missing": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Files of the library that are not in the music folder any more, newest loss first; they return by themselves */
        get: operations["listMissingLibraryFiles"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/library/scan/missing/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Forget a file that is not in the music folder any more */
        delete: operations["forgetMissingLibraryFile"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/library/scan/problems": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is in the music folder and could not be indexed, with the reason */
        get: operations["listLibraryScanProblems"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/library/scan/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End the running scan; what it has found stays */
        post: operations["stopLibraryScan"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/library/summary": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How much the library holds */
        get: operations["getLibrarySummary"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/library/tracks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Files of an album by disc and number, and the numbers that are missing */
        get: operations["listLibraryAlbumTracks"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/library/trash": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Deleted files that can still be restored, newest first */
        get: operations["listTrash"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/library/trash/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Remove a deleted file for good */
        delete: operations["purgeFromTrash"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/library/trash/{id}/restore": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bring a deleted file back to where it was */
        post: operations["restoreFromTrash"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/matching/aliases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Other names of artists that people added */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description What people added */
                                aliases: string[];
                                artist: string;
                                /** @description What ships with the program */
                                built_in: string[];
                                /** @description What was learned when people chose files by hand */
                                learned: {
                                    alias: string;
                                    learned_at: string;
                                    /** @description The chosen file that taught it */
                                    path: string;
                                }[];
                                updated_at: string | null;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/matching/aliases/{artist}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All known names of one artist */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    artist: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description What people added */
                            aliases: string[];
                            artist: string;
                            /** @description What ships with the program */
                            built_in: string[];
                            /** @description What was learned when people chose files by hand */
                            learned: {
                                alias: string;
                                learned_at: string;
                                /** @description The chosen file that taught it */
                                path: string;
                            }[];
                            updated_at: string | null;
                        };
                    };
                };
            };
        };
        /** Set the other names of an artist */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    artist: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        aliases: string[];
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description What people added */
                            aliases: string[];
                            artist: string;
                            /** @description What ships with the program */
                            built_in: string[];
                            /** @description What was learned when people chose files by hand */
                            learned: {
                                alias: string;
                                learned_at: string;
                                /** @description The chosen file that taught it */
                                path: string;
                            }[];
                            updated_at: string | null;
                        };
                    };
                };
            };
        };
        post?: never;
        /** Forget the other names of an artist */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    artist: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/matching/aliases/{artist}/learned/{alias}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Forget a name that was learned from a choice */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    alias: string;
                    artist: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/matching/cases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Reported decisions, what is right and what the engine says now */
        get: {
            parameters: {
                query?: {
                    after_id?: number;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Of these, how many the engine gets right */
                            agreeing: number;
                            items: {
                                /** @description The engine says now what is right, for every file */
                                agrees: boolean;
                                created_at: string;
                                files: {
                                    agrees: boolean;
                                    path: string;
                                    reasons: {
                                        rule: string;
                                        sentence: string;
                                        weight: number;
                                    }[];
                                    rule: null | string;
                                    /**
                                     * @description What the engine says now
                                     * @enum {unknown}
                                     */
                                    said: "auto" | "review" | "reject";
                                    score: number;
                                    seconds: null | number;
                                    /**
                                     * @description What is right
                                     * @enum {unknown}
                                     */
                                    verdict: "auto" | "review" | "reject";
                                }[];
                                id: number;
                                lesson: string;
                                name: string;
                                note: null | string;
                                wish: {
                                    album: null | string;
                                    artists: string[];
                                    seconds: null | number;
                                    title: string;
                                };
                            }[];
                            next_after_id: number | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Report a wrong decision about an offered file; nothing is fetched or removed */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        candidate_id: number;
                        /** @description What is to be learned */
                        lesson: string;
                        note?: null | string;
                        /**
                         * @description Is the file the wanted recording?
                         * @enum {unknown}
                         */
                        right: "same" | "other";
                        wish_id: number;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            id: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/matching/cases/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Forget a reported decision */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/matching/cases/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All cases in the form of the engine’s own, for a file */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            cases: {
                                files: {
                                    path: string;
                                    /** @description That must speak against it */
                                    rule?: string;
                                    seconds: null | number;
                                    /** @enum {unknown} */
                                    verdict: "auto" | "review" | "reject";
                                }[];
                                /** @description What is to be learned */
                                lesson: string;
                                name?: string;
                                note?: null | string;
                                wish: {
                                    album: null | string;
                                    artists: string[];
                                    seconds: null | number;
                                    title: string;
                                };
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/matching/cases/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Add cases from a file that was exported here or elsewhere; known ones are left as they are */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        cases: {
                            files: {
                                path: string;
                                /** @description That must speak against it */
                                rule?: string;
                                seconds: null | number;
                                /** @enum {unknown} */
                                verdict: "auto" | "review" | "reject";
                            }[];
                            /** @description What is to be learned */
                            lesson: string;
                            name?: string;
                            note?: null | string;
                            wish: {
                                album: null | string;
                                artists: string[];
                                seconds: null | number;
                                title: string;
                            };
                        }[];
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            added: number;
                            known: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/matching/discography/plex": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Which tracks of these albums are not among these items of Plex, by the ids of Spotify; asks nobody */
        post: operations["matchDiscographyToPlex"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/matching/spotify-to-plex": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Which track of a media server is this track? The answer is kept */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        candidates: {
                            [key: string]: unknown;
                        }[];
                        spotify_track: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The candidate as it was sent */
                            best_match: {
                                [key: string]: unknown;
                            } | null;
                            /** @description 0 to 1, of the best candidate, whether it matches or not */
                            confidence: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/matching/spotify-to-plex-album": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Which album of a media server is this album, and how complete is it? */
        post: {
            parameters: {
                query?: {
                    /** @description Keep one match per track of the album */
                    persist?: boolean;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        candidates: {
                            [key: string]: unknown;
                        }[];
                        spotify_album: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The candidate as it was sent */
                            best_match: {
                                [key: string]: unknown;
                            } | null;
                            completion: null | {
                                expected: number;
                                /** @description Titles of the tracks that are not there */
                                missing: string[];
                                owned: number;
                                /** @description complete, nearly or incomplete */
                                state: string;
                            };
                            /** @description 0 to 1, of the best candidate, whether it matches or not */
                            confidence: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/matching/spotify-to-soulseek": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Which offered file is this track? The answer is kept */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        candidates: {
                            [key: string]: unknown;
                        }[];
                        spotify_track: {
                            [key: string]: unknown;
                        };
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The candidate as it was sent */
                            best_match: {
                                [key: string]: unknown;
                            } | null;
                            /** @description 0 to 1, of the best candidate, whether it matches or not */
                            confidence: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/matching/what-if": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What would other settings have chosen? Changes nothing */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default 0 */
                        after_wish_id: number;
                        /**
                         * @description Wishes to judge
                         * @default 200
                         */
                        limit: number;
                        settings: {
                            edition_aware?: boolean;
                            max_sample_rate_hz?: number;
                            min_bit_depth?: number;
                            min_bitrate_kbps?: number;
                            only_preferred_formats?: boolean;
                            preferred_formats?: string[];
                        };
                        wish_ids?: number[];
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            candidates: number;
                            changes: {
                                after: {
                                    because: string | null;
                                    candidate_id: number | null;
                                    /** @description fetch, review (a person decides) or nothing */
                                    outcome: string;
                                    path: string | null;
                                    score: number | null;
                                    username: string | null;
                                };
                                artists: string[];
                                before: {
                                    because: string | null;
                                    candidate_id: number | null;
                                    /** @description fetch, review (a person decides) or nothing */
                                    outcome: string;
                                    path: string | null;
                                    score: number | null;
                                    username: string | null;
                                };
                                state: string;
                                title: string;
                                wish_id: number;
                            }[];
                            /** @description Where to go on; null: all done */
                            next_after_wish_id: number | null;
                            /** @description Chosen by hand; never changed */
                            pinned: number;
                            verdicts_changed: number;
                            /** @description Judged again */
                            wishes: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/metadata/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far the update of metadata has come */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            completed_at: string | null;
                            current_download_id: number | null;
                            error: string | null;
                            failures: number;
                            last_completed_id: number | null;
                            last_failed_id: number | null;
                            /** @description Wishes that wait to be matched */
                            matching_queue: number;
                            phase: string;
                            processed: number;
                            started_at: string | null;
                            /** @description idle, running, completed, stopped or failed */
                            status: string;
                            total: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/metadata/stop": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** End the update of metadata after the file that it is at */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            completed_at: string | null;
                            current_download_id: number | null;
                            error: string | null;
                            failures: number;
                            last_completed_id: number | null;
                            last_failed_id: number | null;
                            /** @description Wishes that wait to be matched */
                            matching_queue: number;
                            phase: string;
                            processed: number;
                            started_at: string | null;
                            /** @description idle, running, completed, stopped or failed */
                            status: string;
                            total: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/metadata/update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Bring the metadata of everything that was downloaded up to date */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            completed_at: string | null;
                            current_download_id: number | null;
                            error: string | null;
                            failures: number;
                            last_completed_id: number | null;
                            last_failed_id: number | null;
                            /** @description Wishes that wait to be matched */
                            matching_queue: number;
                            phase: string;
                            processed: number;
                            started_at: string | null;
                            /** @description idle, running, completed, stopped or failed */
                            status: string;
                            total: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/deliveries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What was sent, the latest first */
        get: {
            parameters: {
                query?: {
                    /** @description Ids below this one */
                    before?: number;
                    limit?: number;
                    target_id?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["NotificationDelivery"][];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/deliveries/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a failed message once more */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            attempts: number;
                            /** Format: date-time */
                            created_at: string;
                            error: string | null;
                            error_code: string | null;
                            event_count: number;
                            finished_at: string | null;
                            http_status: number | null;
                            id: number;
                            /** @description The event, batch where there were several kinds, or test */
                            kind: string;
                            /** @description pending, delivered, failed or cancelled */
                            state: string;
                            target_id: number;
                            /** @description As the receiver knows it */
                            uid: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/targets": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Where people are told of what happens, and what they can be told of */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            events: string[];
                            items: components["schemas"]["NotificationTarget"][];
                        };
                    };
                };
            };
        };
        put?: never;
        /** Add a target; its address and secrets are sealed */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Whether the address may lie in the local network; link-local addresses never may */
                        allow_private?: boolean;
                        enabled?: boolean;
                        /** @description What this target is told of */
                        events: ("track.finished" | "track.review" | "download.failed" | "import.finished" | "release.found" | "autosync.finished" | "autosync.blocked" | "service.down" | "service.back" | "disk.paused" | "disk.resumed" | "account.attention")[];
                        /** @description Additional headers of a webhook */
                        headers?: {
                            [key: string]: string;
                        };
                        /**
                         * @description webhook, ntfy, discord or apprise
                         * @enum {unknown}
                         */
                        kind: "webhook" | "ntfy" | "discord" | "apprise";
                        language?: "en" | "de";
                        method?: "POST" | "PUT";
                        name: string;
                        /** @description webhook: key of the signature; ntfy: access token or user:password. null takes it away */
                        secret?: string | null;
                        tag?: string | null;
                        /** @description The whole address: of the webhook, of the ntfy topic, of the Apprise configuration (/notify/KEY) */
                        url: string;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            allow_private: boolean;
                            enabled: boolean;
                            events: string[];
                            has_secret: boolean;
                            header_names: string[];
                            id: number;
                            /**
                             * @description webhook, ntfy, discord or apprise
                             * @enum {unknown}
                             */
                            kind: "webhook" | "ntfy" | "discord" | "apprise";
                            language: string;
                            last_delivered_at: string | null;
                            last_delivery: components["schemas"]["NotificationDelivery"] | null;
                            method: string;
                            name: string;
                            paused_until: string | null;
                            problem: {
                                code: string;
                                message: string;
                            } | null;
                            tag: string | null;
                            /** @description Scheme and host; the rest is masked */
                            url: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/notifications/targets/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One target */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            allow_private: boolean;
                            enabled: boolean;
                            events: string[];
                            has_secret: boolean;
                            header_names: string[];
                            id: number;
                            /**
                             * @description webhook, ntfy, discord or apprise
                             * @enum {unknown}
                             */
                            kind: "webhook" | "ntfy" | "discord" | "apprise";
                            language: string;
                            last_delivered_at: string | null;
                            last_delivery: components["schemas"]["NotificationDelivery"] | null;
                            method: string;
                            name: string;
                            paused_until: string | null;
                            problem: {
                                code: string;
                                message: string;
                            } | null;
                            tag: string | null;
                            /** @description Scheme and host; the rest is masked */
                            url: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Remove a target, with what was sent to it */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                204: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        options?: never;
        head?: never;
        /** Change a target; what is left out stays, secrets too */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Whether the address may lie in the local network; link-local addresses never may */
                        allow_private?: boolean;
                        enabled?: boolean;
                        /** @description What this target is told of */
                        events?: ("track.finished" | "track.review" | "download.failed" | "import.finished" | "release.found" | "autosync.finished" | "autosync.blocked" | "service.down" | "service.back" | "disk.paused" | "disk.resumed" | "account.attention")[];
                        /** @description Additional headers of a webhook */
                        headers?: {
                            [key: string]: string;
                        };
                        /**
                         * @description webhook, ntfy, discord or apprise
                         * @enum {unknown}
                         */
                        kind?: "webhook" | "ntfy" | "discord" | "apprise";
                        language?: "en" | "de";
                        method?: "POST" | "PUT";
                        name?: string;
                        /** @description webhook: key of the signature; ntfy: access token or user:password. null takes it away */
                        secret?: string | null;
                        tag?: string | null;
                        /** @description The whole address: of the webhook, of the ntfy topic, of the Apprise configuration (/notify/KEY) */
                        url?: string;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            allow_private: boolean;
                            enabled: boolean;
                            events: string[];
                            has_secret: boolean;
                            header_names: string[];
                            id: number;
                            /**
                             * @description webhook, ntfy, discord or apprise
                             * @enum {unknown}
                             */
                            kind: "webhook" | "ntfy" | "discord" | "apprise";
                            language: string;
                            last_delivered_at: string | null;
                            last_delivery: components["schemas"]["NotificationDelivery"] | null;
                            method: string;
                            name: string;
                            paused_until: string | null;
                            problem: {
                                code: string;
                                message: string;
                            } | null;
                            tag: string | null;
                            /** @description Scheme and host; the rest is masked */
                            url: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/notifications/targets/{id}/test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Send a test message now, and say how that ended */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            delivery: components["schemas"]["NotificationDelivery"];
                            ok: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oauth/health": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How signing in is set up */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            active_transactions: number;
                            backend: string;
                            manual_enabled: boolean;
                            provider: string;
                            public_host_hint: string | null;
                            redirect_uri: string;
                            store: {
                                shared: boolean;
                                type: string;
                            };
                            ttl_seconds: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oauth/manual": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Finish a sign-in with the address that the browser was sent to */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        redirect_url: string;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            completed_at: string | null;
                            error_code?: string | null;
                            message?: string | null;
                            ok: boolean;
                            provider: string;
                            state: string | null;
                        };
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error?: {
                                [key: string]: unknown;
                            };
                            error_code?: string | null;
                            message?: string | null;
                            ok: boolean;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
                /** @description Default Response */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error?: {
                                [key: string]: unknown;
                            };
                            error_code?: string | null;
                            message?: string | null;
                            ok: boolean;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
                /** @description Default Response */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error?: {
                                [key: string]: unknown;
                            };
                            error_code?: string | null;
                            message?: string | null;
                            ok: boolean;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oauth/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Begin to sign in; what Spotify would refuse on a page of its own is told here */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description To be opened by the person */
                            authorization_url: string;
                            /** @description Spotify was seen to accept client id and redirect URI; null: it could not be asked */
                            checked: boolean | null;
                            code_challenge_method: string;
                            /** Format: date-time */
                            expires_at: string;
                            /** @description Only a browser on the machine of Harmony comes back by itself; others paste the address */
                            loopback: boolean;
                            manual_completion_available: boolean;
                            manual_completion_url: string;
                            provider: string;
                            redirect_uri: string;
                            state: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/oauth/status/{state}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a sign-in stands */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    state: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            completed_at: string | null;
                            created_at: string | null;
                            error_code: string | null;
                            expires_at: string | null;
                            manual_completion_available: boolean;
                            manual_completion_url: string;
                            message: string | null;
                            provider: string;
                            redirect_uri: string | null;
                            state: string;
                            /** @description pending, completed, failed, expired or unknown */
                            status: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/peers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Peers that we have asked for files, with what became of it */
        get: operations["listPeers"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/peers/{username}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One peer */
        get: operations["getPeer"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/ready": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Ready to work: database and migrations; dependencies inform */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: {
                                /** @description up or down */
                                db: string;
                                /** @description up or down; see HEALTH_DEPS */
                                deps: {
                                    [key: string]: string;
                                };
                                migrations: {
                                    current: string | null;
                                    /** @description The newest migration of this version */
                                    head: string[];
                                    up_to_date: boolean;
                                };
                                orchestrator: {
                                    /** @description up or down */
                                    components: {
                                        [key: string]: string;
                                    };
                                    enabled_jobs: {
                                        [key: string]: boolean;
                                    };
                                    /** @description enabled: a process works on them; disabled */
                                    jobs: {
                                        [key: string]: string;
                                    };
                                };
                            };
                            error: null;
                            ok: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Search all sources at once; a source that fails is listed and holds up nothing */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        duration_ms?: number[];
                        explicit?: boolean;
                        filters?: {
                            duration_ms?: number[];
                            explicit?: boolean;
                            format_priority?: string[] | string;
                            genre?: string;
                            genres?: string[] | string;
                            /** @description kbit/s; unknown ones are kept */
                            min_bitrate?: number;
                            preferred_formats?: string[] | string;
                            /** @enum {unknown} */
                            type?: "track" | "album" | "artist" | "mixed";
                            types?: ("track" | "album" | "artist" | "mixed")[];
                            username?: string;
                            year_from?: number;
                            year_range?: number[];
                            year_to?: number;
                        };
                        format_priority?: string[] | string;
                        genre?: string;
                        genres?: string[] | string;
                        limit?: number;
                        /** @description kbit/s; unknown ones are kept */
                        min_bitrate?: number;
                        offset?: number;
                        /** @enum {unknown} */
                        order?: "asc" | "desc";
                        pagination?: {
                            page?: number;
                            /** @description Cut to SEARCH_MAX_LIMIT */
                            size?: number;
                        };
                        preferred_formats?: string[] | string;
                        /** @description Words, or “Artist - Title” */
                        query: string;
                        sort?: {
                            /** @enum {unknown} */
                            by?: "relevance" | "bitrate" | "year" | "duration";
                            /** @enum {unknown} */
                            order?: "asc" | "desc";
                        } | string;
                        /** @description spotify, soulseek, library; unknown ones are dropped, none: all */
                        sources?: string[] | string;
                        /** @enum {unknown} */
                        type?: "track" | "album" | "artist" | "mixed";
                        types?: ("track" | "album" | "artist" | "mixed")[];
                        username?: string;
                        year_from?: number;
                        year_range?: number[];
                        year_to?: number;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Sources that are missing from the results in whole or in part, and why */
                            errors: {
                                message: string;
                                /** @description not_configured, timeout, search_budget_spent, … */
                                reason: string;
                                retry_after_ms?: number;
                                source: string;
                            }[];
                            items: {
                                album: string | null;
                                artist: string | null;
                                artists: string[];
                                bitrate: number | null;
                                duration_ms: number | null;
                                explicit: boolean | null;
                                format: string | null;
                                genres: string[];
                                id: string;
                                metadata: {
                                    [key: string]: unknown;
                                };
                                /** @description 0 to 1 */
                                score: number;
                                source: string;
                                title: string;
                                /** @description track, album or artist */
                                type: string;
                                year: number | null;
                            }[];
                            limit: number;
                            offset: number;
                            /** @enum {boolean} */
                            ok: true;
                            page: number;
                            pages: number;
                            total: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/secrets/{provider}/validate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Tries a secret out at its service; stores nothing */
        post: operations["validateSecret"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether signing in is needed, and who is signed in */
        get: operations["getSession"];
        put?: never;
        /**
         * Sign in with a key; the answer sets a cookie that scripts cannot read
         * @description Nothing is asked for while keys are not required (409).
         */
        post: operations["signIn"];
        /** Sign out: the session ends everywhere at once */
        delete: operations["signOut"];
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is stored in the database */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Secrets are shown as ******** */
                            settings: {
                                [key: string]: string | null;
                            };
                            updated_at: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Store a setting; null goes back to the environment or the default */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        key: string;
                        value: string | null;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Secrets are shown as ******** */
                            settings: {
                                [key: string]: string | null;
                            };
                            updated_at: string | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/artist-preferences": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Releases that were chosen or ruled out by hand */
        get: operations["listArtistPreferences"];
        put?: never;
        /**
         * Replace the choices; an empty list deletes all
         * @description Ids are those of the source, with or without `spotify:` or `musicbrainz:` before them.
         */
        post: operations["saveArtistPreferences"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/declared": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Every setting with its effective value, where that comes from, and how to change it */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Where lines such as NAME=value are read at start; the environment of the process wins over it */
                            environment_file: string;
                            items: {
                                /** @description now: by POST /settings; elsewhere: by routes of its own; restart: in the environment */
                                change: "now" | "elsewhere" | "restart";
                                default: string | null;
                                /** @description What it means, in English */
                                doc: string;
                                /** @description The variable that gives it, which may be an alias; null: none does */
                                given_as: string | null;
                                /** @description What it may be, with its limits */
                                kind: string;
                                /** @description Name in the environment */
                                name: string;
                                /** @description Group of docs/configuration.md */
                                room: string;
                                secret: boolean;
                                source: "stored" | "environment" | "default";
                                /** @description Its key for POST /settings */
                                stored_as: string;
                                /** @description In effect; secrets are shown as ******** */
                                value: string | null;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/settings/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The last fifty changes, newest first */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            history: {
                                changed_at: string;
                                key: string;
                                new_value: string | null;
                                old_value: string | null;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/soulseek/discography": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Discographies, newest first */
        get: operations["listDiscographies"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/soulseek/discography/{job_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One discography, album by album */
        get: operations["getDiscography"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/soulseek/discography/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /**
         * Fetch everything that an artist has put out
         * @description Albums first, then EPs and singles; of several editions the first; nothing twice. An artist whose discography is under way answers that job.
         */
        post: operations["downloadDiscography"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/soulseek/download": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Fetch files of a named peer; the same as POST /download */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        files: {
                            album?: string;
                            artist?: string;
                            favorite?: boolean;
                            /** @description Path at the peer, as offered */
                            filename?: string;
                            is_favorite?: boolean;
                            is_saved_track?: boolean;
                            liked?: boolean;
                            /** @description The same as filename */
                            name?: string;
                            priority?: number;
                            /** @description Bytes; without it the peer is asked */
                            size?: number;
                            source?: string;
                            spotify_like?: boolean;
                            spotify_saved?: boolean;
                            title?: string;
                        }[];
                        username: string;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            detail: {
                                /** @description The first of the downloads */
                                download_id: number;
                                downloads: {
                                    filename: string;
                                    id: number;
                                    priority: number;
                                    progress: number;
                                    state: string;
                                    username: string;
                                    wish_id: number | null;
                                }[];
                                skipped: {
                                    filename: string;
                                    reason: string;
                                    sentence: string;
                                }[];
                                /** @enum {string} */
                                status: "queued";
                            };
                            /** @enum {string} */
                            status: "queued";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/soulseek/download/{download_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One transfer as slskd lists it */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Our number, or the id of slskd */
                    download_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description As slskd says it */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Stop a download */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    download_id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            cancelled: boolean;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/soulseek/download/{download_id}/artwork": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The cover of what a download brought, as large as it is */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    download_id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "image/jpeg": components["schemas"]["ErrorResponse"];
                        "image/png": components["schemas"]["ErrorResponse"];
                        "image/webp": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "image/jpeg": components["schemas"]["ErrorResponse"];
                        "image/png": components["schemas"]["ErrorResponse"];
                        "image/webp": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "image/jpeg": string;
                        "image/png": string;
                        "image/webp": string;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/soulseek/download/{download_id}/artwork/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Look the cover of a download up again and embed it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    download_id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            status: "pending";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/soulseek/download/{download_id}/lyrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The words of what a download brought, as LRC; 202 while they are looked up */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    download_id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                        "text/plain": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                        "text/plain": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": string;
                        "text/plain": string;
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            status: "pending";
                        };
                        "text/plain": {
                            /** @enum {string} */
                            status: "pending";
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/soulseek/download/{download_id}/lyrics/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Look the words of a download up again */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    download_id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            status: "queued";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/soulseek/download/{download_id}/metadata": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What is known of the recording that a download brought */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    download_id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            composer: string | null;
                            composers: string[];
                            copyright: string | null;
                            /** @description Path at the peer, exactly as offered */
                            filename: string;
                            genre: string | null;
                            genres: string[];
                            id: number;
                            isrc: string | null;
                            musicbrainz: {
                                recording_id: string | null;
                                release_group_id: string | null;
                                release_id: string | null;
                            };
                            problem: string | null;
                            producer: string | null;
                            producers: string[];
                            source: string | null;
                            /** @description pending, done, nothing or failed */
                            status: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/soulseek/download/{download_id}/metadata/refresh": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Look the metadata of a download up again and write it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    download_id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            status: "queued";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/soulseek/download/{download_id}/queue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Place in the queue of the peer; null when the peer does not say. Asks the peer: call it rarely */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Our number, or the id of slskd */
                    download_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            download_id: string;
                            queue_position: number | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/soulseek/downloads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Downloads under the state names of old: pending, in_progress, completed, failed, dead_letter */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    offset?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            downloads: components["schemas"]["Download"][];
                            retryable_states: string[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/soulseek/downloads/{download_id}/requeue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Put an ended download back into the queue; dead letters go through /dlq/requeue */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    download_id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @enum {string} */
                            status: "enqueued";
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/soulseek/downloads/all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All transfers that slskd lists, those of other programs too */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            downloads: {
                                [key: string]: unknown;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/soulseek/downloads/completed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Hide our own ended transfers in the list of slskd; those of other programs stay */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            removed: number;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/soulseek/enqueue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Hand files to slskd and nothing more: they are neither watched nor filed */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        files: {
                            album?: string;
                            artist?: string;
                            favorite?: boolean;
                            /** @description Path at the peer, as offered */
                            filename?: string;
                            is_favorite?: boolean;
                            is_saved_track?: boolean;
                            liked?: boolean;
                            /** @description The same as filename */
                            name?: string;
                            priority?: number;
                            /** @description Bytes; without it the peer is asked */
                            size?: number;
                            source?: string;
                            spotify_like?: boolean;
                            spotify_saved?: boolean;
                            title?: string;
                        }[];
                        username: string;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            enqueued: {
                                filename: string;
                                id: string | null;
                            }[];
                            failed: {
                                filename: string;
                                message: string;
                            }[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/soulseek/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Search the network by hand; takes some ten seconds and counts in the search budget */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        query: string;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            file_count: number;
                            response_count: number;
                            results: {
                                bit_depth: number | null;
                                bitrate: number | null;
                                extension: string | null;
                                /** @description Path at the peer; the key for downloading */
                                filename: string;
                                free_slot: boolean;
                                /** @description Seconds */
                                length: number | null;
                                queue_length: number;
                                sample_rate: number | null;
                                size: number;
                                /** @description Bytes per second, as the peer says */
                                speed: number;
                                username: string;
                            }[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/soulseek/search/budget": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many searches were used, are left and were saved */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            last_24_hours: {
                                /** @description Wishes that were served by a search for something else */
                                saved: number;
                                searches: number;
                                /** @description Wishes for which a search found a file that may be fetched */
                                tracks: number;
                                tracks_per_search: number | null;
                            };
                            left: number;
                            /** @description SEARCH_BUDGET_COUNT */
                            limit: number;
                            /** @description When the next search may be sent; 0: now */
                            next_in_ms: number;
                            /** @description Searches sent in the present window, by all processes */
                            used: number;
                            /** @description SEARCH_BUDGET_WINDOW_S */
                            window_s: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/soulseek/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Connection to Soulseek through slskd */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            detail: string | null;
                            downloads_folder: string | null;
                            logged_in: boolean;
                            remedy: string | null;
                            /** @description connected or disconnected */
                            status: string;
                            username: string | null;
                            version: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/soulseek/upload/{upload_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One upload */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    upload_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description As slskd says it */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        /** Stop an upload */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    upload_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            cancelled: boolean;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/soulseek/uploads": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Uploads that wait or run */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            uploads: {
                                [key: string]: unknown;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/soulseek/uploads/all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All uploads, ended ones too */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            uploads: {
                                [key: string]: unknown;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/soulseek/uploads/completed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Hide ended uploads in the list of slskd */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            removed: number;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/soulseek/user/{username}/address": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Address of a person */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    username: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description As slskd says it */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/soulseek/user/{username}/browse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Everything that a person shares; may take minutes */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    username: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description As slskd says it */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/soulseek/user/{username}/browsing_status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How far browsing a person has come */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    username: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description As slskd says it */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/soulseek/user/{username}/directory": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One folder of a person */
        get: {
            parameters: {
                query: {
                    path: string;
                };
                header?: never;
                path: {
                    username: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/soulseek/user/{username}/info": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What a person says about herself */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    username: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description As slskd says it */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/soulseek/user/{username}/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether a person is online */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    username: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description As slskd says it */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spotify/account": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        post?: never;
        /** Sign out of Spotify: tokens and what belonged to the account are deleted */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            status: string;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spotify/account/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Ask Spotify again for what it refused, after something was changed there */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            account: {
                                /** Format: date-time */
                                authorized_at: string;
                                days_left: number;
                                /**
                                 * Format: date-time
                                 * @description Six months after signing in, whatever is done
                                 */
                                expires_at: string;
                                id: string | null;
                                name: string | null;
                                needs_reauth: boolean;
                                scopes: string[];
                            } | null;
                            authenticated: boolean;
                            blocked_until: string | null;
                            capabilities: {
                                family: string;
                                reason: string | null;
                                retry_at: string | null;
                                /** Format: date-time */
                                since: string;
                                /** @description ok, degraded, gone or blocked */
                                state: string;
                            }[];
                            client_id: string | null;
                            client_secret_set: boolean;
                            free_available: boolean;
                            /** @description FREE or PRO */
                            mode: string;
                            /** @description A client id is set and the mode is PRO */
                            pro_available: boolean;
                            problem: {
                                code: string;
                                remedy: string;
                                sentence: string;
                            } | null;
                            redirect_problem: {
                                remedy: string;
                                sentence: string;
                            } | null;
                            redirect_uri: string;
                            /** @description connected, unauthenticated or unconfigured */
                            status: string;
                            usage: {
                                by_purpose: {
                                    [key: string]: number;
                                };
                                calls: number;
                                /** @description UTC */
                                day: string;
                                limit: number | null;
                                /** Format: date-time */
                                renews_at: string;
                            } | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spotify/artist/{artist_id}/discography": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Releases of an artist with their tracks; a long one comes in parts: ask again while complete is false */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id at Spotify */
                    artist_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            albums: {
                                /** @description As Spotify says it */
                                album: {
                                    [key: string]: unknown;
                                };
                                tracks: {
                                    [key: string]: unknown;
                                }[];
                            }[];
                            artist_id: string;
                            complete: boolean;
                            missing_albums: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spotify/artist/{artist_id}/releases": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** All releases of an artist */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id at Spotify */
                    artist_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            artist_id: string;
                            releases: {
                                [key: string]: unknown;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spotify/artists/followed": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Artists that the person follows */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            artists: {
                                [key: string]: unknown;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spotify/audio-features": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Audio features of several tracks; withdrawn as well */
        get: {
            parameters: {
                query: {
                    /** @description Up to 100, by comma */
                    ids: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            audio_features: {
                                [key: string]: unknown;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spotify/audio-features/{track_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Audio features of a track; Spotify withdrew them for all but old apps (424 spotify_withdrawn) */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id at Spotify */
                    track_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description As Spotify says it */
                            audio_features: {
                                [key: string]: unknown;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spotify/backfill/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Backfill runs, newest first */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: null;
                            items: components["schemas"]["BackfillJob"][];
                            ok: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spotify/backfill/jobs/{job_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One backfill run with its counters */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    job_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            counts: {
                                cache_hits: number;
                                cache_misses: number;
                                /** @description Questions that Spotify answered */
                                calls: number;
                                expanded_playlists: number;
                                expanded_tracks: number;
                                matched: number;
                                processed: number;
                                requested: number;
                            };
                            created_at: string;
                            duration_ms: number | null;
                            error: {
                                code: string;
                                message: string;
                            } | null;
                            expand_playlists: boolean;
                            job_id: string;
                            ok: boolean;
                            /** @description When it goes on by itself */
                            resume_at: string | null;
                            /** @description queued (also while it waits for Spotify), running, completed or failed */
                            state: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spotify/backfill/run": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Give imported lines their Spotify ids and read waiting playlist links, in the background */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default true */
                        expand_playlists: boolean;
                        /** @description At most BACKFILL_MAX_ITEMS */
                        max_items?: number;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: string | null;
                            /** @description The run that is under way, when there is one */
                            job_id: string;
                            ok: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spotify/credentials": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Set the app that Harmony signs people in with; null removes. The secret is optional, stored sealed and never given back */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        client_id?: string | null;
                        client_secret?: string | null;
                        redirect_uri?: string | null;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            account: {
                                /** Format: date-time */
                                authorized_at: string;
                                days_left: number;
                                /**
                                 * Format: date-time
                                 * @description Six months after signing in, whatever is done
                                 */
                                expires_at: string;
                                id: string | null;
                                name: string | null;
                                needs_reauth: boolean;
                                scopes: string[];
                            } | null;
                            authenticated: boolean;
                            blocked_until: string | null;
                            capabilities: {
                                family: string;
                                reason: string | null;
                                retry_at: string | null;
                                /** Format: date-time */
                                since: string;
                                /** @description ok, degraded, gone or blocked */
                                state: string;
                            }[];
                            client_id: string | null;
                            client_secret_set: boolean;
                            free_available: boolean;
                            /** @description FREE or PRO */
                            mode: string;
                            /** @description A client id is set and the mode is PRO */
                            pro_available: boolean;
                            problem: {
                                code: string;
                                remedy: string;
                                sentence: string;
                            } | null;
                            redirect_problem: {
                                remedy: string;
                                sentence: string;
                            } | null;
                            redirect_uri: string;
                            /** @description connected, unauthenticated or unconfigured */
                            status: string;
                            usage: {
                                by_purpose: {
                                    [key: string]: number;
                                };
                                calls: number;
                                /** @description UTC */
                                day: string;
                                limit: number | null;
                                /** Format: date-time */
                                renews_at: string;
                            } | null;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spotify/free/enqueue": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Wish for understood tracks; they are searched for one after another */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        items: components["schemas"]["NormalizedTrack"][];
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The import that says what became of each */
                            job_id: string;
                            /** @description New wishes */
                            queued: number;
                            /** @description Repeated, wished or owned already, or not readable */
                            skipped: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spotify/free/links": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Playlist links; those that wait already are skipped */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        url?: string | null;
                        urls?: string[] | null;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            accepted: {
                                playlist_id: string;
                                url: string;
                            }[];
                            job_id: string | null;
                            skipped: {
                                /** @description duplicate, invalid, non_playlist or limit */
                                reason: string;
                                url: string;
                            }[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spotify/free/parse": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Understand lines ("Artist - Title | Album | Year") and the lines of an uploaded text; all or nothing */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        file_token?: string | null;
                        /** @default [] */
                        lines: string[];
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["NormalizedTrack"][];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spotify/free/upload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Keep a text for 15 minutes so that it can be parsed by its token */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The text itself; at most 1 MiB */
                        content: string;
                        filename: string;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            file_token: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spotify/import/free": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Import playlist links and text lines ("Artist - Title | Album | Year") */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        batch_hint?: number;
                        playlist_links?: string[];
                        tracks?: string[];
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            accepted: {
                                batches: number;
                                playlists: number;
                                tracks: number;
                            };
                            error: {
                                /** @description PARTIAL_SUCCESS or BACKPRESSURE */
                                code: string;
                                message: string;
                            } | null;
                            failed: {
                                /** @description Entries that could not be read; each has its reason */
                                tracks: number;
                            };
                            job_id: string | null;
                            ok: boolean;
                            skipped: {
                                playlists: number;
                                reason?: string | null;
                                tracks: number;
                            };
                        };
                    };
                };
                /** @description Default Response */
                207: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            accepted: {
                                batches: number;
                                playlists: number;
                                tracks: number;
                            };
                            error: {
                                /** @description PARTIAL_SUCCESS or BACKPRESSURE */
                                code: string;
                                message: string;
                            } | null;
                            failed: {
                                /** @description Entries that could not be read; each has its reason */
                                tracks: number;
                            };
                            job_id: string | null;
                            ok: boolean;
                            skipped: {
                                playlists: number;
                                reason?: string | null;
                                tracks: number;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spotify/import/free/upload": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Import a file: CSV, text, JSON, M3U, XSPF, iTunes XML; recognised by content */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "multipart/form-data": {
                        /** Format: binary */
                        file: string;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            accepted: {
                                batches: number;
                                playlists: number;
                                tracks: number;
                            };
                            error: {
                                /** @description PARTIAL_SUCCESS or BACKPRESSURE */
                                code: string;
                                message: string;
                            } | null;
                            failed: {
                                /** @description Entries that could not be read; each has its reason */
                                tracks: number;
                            };
                            job_id: string | null;
                            ok: boolean;
                            skipped: {
                                playlists: number;
                                reason?: string | null;
                                tracks: number;
                            };
                        };
                    };
                };
                /** @description Default Response */
                207: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            accepted: {
                                batches: number;
                                playlists: number;
                                tracks: number;
                            };
                            error: {
                                /** @description PARTIAL_SUCCESS or BACKPRESSURE */
                                code: string;
                                message: string;
                            } | null;
                            failed: {
                                /** @description Entries that could not be read; each has its reason */
                                tracks: number;
                            };
                            job_id: string | null;
                            ok: boolean;
                            skipped: {
                                playlists: number;
                                reason?: string | null;
                                tracks: number;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spotify/import/jobs": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Imports, newest first */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    offset?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: null;
                            items: components["schemas"]["ImportJob"][];
                            ok: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spotify/import/jobs/{id}/export.m3u8": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The import as an M3U8 list: its order kept, missing tracks as comments with their reason */
        get: {
            parameters: {
                query?: {
                    /** @description relative: to the music folder. Default: M3U8_PATHS */
                    paths?: "relative" | "absolute";
                    /** @description Stands for the music folder in every path. Default: M3U8_PREFIX */
                    prefix?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description UTF-8 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": string;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spotify/import/jobs/{job_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One import with its counters */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    job_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: null;
                            job: components["schemas"]["ImportJob"];
                            ok: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spotify/import/jobs/{job_id}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Entries of an import with their reasons */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    /** @description Only the playlist links, in any state */
                    links?: boolean;
                    offset?: number;
                    state?: "normalized" | "queued" | "completed" | "failed" | "skipped";
                };
                header?: never;
                path: {
                    job_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error: null;
                            items: components["schemas"]["ImportItem"][];
                            ok: boolean;
                            /** @description Entries in this state */
                            total: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spotify/me": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Who is signed in at Spotify */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description As Spotify says it */
                            profile: {
                                [key: string]: unknown;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spotify/me/top/artists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Artists that the person hears most */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                [key: string]: unknown;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spotify/me/top/tracks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tracks that the person hears most */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                [key: string]: unknown;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spotify/me/tracks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Saved tracks, newest first */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    offset?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                added_at: string | null;
                                /** @description As Spotify says it */
                                track: {
                                    [key: string]: unknown;
                                };
                            }[];
                            /** @description Offset of the next page */
                            next_offset: number | null;
                            /** @description Hidden rows count too */
                            total: number | null;
                        };
                    };
                };
            };
        };
        /** Save tracks */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        ids: string[];
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            status: string;
                        };
                    };
                };
            };
        };
        post?: never;
        /** Remove saved tracks */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        ids: string[];
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            status: string;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spotify/mode": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** FREE or PRO */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            mode: "FREE" | "PRO";
                        };
                    };
                };
            };
        };
        put?: never;
        /** Choose FREE (Spotify is never asked) or PRO (with an app of your own) */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        mode: "FREE" | "PRO";
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            mode: "FREE" | "PRO";
                            ok: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spotify/playlists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The account's playlists as stored */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            playlists: components["schemas"]["StoredPlaylist"][];
                            sync: components["schemas"]["PlaylistSync"] | null;
                        };
                    };
                };
                /** @description Default Response */
                304: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spotify/playlists/{id}/export.m3u8": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The playlist as an M3U8 list: its order kept, missing tracks as comments with their reason */
        get: {
            parameters: {
                query?: {
                    /** @description relative: to the music folder. Default: M3U8_PATHS */
                    paths?: "relative" | "absolute";
                    /** @description Stands for the music folder in every path. Default: M3U8_PREFIX */
                    prefix?: string;
                };
                header?: never;
                path: {
                    id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description UTF-8 */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": string;
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spotify/playlists/{playlist_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One playlist as stored */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description A Spotify id, or saved-tracks */
                    playlist_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description unread, read, or withheld: Spotify does not show the rows to this account; rows that were read before stay */
                            contents: string;
                            description: string | null;
                            /** @description saved-tracks: the saved tracks of the account */
                            id: string;
                            image_url: string | null;
                            /** @description Its missing tracks become wishes */
                            mirror: boolean;
                            name: string;
                            owner: string | null;
                            reason: string | null;
                            rows_read_at: string | null;
                            track_count: number;
                            updated_at: string;
                            /** @description Not among the lists of the account since then */
                            vanished_at: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spotify/playlists/{playlist_id}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rows of a playlist as stored, in order, with the state of their wishes */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    /** @description Position of the first row */
                    offset?: number;
                };
                header?: never;
                path: {
                    /** @description A Spotify id, or saved-tracks */
                    playlist_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: components["schemas"]["PlaylistItem"][];
                            total: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spotify/playlists/{playlist_id}/mirror": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Mirror a playlist: its missing tracks become wishes, now and whenever it grows */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description A Spotify id, or saved-tracks */
                    playlist_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        mirror: boolean;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description unread, read, or withheld: Spotify does not show the rows to this account; rows that were read before stay */
                            contents: string;
                            description: string | null;
                            /** @description saved-tracks: the saved tracks of the account */
                            id: string;
                            image_url: string | null;
                            /** @description Its missing tracks become wishes */
                            mirror: boolean;
                            name: string;
                            owner: string | null;
                            reason: string | null;
                            rows_read_at: string | null;
                            track_count: number;
                            updated_at: string;
                            /** @description Not among the lists of the account since then */
                            vanished_at: string | null;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spotify/playlists/{playlist_id}/reorder": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Move rows of a playlist at Spotify */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id at Spotify */
                    playlist_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        insert_before: number;
                        range_length?: number;
                        range_start: number;
                        snapshot_id?: string;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            status: string;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spotify/playlists/{playlist_id}/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Compare one playlist now; also reads the saved tracks when they are not mirrored */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description A Spotify id, or saved-tracks */
                    playlist_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ok: boolean;
                            playlist: components["schemas"]["StoredPlaylist"];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spotify/playlists/{playlist_id}/tracks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tracks of a playlist at Spotify; contents of a list of somebody else are withheld (424), not empty */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    offset?: number;
                };
                header?: never;
                path: {
                    /** @description Id at Spotify */
                    playlist_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                album: {
                                    artists: string[];
                                    id: string | null;
                                    images: string[];
                                    /** @description As Spotify says it */
                                    metadata: {
                                        [key: string]: unknown;
                                    };
                                    name: string;
                                    release_date: string | null;
                                    total_tracks: number | null;
                                } | null;
                                artists: {
                                    genres: string[];
                                    images: string[];
                                    /** @description As Spotify says it */
                                    metadata: {
                                        [key: string]: unknown;
                                    };
                                    name: string;
                                    popularity: number | null;
                                    source: string;
                                    source_id: string | null;
                                }[];
                                candidates: {
                                    [key: string]: unknown;
                                }[];
                                duration_ms: number | null;
                                id: string | null;
                                isrc: string | null;
                                /** @description As Spotify says it */
                                metadata: {
                                    [key: string]: unknown;
                                };
                                name: string;
                                provider: string;
                                score: number | null;
                            }[];
                            /** @description Rows without a track: episodes, withdrawn ones */
                            left_out: number;
                            /** @description Offset of the next page */
                            next_offset: number | null;
                            /** @description Hidden rows count too */
                            total: number | null;
                        };
                    };
                };
            };
        };
        put?: never;
        /** Append tracks to a playlist at Spotify */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id at Spotify */
                    playlist_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        uris: string[];
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            status: string;
                        };
                    };
                };
            };
        };
        /** Remove tracks from a playlist at Spotify, every occurrence */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id at Spotify */
                    playlist_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        uris: string[];
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            status: string;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spotify/pro/oauth/session": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Finish a sign-in with the address that the browser was sent to */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        redirect_url: string;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            completed_at: string | null;
                            error_code?: string | null;
                            message?: string | null;
                            ok: boolean;
                            provider: string;
                            state: string | null;
                        };
                    };
                };
                /** @description Default Response */
                400: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error?: {
                                [key: string]: unknown;
                            };
                            error_code?: string | null;
                            message?: string | null;
                            ok: boolean;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
                /** @description Default Response */
                429: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error?: {
                                [key: string]: unknown;
                            };
                            error_code?: string | null;
                            message?: string | null;
                            ok: boolean;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
                /** @description Default Response */
                502: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            error?: {
                                [key: string]: unknown;
                            };
                            error_code?: string | null;
                            message?: string | null;
                            ok: boolean;
                        } & {
                            [key: string]: unknown;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spotify/pro/oauth/start": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begin to sign in; what Spotify would refuse on a page of its own is told here */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description To be opened by the person */
                            authorization_url: string;
                            /** @description Spotify was seen to accept client id and redirect URI; null: it could not be asked */
                            checked: boolean | null;
                            code_challenge_method: string;
                            /** Format: date-time */
                            expires_at: string;
                            /** @description Only a browser on the machine of Harmony comes back by itself; others paste the address */
                            loopback: boolean;
                            manual_completion_available: boolean;
                            manual_completion_url: string;
                            provider: string;
                            redirect_uri: string;
                            state: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spotify/pro/oauth/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How a sign-in stands */
        get: {
            parameters: {
                query: {
                    state: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            completed_at: string | null;
                            created_at: string | null;
                            error_code: string | null;
                            expires_at: string | null;
                            manual_completion_available: boolean;
                            manual_completion_url: string;
                            message: string | null;
                            provider: string;
                            redirect_uri: string | null;
                            state: string;
                            /** @description pending, completed, failed, expired or unknown */
                            status: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spotify/recommendations": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Recommendations; Spotify withdrew them for all but old apps (424 spotify_withdrawn) */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    seed_artists?: string;
                    seed_genres?: string;
                    seed_tracks?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            seeds: {
                                [key: string]: unknown;
                            }[];
                            tracks: {
                                [key: string]: unknown;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spotify/search/albums": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Search albums at Spotify */
        get: {
            parameters: {
                query: {
                    query: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                [key: string]: unknown;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spotify/search/artists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Search artists at Spotify */
        get: {
            parameters: {
                query: {
                    query: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                [key: string]: unknown;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spotify/search/tracks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Search tracks at Spotify */
        get: {
            parameters: {
                query: {
                    query: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                album: {
                                    artists: string[];
                                    id: string | null;
                                    images: string[];
                                    /** @description As Spotify says it */
                                    metadata: {
                                        [key: string]: unknown;
                                    };
                                    name: string;
                                    release_date: string | null;
                                    total_tracks: number | null;
                                } | null;
                                artists: {
                                    genres: string[];
                                    images: string[];
                                    /** @description As Spotify says it */
                                    metadata: {
                                        [key: string]: unknown;
                                    };
                                    name: string;
                                    popularity: number | null;
                                    source: string;
                                    source_id: string | null;
                                }[];
                                candidates: {
                                    [key: string]: unknown;
                                }[];
                                duration_ms: number | null;
                                id: string | null;
                                isrc: string | null;
                                /** @description As Spotify says it */
                                metadata: {
                                    [key: string]: unknown;
                                };
                                name: string;
                                provider: string;
                                score: number | null;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spotify/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether Spotify can be used, until when, and what it does for this app */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            account: {
                                /** Format: date-time */
                                authorized_at: string;
                                days_left: number;
                                /**
                                 * Format: date-time
                                 * @description Six months after signing in, whatever is done
                                 */
                                expires_at: string;
                                id: string | null;
                                name: string | null;
                                needs_reauth: boolean;
                                scopes: string[];
                            } | null;
                            authenticated: boolean;
                            blocked_until: string | null;
                            capabilities: {
                                family: string;
                                reason: string | null;
                                retry_at: string | null;
                                /** Format: date-time */
                                since: string;
                                /** @description ok, degraded, gone or blocked */
                                state: string;
                            }[];
                            client_id: string | null;
                            client_secret_set: boolean;
                            free_available: boolean;
                            /** @description FREE or PRO */
                            mode: string;
                            /** @description A client id is set and the mode is PRO */
                            pro_available: boolean;
                            problem: {
                                code: string;
                                remedy: string;
                                sentence: string;
                            } | null;
                            redirect_problem: {
                                remedy: string;
                                sentence: string;
                            } | null;
                            redirect_uri: string;
                            /** @description connected, unauthenticated or unconfigured */
                            status: string;
                            usage: {
                                by_purpose: {
                                    [key: string]: number;
                                };
                                calls: number;
                                /** @description UTC */
                                day: string;
                                limit: number | null;
                                /** Format: date-time */
                                renews_at: string;
                            } | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/spotify/track/{track_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One track at Spotify */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Id at Spotify */
                    track_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description As Spotify says it */
                            track: {
                                [key: string]: unknown;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** State of the server and its connections */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            connections: {
                                [key: string]: string;
                            };
                            status: string;
                            uptime_seconds: number;
                            version: string;
                            workers: {
                                [key: string]: {
                                    last_seen: string | null;
                                    /** @description Jobs that wait or run */
                                    queue_size: number | "n/a";
                                    /** @description running, stopped, stale or unavailable */
                                    status: string;
                                };
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Compare all playlists of the account now; also begins what else is switched on (auto-sync) */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            errors: {
                                [key: string]: string;
                            };
                            message: string;
                            results: {
                                [key: string]: string;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/system/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Processor, memory, disk and network of the machine */
        get: operations["systemStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/verifications/{id}/spectrogram": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Picture of a checked file: time to the right, frequency upwards to half the sample rate */
        get: operations["getSpectrogram"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/watchlist": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Watched artists, the most important first */
        get: operations["listWatchlist"];
        put?: never;
        /**
         * Watch an artist
         * @description By `artist_key`, or by `artist`: a Spotify or MusicBrainz link, or a name. A name that several artists have answers 409 with the choices. Only releases dated today or later are fetched, unless `backfill` is true.
         */
        post: operations["addToWatchlist"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/watchlist/{artist_key}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One entry */
        get: operations["getWatchlistEntry"];
        put?: never;
        post?: never;
        /** Stop watching; what was found stays */
        delete: operations["removeFromWatchlist"];
        options?: never;
        head?: never;
        /** Change priority, interval, wanted kinds or editions; or ask for everything (`backfill`) */
        patch: operations["changeWatchlistEntry"];
        trace?: never;
    };
    "/api/v1/watchlist/{artist_key}/pause": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Do not look at this artist, until resumed or until `resume_at` */
        post: operations["pauseWatchlistEntry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/watchlist/{artist_key}/resume": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Look at this artist again; also ends a cooldown */
        post: operations["resumeWatchlistEntry"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/watchlist/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Watch everybody whom the connected account follows */
        post: operations["importFollowedArtists"];
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wishes": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Wishes, newest import first */
        get: {
            parameters: {
                query?: {
                    cursor?: string;
                    limit?: number;
                    query?: string;
                    stage?: "search" | "match" | "download" | "verify" | "organise" | "tag" | "publish";
                    state?: "queued" | "active" | "waiting" | "review" | "done" | "cancelled";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            counts: {
                                [key: string]: number;
                            };
                            items: components["schemas"]["Wish"][];
                            next_cursor: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wishes/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One wish with its proof: searches, candidates and reasons */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            album: string | null;
                            artists: string[];
                            attempts: number;
                            candidates: {
                                bitrate_kbps: number | null;
                                extension: string | null;
                                id: number;
                                length_s: number | null;
                                outcome: string | null;
                                outcome_reason: string | null;
                                path: string;
                                /** @description Chosen by hand */
                                pinned: boolean;
                                rank: number | null;
                                reasons: {
                                    rule: string;
                                    sentence: string;
                                    weight: number;
                                }[];
                                score: number | null;
                                size_bytes: number;
                                username: string;
                                verdict: string | null;
                            }[];
                            created_at: string;
                            download: {
                                average_speed_bps: number | null;
                                filename: string;
                                id: number;
                                /** @description 0 to 100 */
                                progress: number;
                                queue_position: number | null;
                                state: string;
                                username: string;
                            } | null;
                            duration_ms: number | null;
                            file: {
                                artwork_url: string | null;
                                bitrate_kbps: number | null;
                                duration_ms: number | null;
                                format: string;
                                id: number;
                                /** @description Relative to the music folder */
                                path: string;
                            } | null;
                            id: number;
                            next_attempt_at: string | null;
                            priority: number;
                            reason: {
                                code: string;
                                sentence: string;
                            } | null;
                            searches: {
                                ended_at: string | null;
                                error: string | null;
                                file_count: number;
                                query: string;
                                response_count: number;
                                /** @description Asked for something else; its answer served this wish, too. */
                                shared: boolean;
                                started_at: string;
                                state: string;
                                /**
                                 * @description For whom it was asked: this track alone, its album, its artist, or a person.
                                 * @enum {unknown}
                                 */
                                subject: "track" | "album" | "artist" | "hand";
                            }[];
                            settled_at: string | null;
                            /** @description search, match, download, verify, organise, tag or publish */
                            stage: string;
                            /** @description queued, active, waiting, review, done or cancelled */
                            state: string;
                            title: string;
                            updated_at: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        /** Change the priority; higher goes first */
        patch: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        priority: number;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            album: string | null;
                            artists: string[];
                            attempts: number;
                            created_at: string;
                            download: {
                                average_speed_bps: number | null;
                                filename: string;
                                id: number;
                                /** @description 0 to 100 */
                                progress: number;
                                queue_position: number | null;
                                state: string;
                                username: string;
                            } | null;
                            duration_ms: number | null;
                            file: {
                                artwork_url: string | null;
                                bitrate_kbps: number | null;
                                duration_ms: number | null;
                                format: string;
                                id: number;
                                /** @description Relative to the music folder */
                                path: string;
                            } | null;
                            id: number;
                            next_attempt_at: string | null;
                            priority: number;
                            reason: {
                                code: string;
                                sentence: string;
                            } | null;
                            settled_at: string | null;
                            /** @description search, match, download, verify, organise, tag or publish */
                            stage: string;
                            /** @description queued, active, waiting, review, done or cancelled */
                            state: string;
                            title: string;
                            updated_at: string;
                        };
                    };
                };
            };
        };
        trace?: never;
    };
    "/api/v1/wishes/{id}/cancel": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Do not want it any more */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            album: string | null;
                            artists: string[];
                            attempts: number;
                            created_at: string;
                            download: {
                                average_speed_bps: number | null;
                                filename: string;
                                id: number;
                                /** @description 0 to 100 */
                                progress: number;
                                queue_position: number | null;
                                state: string;
                                username: string;
                            } | null;
                            duration_ms: number | null;
                            file: {
                                artwork_url: string | null;
                                bitrate_kbps: number | null;
                                duration_ms: number | null;
                                format: string;
                                id: number;
                                /** @description Relative to the music folder */
                                path: string;
                            } | null;
                            id: number;
                            next_attempt_at: string | null;
                            priority: number;
                            reason: {
                                code: string;
                                sentence: string;
                            } | null;
                            settled_at: string | null;
                            /** @description search, match, download, verify, organise, tag or publish */
                            stage: string;
                            /** @description queued, active, waiting, review, done or cancelled */
                            state: string;
                            title: string;
                            updated_at: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wishes/{id}/choose": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Fetch this candidate; the choice is never overridden */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        candidate_id: number;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            album: string | null;
                            artists: string[];
                            attempts: number;
                            created_at: string;
                            download: {
                                average_speed_bps: number | null;
                                filename: string;
                                id: number;
                                /** @description 0 to 100 */
                                progress: number;
                                queue_position: number | null;
                                state: string;
                                username: string;
                            } | null;
                            duration_ms: number | null;
                            file: {
                                artwork_url: string | null;
                                bitrate_kbps: number | null;
                                duration_ms: number | null;
                                format: string;
                                id: number;
                                /** @description Relative to the music folder */
                                path: string;
                            } | null;
                            id: number;
                            next_attempt_at: string | null;
                            priority: number;
                            reason: {
                                code: string;
                                sentence: string;
                            } | null;
                            settled_at: string | null;
                            /** @description search, match, download, verify, organise, tag or publish */
                            stage: string;
                            /** @description queued, active, waiting, review, done or cancelled */
                            state: string;
                            title: string;
                            updated_at: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wishes/{id}/decline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Do not take the file that waits for review; it is kept aside, and the next best peer is tried */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            album: string | null;
                            artists: string[];
                            attempts: number;
                            created_at: string;
                            download: {
                                average_speed_bps: number | null;
                                filename: string;
                                id: number;
                                /** @description 0 to 100 */
                                progress: number;
                                queue_position: number | null;
                                state: string;
                                username: string;
                            } | null;
                            duration_ms: number | null;
                            file: {
                                artwork_url: string | null;
                                bitrate_kbps: number | null;
                                duration_ms: number | null;
                                format: string;
                                id: number;
                                /** @description Relative to the music folder */
                                path: string;
                            } | null;
                            id: number;
                            next_attempt_at: string | null;
                            priority: number;
                            reason: {
                                code: string;
                                sentence: string;
                            } | null;
                            settled_at: string | null;
                            /** @description search, match, download, verify, organise, tag or publish */
                            stage: string;
                            /** @description queued, active, waiting, review, done or cancelled */
                            state: string;
                            title: string;
                            updated_at: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wishes/{id}/keep": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take the file that waits for review, or one that is kept aside, whatever was found, and go on with it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Which one; without it the one under review, else the one that was kept aside last */
                        download_id?: number;
                    } | null;
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            album: string | null;
                            artists: string[];
                            attempts: number;
                            created_at: string;
                            download: {
                                average_speed_bps: number | null;
                                filename: string;
                                id: number;
                                /** @description 0 to 100 */
                                progress: number;
                                queue_position: number | null;
                                state: string;
                                username: string;
                            } | null;
                            duration_ms: number | null;
                            file: {
                                artwork_url: string | null;
                                bitrate_kbps: number | null;
                                duration_ms: number | null;
                                format: string;
                                id: number;
                                /** @description Relative to the music folder */
                                path: string;
                            } | null;
                            id: number;
                            next_attempt_at: string | null;
                            priority: number;
                            reason: {
                                code: string;
                                sentence: string;
                            } | null;
                            settled_at: string | null;
                            /** @description search, match, download, verify, organise, tag or publish */
                            stage: string;
                            /** @description queued, active, waiting, review, done or cancelled */
                            state: string;
                            title: string;
                            updated_at: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wishes/{id}/proof": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The whole proof of a wish: queries, candidates, transfers, checks, tags and path */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            candidates: {
                                bitrate_kbps: number | null;
                                extension: string | null;
                                id: number;
                                length_s: number | null;
                                outcome: string | null;
                                outcome_reason: string | null;
                                path: string;
                                /** @description Chosen by hand */
                                pinned: boolean;
                                rank: number | null;
                                reasons: {
                                    rule: string;
                                    sentence: string;
                                    weight: number;
                                }[];
                                score: number | null;
                                size_bytes: number;
                                username: string;
                                verdict: string | null;
                            }[];
                            file: {
                                facts: {
                                    bit_depth: number | null;
                                    bitrate_kbps: number | null;
                                    codec: string | null;
                                    duration_ms: number | null;
                                    format: string;
                                    lossless: boolean | null;
                                    sample_rate_hz: number | null;
                                    size_bytes: number;
                                };
                                id: number;
                                /** @description Relative to the music folder */
                                path: string;
                                tag_problem: string | null;
                                tagged_at: string | null;
                                tags: {
                                    [key: string]: unknown;
                                } | null;
                            } | null;
                            /** @description What was done to files */
                            moves: {
                                begun_at: string | null;
                                ended_at: string | null;
                                error: string | null;
                                from: string;
                                /** @description place, tag or lyrics */
                                kind: string;
                                state: string;
                                to: string;
                            }[];
                            /** @description Queries spent, newest first */
                            searches: {
                                ended_at: string | null;
                                error: string | null;
                                file_count: number;
                                query: string;
                                response_count: number;
                                /** @description Asked for something else; its answer served this wish, too. */
                                shared: boolean;
                                started_at: string;
                                state: string;
                                /**
                                 * @description For whom it was asked: this track alone, its album, its artist, or a person.
                                 * @enum {unknown}
                                 */
                                subject: "track" | "album" | "artist" | "hand";
                            }[];
                            transfers: {
                                average_speed_bps: number | null;
                                bytes_transferred: number;
                                candidate_id: number | null;
                                created_at: string | null;
                                enqueued_at: string | null;
                                filename: string;
                                finished_at: string | null;
                                id: number;
                                /** @description 0 to 100 */
                                progress: number;
                                reason: {
                                    code: string;
                                    sentence: string;
                                } | null;
                                retry_count: number;
                                size_bytes: number | null;
                                started_at: string | null;
                                state: string;
                                username: string;
                            }[];
                            /** @description What checking each file that arrived found */
                            verified: {
                                at: string | null;
                                authenticity: {
                                    /** @description 0 to 1 */
                                    confidence: number;
                                    findings: {
                                        code: string;
                                        sentence: string;
                                    }[];
                                    /** @description genuine, transcoded, upsampled, padded, suspect, unknown, or lossy for files that claim nothing else */
                                    verdict: string;
                                } | null;
                                download_id: number;
                                facts: {
                                    bit_depth: number | null;
                                    bitrate_kbps: number | null;
                                    codec: string | null;
                                    duration_ms: number | null;
                                    format: string;
                                    lossless: boolean | null;
                                    sample_rate_hz: number | null;
                                    size_bytes: number;
                                } | null;
                                /** @description Rejected, but kept aside until a better one is filed; POST /wishes/{id}/keep takes it */
                                held: boolean;
                                identity: {
                                    /** @description 0 to 1; 0 where nothing is said */
                                    confidence: number;
                                    recording: {
                                        artists: string[];
                                        /** @description Of MusicBrainz */
                                        id: string;
                                        title: string;
                                    } | null;
                                    sentence: string;
                                    /** @description same: the wanted recording; other: surely another one; unknown: it cannot be told; not_asked: nobody could be asked */
                                    verdict: string;
                                } | null;
                                /** @description A person kept it in spite of the reason */
                                kept: boolean;
                                measures: {
                                    channels: number;
                                    codec_grid: string | null;
                                    /** @description Highest frequency above the noise of rounding */
                                    cutoff_hz: number;
                                    duration_ms: number;
                                    leading_silence_ms: number;
                                    /** @description With sound before and after it */
                                    longest_silence_ms: number;
                                    peak_db: number | null;
                                    rms_db: number | null;
                                    sample_rate_hz: number;
                                    trailing_silence_ms: number;
                                    used_bits: number | null;
                                    wall_db: number;
                                    /** @description Where the mean spectrum falls most abruptly, above 8 kHz */
                                    wall_hz: number;
                                } | null;
                                reason: {
                                    code: string;
                                    sentence: string;
                                } | null;
                                spectrogram: string | null;
                                /** @description accepted, rejected or review */
                                verdict: string;
                            }[];
                            wish: components["schemas"]["Wish"];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wishes/{id}/retry": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Try again now */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            album: string | null;
                            artists: string[];
                            attempts: number;
                            created_at: string;
                            download: {
                                average_speed_bps: number | null;
                                filename: string;
                                id: number;
                                /** @description 0 to 100 */
                                progress: number;
                                queue_position: number | null;
                                state: string;
                                username: string;
                            } | null;
                            duration_ms: number | null;
                            file: {
                                artwork_url: string | null;
                                bitrate_kbps: number | null;
                                duration_ms: number | null;
                                format: string;
                                id: number;
                                /** @description Relative to the music folder */
                                path: string;
                            } | null;
                            id: number;
                            next_attempt_at: string | null;
                            priority: number;
                            reason: {
                                code: string;
                                sentence: string;
                            } | null;
                            settled_at: string | null;
                            /** @description search, match, download, verify, organise, tag or publish */
                            stage: string;
                            /** @description queued, active, waiting, review, done or cancelled */
                            state: string;
                            title: string;
                            updated_at: string;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wishes/export": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Wishes as a file: CSV that no spreadsheet takes for formulas, or JSON */
        get: operations["exportWishes"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/api/v1/wishes/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How many wishes there are in each state, and at which station those under way stand */
        get: operations["getWishStats"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/beets/albums": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Albums in the library of beets */
        get: {
            parameters: {
                query?: {
                    query?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            albums: string[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/beets/fields": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Fields that queries and formats of beets may use */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            fields: string[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/beets/import": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Import a file or folder; proved by what the library of beets holds afterwards */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /**
                         * @description Look albums up at MusicBrainz; false takes files as they are
                         * @default true
                         */
                        autotag: boolean;
                        /**
                         * @description What becomes of an album without a sure match
                         * @default skip
                         */
                        fallback: "skip" | "asis";
                        /** @description Absolute; in MUSIC_DIR, the folder of beets or BEETS_FOLDERS */
                        path: string;
                        /**
                         * @description Must be true: there is nobody here whom beets could ask
                         * @default true
                         */
                        quiet: boolean;
                        /**
                         * @description Every file by itself instead of as albums
                         * @default false
                         */
                        singletons: boolean;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            imported: {
                                album: string;
                                artist: string;
                                /** @description Number in the library of beets; may be given to another item once this one is removed */
                                id: number;
                                path: string;
                                title: string;
                            }[];
                            message: string;
                            /** @description What was not imported, or was there before */
                            notes: {
                                message: string;
                                path: string;
                                /** @description skipped, duplicate, already_there, unreadable or nothing_found */
                                reason: string;
                            }[];
                            /** @description Whether the library of beets holds more than before */
                            success: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/beets/move": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Move files to where the configuration of beets wants them; the library follows */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default false */
                        preview: boolean;
                        /** @default  */
                        query: string;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            moved: number;
                            /** @description At most 1,000 */
                            moves: {
                                from: string;
                                to: string;
                            }[];
                            output: string;
                            preview: boolean;
                            success: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/beets/query": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** What a query of beets finds, each as the format says */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default $artist - $album - $title */
                        format: string;
                        /** @description A query of beets, for example artist:Beatles year:1969.. or -genre:rock; quotes hold words together */
                        query: string;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            results: string[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/beets/remove": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Take entries out of the library of beets; files stay unless delete_files is confirmed */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The number of entries that this is about */
                        confirm?: number;
                        /**
                         * @description Also delete the files, for good; needs confirm
                         * @default false
                         */
                        delete_files: boolean;
                        /**
                         * @description false only says what would be removed
                         * @default false
                         */
                        force: boolean;
                        /** @description A query of beets, for example artist:Beatles year:1969.. or -genre:rock; quotes hold words together */
                        query: string;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            files_deleted: number;
                            matched: number;
                            output: string;
                            /** @description Of the entries that would go, at most 100 */
                            paths: string[];
                            removed: number;
                            /** @description false: nothing was removed, output says why */
                            success: boolean;
                        };
                    };
                };
            };
        };
        /** Take entries out of the library of beets; files stay unless delete_files is confirmed */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The number of entries that this is about */
                        confirm?: number;
                        /**
                         * @description Also delete the files, for good; needs confirm
                         * @default false
                         */
                        delete_files: boolean;
                        /**
                         * @description false only says what would be removed
                         * @default false
                         */
                        force: boolean;
                        /** @description A query of beets, for example artist:Beatles year:1969.. or -genre:rock; quotes hold words together */
                        query: string;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            files_deleted: number;
                            matched: number;
                            output: string;
                            /** @description Of the entries that would go, at most 100 */
                            paths: string[];
                            removed: number;
                            /** @description false: nothing was removed, output says why */
                            success: boolean;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/beets/stats": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Statistics of the library of beets */
        get: {
            parameters: {
                query?: {
                    query?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            stats: {
                                [key: string]: string;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/beets/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether beets works, its version and its folders */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            available: boolean;
                            /** @description Folder into which beets copies or moves music */
                            directory: string | null;
                            /** @description Folders from which may be imported */
                            folders: string[];
                            /** @description The database of beets */
                            library: string | null;
                            plugins: string[];
                            problem: {
                                code: string;
                                message: string;
                                remedy: string;
                            } | null;
                            /** @description What happens to finished files: off, leave, copy or move (BEETS_PUBLISH) */
                            publish: string;
                            python: string | null;
                            version: string | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/beets/tracks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Titles in the library of beets */
        get: {
            parameters: {
                query?: {
                    query?: string;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            tracks: string[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/beets/update": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Compare the library of beets with its files; held back when too many are gone */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description The number of files that may be forgotten, when these are many */
                        confirm?: number;
                        /** @description Only files below it */
                        path?: string;
                        /** @default false */
                        preview: boolean;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            changed: string[];
                            checked: number;
                            message: string;
                            /** @description Nothing was changed */
                            preview: boolean;
                            success: boolean;
                            /** @description Files that are gone, at most 1,000 */
                            vanished: string[];
                            /** @description The number to pass as confirm */
                            vanished_total: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/beets/version": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Version of beets */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            plugins: string[];
                            version: string;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/beets/write": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Write what beets knows into files; files of the library are read again */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @default false */
                        preview: boolean;
                        /** @default  */
                        query: string;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            output: string;
                            /** @description At most 1,000 */
                            paths: string[];
                            preview: boolean;
                            success: boolean;
                            written: number;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/metrics": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Figures for Prometheus */
        get: operations["metrics"];
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plex/album/{album_id}/tracks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A page of the tracks of an album */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    offset?: number;
                };
                header?: never;
                path: {
                    /** @description Number of the item at Plex */
                    album_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            artist: string | null;
                            disc: number | null;
                            duration_ms: number | null;
                            /** @description Paths as Plex sees them */
                            files: string[];
                            guid: string | null;
                            /** @description Number at Plex, its ratingKey */
                            id: string;
                            parent_id: string | null;
                            parent_title: string | null;
                            section_id: string | null;
                            title: string;
                            track: number | null;
                            tracks: number | null;
                            type: string;
                            year: number | null;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plex/artist/{artist_id}/albums": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A page of the albums of an artist */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    offset?: number;
                };
                header?: never;
                path: {
                    /** @description Number of the item at Plex */
                    artist_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            artist: string | null;
                            disc: number | null;
                            duration_ms: number | null;
                            /** @description Paths as Plex sees them */
                            files: string[];
                            guid: string | null;
                            /** @description Number at Plex, its ratingKey */
                            id: string;
                            parent_id: string | null;
                            parent_title: string | null;
                            section_id: string | null;
                            title: string;
                            track: number | null;
                            tracks: number | null;
                            type: string;
                            year: number | null;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plex/artists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A page of the artists */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    offset?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            artist: string | null;
                            disc: number | null;
                            duration_ms: number | null;
                            /** @description Paths as Plex sees them */
                            files: string[];
                            guid: string | null;
                            /** @description Number at Plex, its ratingKey */
                            id: string;
                            parent_id: string | null;
                            parent_title: string | null;
                            section_id: string | null;
                            title: string;
                            track: number | null;
                            tracks: number | null;
                            type: string;
                            year: number | null;
                        }[];
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plex/devices": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Devices that the server knows */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Plex's own answer */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            MediaContainer: {
                                [key: string]: unknown;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plex/dvr": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Recorders of live TV; a server without has none */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Plex's own answer */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            MediaContainer: {
                                [key: string]: unknown;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plex/history": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A page of what was played, newest first */
        get: {
            parameters: {
                query?: {
                    /** @description Rows, default 100 */
                    "X-Plex-Container-Size"?: number;
                    /** @description First row, default 0 */
                    "X-Plex-Container-Start"?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Plex's own answer */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            MediaContainer: {
                                [key: string]: unknown;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plex/kept-playlists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Playlists and imports that are kept in Plex, latest first */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    offset?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            playlists: {
                                /** @description Tracks that were added in Plex */
                                by_hand: number;
                                /** @description Rows of the source that are not */
                                gaps: number;
                                /** @description Rows of the source that are in the list */
                                in_plex: number;
                                /** @description Whether it is kept; switched off the list stays in Plex as it is */
                                keep: boolean;
                                kept_at: string | null;
                                /** @enum {unknown} */
                                kind: "playlist" | "import";
                                problem: {
                                    code: string | null;
                                    remedy: string | null;
                                    sentence: string;
                                } | null;
                                /** @description Number of the list at Plex */
                                rating_key: string | null;
                                source_id: string;
                                /** @enum {unknown} */
                                state: "new" | "waiting" | "kept" | "partial" | "failed" | "gone";
                                /** @description As we gave it */
                                title: string | null;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plex/kept-playlists/{kind}/{source_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** One list that is kept in Plex */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    kind: "playlist" | "import";
                    /** @description Spotify id of the playlist, saved-tracks, or the id of an import */
                    source_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description A playlist or import that is kept in Plex */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Tracks that were added in Plex */
                            by_hand: number;
                            /** @description Rows of the source that are not */
                            gaps: number;
                            /** @description Rows of the source that are in the list */
                            in_plex: number;
                            /** @description Whether it is kept; switched off the list stays in Plex as it is */
                            keep: boolean;
                            kept_at: string | null;
                            /** @enum {unknown} */
                            kind: "playlist" | "import";
                            problem: {
                                code: string | null;
                                remedy: string | null;
                                sentence: string;
                            } | null;
                            /** @description Number of the list at Plex */
                            rating_key: string | null;
                            source_id: string;
                            /** @enum {unknown} */
                            state: "new" | "waiting" | "kept" | "partial" | "failed" | "gone";
                            /** @description As we gave it */
                            title: string | null;
                        };
                    };
                };
            };
        };
        /** Keeps a playlist or import in Plex from now on, or no more; no list is deleted */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    kind: "playlist" | "import";
                    /** @description Spotify id of the playlist, saved-tracks, or the id of an import */
                    source_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        keep: boolean;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description A playlist or import that is kept in Plex */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Tracks that were added in Plex */
                            by_hand: number;
                            /** @description Rows of the source that are not */
                            gaps: number;
                            /** @description Rows of the source that are in the list */
                            in_plex: number;
                            /** @description Whether it is kept; switched off the list stays in Plex as it is */
                            keep: boolean;
                            kept_at: string | null;
                            /** @enum {unknown} */
                            kind: "playlist" | "import";
                            problem: {
                                code: string | null;
                                remedy: string | null;
                                sentence: string;
                            } | null;
                            /** @description Number of the list at Plex */
                            rating_key: string | null;
                            source_id: string;
                            /** @enum {unknown} */
                            state: "new" | "waiting" | "kept" | "partial" | "failed" | "gone";
                            /** @description As we gave it */
                            title: string | null;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plex/kept-playlists/{kind}/{source_id}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Rows of the source in order: by what their track in Plex was found, or why there is none */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                    offset?: number;
                    only?: "all" | "gaps";
                };
                header?: never;
                path: {
                    kind: "playlist" | "import";
                    /** @description Spotify id of the playlist, saved-tracks, or the id of an import */
                    source_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            items: {
                                /** @description 0 to 1 */
                                confidence: number | null;
                                /** @description The row of the source */
                                key: string;
                                /** @description The same file; the same artist, song and version; or by likeness */
                                matched_by: ("path" | "recording" | "likeness") | null;
                                /** @description Place in the source */
                                position: number;
                                rating_key: string | null;
                                /** @description Why it is not in the list */
                                reason: string | null;
                                /** @enum {unknown} */
                                state: "in_plex" | "gap";
                            }[];
                            total: number;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plex/kept-playlists/{kind}/{source_id}/sync": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Looks at a kept list within seconds */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    kind: "playlist" | "import";
                    /** @description Spotify id of the playlist, saved-tracks, or the id of an import */
                    source_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ok: boolean;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plex/libraries": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The libraries of Plex, in its words and in short */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: {
                                section_id: string;
                                title: string;
                                type: string;
                            }[];
                            MediaContainer: {
                                [key: string]: unknown;
                            };
                            ok: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plex/library/{section_id}/items": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A page of a library; `type` 8 artists, 9 albums, 10 tracks */
        get: {
            parameters: {
                query?: {
                    /** @description Rows, default 100 */
                    "X-Plex-Container-Size"?: number;
                    /** @description First row, default 0 */
                    "X-Plex-Container-Start"?: number;
                };
                header?: never;
                path: {
                    /** @description Number of the item at Plex */
                    section_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Plex's own answer */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            MediaContainer: {
                                [key: string]: unknown;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plex/library/{section_id}/scan": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Asks for a scan of a library, or of one folder in it */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Number of the item at Plex */
                    section_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": null | {
                        /** @description Folder as we see it, absolute */
                        path?: string;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                202: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ok: boolean;
                            /** @description false: one runs or waits already */
                            queued: boolean;
                            section_id: string;
                            /** @description Whether Plex was seen beginning it; null: not yet its turn */
                            started: boolean | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plex/library/metadata/{item_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Items with everything that Plex knows of them */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description One number, or up to 50 with commas */
                    item_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Plex's own answer */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            MediaContainer: {
                                [key: string]: unknown;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plex/library/sections": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The libraries of Plex, in its words and in short */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: {
                                section_id: string;
                                title: string;
                                type: string;
                            }[];
                            MediaContainer: {
                                [key: string]: unknown;
                            };
                            ok: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plex/library/sections/{section_id}/all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A page of a library; `type` 8 artists, 9 albums, 10 tracks */
        get: {
            parameters: {
                query?: {
                    /** @description Rows, default 100 */
                    "X-Plex-Container-Size"?: number;
                    /** @description First row, default 0 */
                    "X-Plex-Container-Start"?: number;
                };
                header?: never;
                path: {
                    /** @description Number of the item at Plex */
                    section_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Plex's own answer */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            MediaContainer: {
                                [key: string]: unknown;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plex/livetv": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What of live TV is watched now */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Plex's own answer */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            MediaContainer: {
                                [key: string]: unknown;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plex/match": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Which tracks of Plex these recordings are, by the index of its tracks */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        tracks: {
                            album?: string | null;
                            artists: string[];
                            duration_ms?: number | null;
                            /** @description Title of the recording */
                            title: string;
                        }[];
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description In the order given; null: Plex has no such recording, as far as it was read */
                            matches: ({
                                /** @description 0 to 1 */
                                confidence: number;
                                /** @enum {unknown} */
                                matched_by: "path" | "recording" | "likeness";
                                rating_key: string;
                            } | null)[];
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plex/metadata/{item_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Items with everything that Plex knows of them */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description One number, or up to 50 with commas */
                    item_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Plex's own answer */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            MediaContainer: {
                                [key: string]: unknown;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plex/notifications": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Notifications of Plex as they come (server-sent events) */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content?: never;
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plex/playlists": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A page of the playlists of music */
        get: {
            parameters: {
                query?: {
                    /** @description Rows, default 100 */
                    "X-Plex-Container-Size"?: number;
                    /** @description First row, default 0 */
                    "X-Plex-Container-Start"?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Plex's own answer */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            MediaContainer: {
                                [key: string]: unknown;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        /** Makes a playlist of these items, in this order */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Numbers of tracks at Plex; Plex makes no empty list */
                        items: (string | number)[];
                        summary?: string;
                        /** @description Title of the playlist */
                        title: string;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Plex's own answer */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            MediaContainer: {
                                [key: string]: unknown;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plex/playlists/{playlist_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Renames a playlist, or changes its items: what is removed goes first, what is added comes to the end */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Number of the item at Plex */
                    playlist_id: string;
                };
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Numbers of tracks at Plex */
                        add?: (string | number)[];
                        /** @description Numbers of places in the list (playlistItemID) */
                        remove?: (string | number)[];
                        summary?: string;
                        /** @description Title of the playlist */
                        title?: string;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Plex's own answer */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            MediaContainer: {
                                [key: string]: unknown;
                            };
                        };
                    };
                };
            };
        };
        post?: never;
        /** Removes a playlist at Plex */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Number of the item at Plex */
                    playlist_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ok: boolean;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plex/playQueues": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Makes a play queue of items or of a playlist */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        continuous?: boolean | number;
                        /** @description Numbers of tracks, albums or artists */
                        items?: (string | number)[];
                        /** @description Where it begins */
                        key?: string;
                        /** @description Number of the item at Plex */
                        playlistID?: string | number;
                        repeat?: number;
                        shuffle?: boolean | number;
                        /** @enum {string} */
                        type?: "audio";
                        uri?: string;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Plex's own answer */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            MediaContainer: {
                                [key: string]: unknown;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plex/playQueues/{playqueue_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A play queue */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Number of the item at Plex */
                    playqueue_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Plex's own answer */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            MediaContainer: {
                                [key: string]: unknown;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plex/rate": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Rates an item */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Number of the item at Plex */
                        key: string | number;
                        /** @description 0 to 10; -1 takes the rating away */
                        rating: number;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": string;
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plex/rate/{item_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Rates an item */
        post: {
            parameters: {
                query: {
                    rating: number;
                };
                header?: never;
                path: {
                    /** @description Number of the item at Plex */
                    item_id: string;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": string;
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plex/scans": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The look at the library of Plex, and folders that Plex is asked to scan, latest first */
        get: {
            parameters: {
                query?: {
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            requests: {
                                asked_at: string | null;
                                due_at: string | null;
                                /** @description Files that Plex must know afterwards */
                                files: number;
                                /** @description As we see it; null: the whole library */
                                folder: string | null;
                                id: number;
                                problem: {
                                    code: string | null;
                                    remedy: string | null;
                                    sentence: string;
                                } | null;
                                section_id: string | null;
                                state: "waiting" | "done" | "failed";
                                tries: number;
                            }[];
                            waiting: number;
                            worker: {
                                duration_ms: number | null;
                                /** @description In a row */
                                failures: number;
                                /** @description Whether Plex is asked to scan before each look */
                                incremental: boolean;
                                interval_seconds: number;
                                last_run: string | null;
                                last_seen: string | null;
                                problem: string | null;
                                status: string | null;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plex/scrobble": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Marks an item as played */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Number of the item at Plex */
                        key: string | number;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": string;
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plex/search": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Finds artists, albums and tracks by words; at most 50 */
        get: {
            parameters: {
                query: {
                    /** @description Words */
                    q: string;
                    type?: "artist" | "album" | "track";
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: {
                                grandparentTitle?: string;
                                guid: string | null;
                                parentTitle?: string;
                                ratingKey: string;
                                section_id: string | null;
                                title: string;
                                type: string;
                            }[];
                            ok: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plex/server": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        /** Uses one of the servers of the account from now on */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description One of its addresses; default the first */
                        address?: string;
                        machine_identifier: string;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ok: boolean;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plex/servers": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** The servers of the account that signed in */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            servers: {
                                /** @description At home first, then from outside, then over the relay of Plex */
                                addresses: string[];
                                machine_identifier: string;
                                name: string;
                                owned: boolean;
                            }[];
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plex/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What plays now */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Plex's own answer */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            MediaContainer: {
                                [key: string]: unknown;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plex/settings": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How Plex is set up; the token is never shown */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            base_url: null | string;
                            has_token: boolean;
                            library: null | string;
                            path_map: {
                                ours: string;
                                theirs: string;
                            }[];
                            /** @description Whether the token is one that was stored here */
                            signed_in: boolean;
                        };
                    };
                };
            };
        };
        /** Stores how Plex is reached; what is left out stays, null removes it, and then the environment counts again */
        put: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        base_url?: null | string;
                        library?: null | string;
                        path_map?: {
                            /** @description Absolute path */
                            ours: string;
                            /** @description Absolute path */
                            theirs: string;
                        }[] | null;
                        token?: null | string;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            base_url: null | string;
                            has_token: boolean;
                            library: null | string;
                            path_map: {
                                ours: string;
                                theirs: string;
                            }[];
                            /** @description Whether the token is one that was stored here */
                            signed_in: boolean;
                        };
                    };
                };
            };
        };
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plex/settings/path-test": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Whether Plex has a folder of ours in one of its libraries */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Absolute path */
                        path: string;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description Folders of the libraries of music, as Plex sees them */
                            locations: string[];
                            /** @description null: no entry of the path map fits */
                            plex_path: string | null;
                            section: {
                                section_id: string;
                                title: string;
                            } | null;
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plex/sign-in": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Begins a sign-in: the person opens `auth_url` and says yes */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                201: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            auth_url: string;
                            code: string;
                            /** Format: date-time */
                            expires_at: string;
                            id: number;
                        };
                    };
                };
            };
        };
        /** Forgets the sign-in; a token of the environment counts again */
        delete: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            ok: boolean;
                        };
                    };
                };
            };
        };
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plex/sign-in/{id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** How the sign-in stands; ask every two seconds */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    id: number;
                };
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            /** @description The server in use; null: choose one */
                            chosen?: {
                                /** @description At home first, then from outside, then over the relay of Plex */
                                addresses: string[];
                                machine_identifier: string;
                                name: string;
                                owned: boolean;
                            } | null;
                            /** Format: date-time */
                            expires_at?: string;
                            servers?: {
                                /** @description At home first, then from outside, then over the relay of Plex */
                                addresses: string[];
                                machine_identifier: string;
                                name: string;
                                owned: boolean;
                            }[];
                            /** @enum {unknown} */
                            state: "pending" | "expired" | "signed_in";
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plex/status": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Whether Plex answers, what it has, and what to do where something is wrong */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            address: string | null;
                            album_count: number | null;
                            artist_count: number | null;
                            last_scan: string | null;
                            libraries: number | null;
                            library: {
                                albums: number;
                                artists: number;
                                tracks: number;
                            } | null;
                            /** @description Whether the line of notifications holds */
                            notifications: boolean;
                            ok: boolean;
                            problem: {
                                code: string;
                                remedy: string;
                                sentence: string;
                            } | null;
                            section: {
                                refreshing: boolean;
                                section_id: string;
                                title: string;
                            } | null;
                            server: {
                                machine_identifier: string;
                                name: string;
                                version: string;
                            } | null;
                            sessions: number | null;
                            /** @enum {unknown} */
                            state: "ok" | "not_configured" | "unauthorised" | "unreachable";
                            status: "connected" | "disconnected";
                            track_count: number | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plex/status/sessions": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** What plays now */
        get: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Plex's own answer */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            MediaContainer: {
                                [key: string]: unknown;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plex/status/sessions/history/all": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A page of what was played, newest first */
        get: {
            parameters: {
                query?: {
                    /** @description Rows, default 100 */
                    "X-Plex-Container-Size"?: number;
                    /** @description First row, default 0 */
                    "X-Plex-Container-Start"?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Plex's own answer */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            MediaContainer: {
                                [key: string]: unknown;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plex/tags/{item_id}": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Sets the tags of an item; each list replaces the one that Plex has, and what is no list is left alone */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path: {
                    /** @description Number of the item at Plex */
                    item_id: string;
                };
                cookie?: never;
            };
            /** @description Lists by field: genre, mood, style, collection, country, similar, label */
            requestBody: {
                content: {
                    "application/json": {
                        collection?: string[] | unknown;
                        country?: string[] | unknown;
                        genre?: string[] | unknown;
                        label?: string[] | unknown;
                        mood?: string[] | unknown;
                        similar?: string[] | unknown;
                        style?: string[] | unknown;
                    } & {
                        [key: string]: unknown;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Plex's own answer */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            MediaContainer: {
                                [key: string]: unknown;
                            };
                        };
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plex/timeline": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Tells Plex where a player is; the same as POST */
        get: {
            parameters: {
                query: {
                    continuing?: boolean | number;
                    /** @description Milliseconds */
                    duration?: number;
                    key?: string;
                    playQueueItemID?: number;
                    /** @description Number of the item at Plex */
                    ratingKey: string | number;
                    state: "playing" | "paused" | "stopped" | "buffering";
                    /** @description Milliseconds into the track */
                    time?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Plex's own answer */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            MediaContainer: {
                                [key: string]: unknown;
                            };
                        };
                    };
                };
            };
        };
        put?: never;
        /** Tells Plex where a player is */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        continuing?: boolean | number;
                        /** @description Milliseconds */
                        duration?: number;
                        key?: string;
                        playQueueItemID?: number;
                        /** @description Number of the item at Plex */
                        ratingKey: string | number;
                        /** @enum {unknown} */
                        state: "playing" | "paused" | "stopped" | "buffering";
                        /** @description Milliseconds into the track */
                        time?: number;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": string;
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plex/tracks": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** A page of the tracks of exactly this artist, album, or both */
        get: {
            parameters: {
                query?: {
                    /** @description Exact title */
                    album?: string;
                    /** @description Exact name of the artist of the album */
                    artist?: string;
                    limit?: number;
                    offset?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            data: {
                                guid: string | null;
                                ratingKey: string;
                                section_id: string | null;
                                title: string;
                                track: number | null;
                            }[];
                            ok: boolean;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plex/unmatched": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Files of the library that Plex does not know, with the reason */
        get: {
            parameters: {
                query?: {
                    /** @description Go on behind this file */
                    after?: number;
                    limit?: number;
                };
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody?: never;
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Default Response */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": {
                            files: {
                                artists: string[];
                                file_id: number;
                                path: string | null;
                                reason: string | null;
                                title: string | null;
                            }[];
                            /** @description For `after`; null: that was all */
                            next: number | null;
                        };
                    };
                };
            };
        };
        put?: never;
        post?: never;
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
    "/plex/unscrobble": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        get?: never;
        put?: never;
        /** Marks an item as not played */
        post: {
            parameters: {
                query?: never;
                header?: never;
                path?: never;
                cookie?: never;
            };
            requestBody: {
                content: {
                    "application/json": {
                        /** @description Number of the item at Plex */
                        key: string | number;
                    };
                };
            };
            responses: {
                /** @description Error */
                "4XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description Error */
                "5XX": {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": components["schemas"]["ErrorResponse"];
                    };
                };
                /** @description ok */
                200: {
                    headers: {
                        [name: string]: unknown;
                    };
                    content: {
                        "application/json": string;
                    };
                };
            };
        };
        delete?: never;
        options?: never;
        head?: never;
        patch?: never;
        trace?: never;
    };
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
        AutosyncRun: {
            counters: {
                [key: string]: number;
            };
            finished_at: string | null;
            id: number;
            /** @description How each service took part, by name: spotify, library, plex, soulseek */
            parts: {
                [key: string]: {
                    reason?: string;
                    /** @description ok, failed or off */
                    state: string;
                };
            };
            /** @description reading Spotify, comparing, or ended */
            phase: string;
            reason: string | null;
            reason_code: string | null;
            resume_at: string | null;
            /** Format: date-time */
            started_at: string;
            /** @description running, completed, partial (a service could not be asked), or blocked (no Spotify account) */
            state: string;
            /** @description schedule or manual */
            trigger: string;
        };
        AutosyncSettings: {
            /** @description Whether it runs by itself */
            enabled: boolean;
            interval_seconds: number;
            /** @description kbit/s of lossy files; 0: any */
            min_bitrate: number;
            only_preferred_formats: boolean;
            preferred_formats: string[];
            skip_threshold: number;
            sources: ("playlists" | "saved")[];
            /** @description Time of day (HH:MM); null: interval_seconds after the last run */
            time: string | null;
        };
        AutosyncSkippedTrack: {
            artists: string[];
            failure_count: number;
            /** @description search, no_results, quality, download, missing_path or import */
            failure_reason: string;
            id: number;
            /** Format: date-time */
            last_attempt_at: string;
            /** @description Whether it is left alone */
            skipped: boolean;
            spotify_id: string | null;
            title: string;
            /** @description Spotify's URI */
            track_key: string;
            wish_id: number;
        };
        BackfillJob: {
            counts: {
                cache_hits: number;
                cache_misses: number;
                /** @description Questions that Spotify answered */
                calls: number;
                expanded_playlists: number;
                expanded_tracks: number;
                matched: number;
                processed: number;
                requested: number;
            };
            created_at: string;
            duration_ms: number | null;
            error: {
                code: string;
                message: string;
            } | null;
            expand_playlists: boolean;
            job_id: string;
            ok: boolean;
            /** @description When it goes on by itself */
            resume_at: string | null;
            /** @description queued (also while it waits for Spotify), running, completed or failed */
            state: string;
        };
        Download: {
            artists: string[];
            /** @description pending, done, nothing (looked up again later) or failed (tried again later) */
            artwork_status: string;
            artwork_url: string | null;
            average_speed_bps: number | null;
            bytes_transferred: number;
            composer: string | null;
            copyright: string | null;
            created_at: string;
            /** @description Path at the peer, exactly as offered */
            filename: string;
            finished_at: string | null;
            genre: string | null;
            has_artwork: boolean;
            has_lyrics: boolean;
            id: number;
            isrc: string | null;
            last_error: string | null;
            lyrics_path: string | null;
            /** @description pending, done, nothing (looked up again later) or failed (tried again later) */
            lyrics_status: string;
            next_retry_at: string | null;
            organized_path: string | null;
            priority: number;
            producer: string | null;
            /** @description 0 to 100 */
            progress: number;
            queue_position: number | null;
            reason: string | null;
            /** @description How often it has been tried again */
            retry_count: number;
            size_bytes: number | null;
            spotify_album_id: string | null;
            spotify_track_id: string | null;
            started_at: string | null;
            /** @description queued, downloading, completed, failed, cancelled or dead_letter */
            state: string;
            /** @description The same as state */
            status: string;
            title: string | null;
            updated_at: string;
            username: string | null;
            wish_id: number | null;
        };
        ErrorResponse: {
            error: {
                /** @description VALIDATION_ERROR, NOT_FOUND, CONFLICT, RATE_LIMITED, DEPENDENCY_ERROR, … */
                code: string;
                message: string;
                meta?: {
                    [key: string]: unknown;
                };
            };
            /** @enum {boolean} */
            ok: false;
        };
        ImportItem: {
            album: string | null;
            artists: string[];
            /** @description Line of a text or table, ordinal in JSON and XML */
            line: number;
            playlist_url: string | null;
            raw_line: string | null;
            reason: string | null;
            reason_code: string | null;
            /** @description normalized, queued, completed, failed or skipped */
            state: string;
            title: string | null;
            wish_id: number | null;
        };
        ImportJob: {
            accepted: {
                batches: number;
                playlists: number;
                tracks: number;
            };
            counts: {
                /** @description In the library */
                completed: number;
                failed: number;
                normalized: number;
                /** @description Under way, or links that wait */
                queued: number;
                registered: number;
            };
            created_at: string;
            error: {
                /** @description PARTIAL_SUCCESS or BACKPRESSURE */
                code: string;
                message: string;
            } | null;
            failed_tracks: number;
            file_name: string | null;
            format: string | null;
            id: string;
            queued_tracks: number;
            skip_reason: string | null;
            skipped: {
                playlists: number;
                reason?: string | null;
                tracks: number;
            };
            skipped_tracks: number;
            /** @description FREE or PRO */
            source: string;
            /** @description normalized: accepted; queued: being handed over; completed: every entry handed over or explained; failed */
            state: string;
            updated_at: string;
        };
        NormalizedTrack: {
            album?: string | null;
            artist: string;
            /** @enum {string} */
            kind: "track";
            /** @description title, artist, album and year, as one would search for them */
            query: string;
            release_year?: number | null;
            /** @enum {string} */
            source: "user";
            spotify_album_id?: string | null;
            spotify_track_id?: string | null;
            title: string;
        };
        NotificationDelivery: {
            attempts: number;
            /** Format: date-time */
            created_at: string;
            error: string | null;
            error_code: string | null;
            event_count: number;
            finished_at: string | null;
            http_status: number | null;
            id: number;
            /** @description The event, batch where there were several kinds, or test */
            kind: string;
            /** @description pending, delivered, failed or cancelled */
            state: string;
            target_id: number;
            /** @description As the receiver knows it */
            uid: string;
        };
        NotificationTarget: {
            allow_private: boolean;
            enabled: boolean;
            events: string[];
            has_secret: boolean;
            header_names: string[];
            id: number;
            /**
             * @description webhook, ntfy, discord or apprise
             * @enum {unknown}
             */
            kind: "webhook" | "ntfy" | "discord" | "apprise";
            language: string;
            last_delivered_at: string | null;
            last_delivery: components["schemas"]["NotificationDelivery"] | null;
            method: string;
            name: string;
            paused_until: string | null;
            problem: {
                code: string;
                message: string;
            } | null;
            tag: string | null;
            /** @description Scheme and host; the rest is masked */
            url: string;
        };
        PlaylistItem: {
            added_at: string | null;
            album: string | null;
            artists: string[];
            duration_ms: number | null;
            isrc: string | null;
            /** @description track, local, episode or unavailable */
            kind: string;
            position: number;
            reason: string | null;
            spotify_track_id: string | null;
            stage: string | null;
            /** @description none (nobody wished for it), owned, or the state of its wish */
            state: string;
            title: string | null;
            uri: string;
            wish_id: number | null;
        };
        PlaylistSync: {
            counters: {
                [key: string]: number;
            };
            finished_at: string | null;
            reason: string | null;
            resume_at: string | null;
            started_at: string;
            /** @description running, completed, partial, or waiting for Spotify */
            state: string;
        };
        StoredPlaylist: {
            /** @description unread, read, or withheld: Spotify does not show the rows to this account; rows that were read before stay */
            contents: string;
            description: string | null;
            /** @description saved-tracks: the saved tracks of the account */
            id: string;
            image_url: string | null;
            /** @description Its missing tracks become wishes */
            mirror: boolean;
            name: string;
            owner: string | null;
            reason: string | null;
            rows_read_at: string | null;
            track_count: number;
            updated_at: string;
            /** @description Not among the lists of the account since then */
            vanished_at: string | null;
        };
        Wish: {
            album: string | null;
            artists: string[];
            attempts: number;
            created_at: string;
            download: {
                average_speed_bps: number | null;
                filename: string;
                id: number;
                /** @description 0 to 100 */
                progress: number;
                queue_position: number | null;
                state: string;
                username: string;
            } | null;
            duration_ms: number | null;
            file: {
                artwork_url: string | null;
                bitrate_kbps: number | null;
                duration_ms: number | null;
                format: string;
                id: number;
                /** @description Relative to the music folder */
                path: string;
            } | null;
            id: number;
            next_attempt_at: string | null;
            priority: number;
            reason: {
                code: string;
                sentence: string;
            } | null;
            settled_at: string | null;
            /** @description search, match, download, verify, organise, tag or publish */
            stage: string;
            /** @description queued, active, waiting, review, done or cancelled */
            state: string;
            title: string;
            updated_at: string;
        };
    };
    responses: never;
    parameters: never;
    requestBodies: never;
    headers: never;
    pathItems: never;
}
export type $defs = Record<string, never>;
export interface operations {
    index: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @enum {string} */
                        status: "ok";
                        version: string;
                    };
                };
            };
        };
    };
    listArtists: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Words of the name or an alias */
                q?: string;
                sort?: "name" | "updated";
                source?: "spotify" | "musicbrainz";
                watched?: boolean;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: ({
                            aliases: string[];
                            artist_key: string;
                            /** Format: date-time */
                            created_at: string;
                            etag: string;
                            genres: string[];
                            id: number;
                            images: string[];
                            last_synced_at: string | null;
                            metadata: {
                                [key: string]: unknown;
                            };
                            name: string;
                            popularity: number | null;
                            source: string;
                            source_id: string;
                            /** Format: date-time */
                            updated_at: string;
                            version: string;
                        } & {
                            priority: number | null;
                            watched: boolean;
                        })[];
                        limit: number;
                        offset: number;
                        total: number;
                    };
                };
            };
        };
    };
    getArtist: {
        parameters: {
            query?: {
                /** @description Releases to answer */
                limit?: number;
                offset?: number;
            };
            header?: never;
            path: {
                /** @description spotify:<id> or musicbrainz:<id> */
                artist_key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        aliases: string[];
                        artist_key: string;
                        /** Format: date-time */
                        created_at: string;
                        etag: string;
                        genres: string[];
                        id: number;
                        images: string[];
                        last_synced_at: string | null;
                        metadata: {
                            [key: string]: unknown;
                        };
                        name: string;
                        popularity: number | null;
                        source: string;
                        source_id: string;
                        /** Format: date-time */
                        updated_at: string;
                        version: string;
                    } & {
                        /** @description Keys under which sources know this artist */
                        identities: string[];
                        releases: {
                            artist_key: string;
                            artwork_url: string | null;
                            /**
                             * @description always or never to be fetched by watching and auto-sync; rules: nobody chose, the rules decide
                             * @enum {unknown}
                             */
                            choice: "always" | "never" | "rules";
                            completion: {
                                owned: number;
                                total: number | null;
                                wished: number;
                            } | null;
                            /** Format: date-time */
                            created_at: string;
                            etag: string;
                            id: number;
                            images: string[];
                            /** @description live, compilation, remix, soundtrack */
                            kinds: string[];
                            release_date: string | null;
                            /** @description album, ep, single or other */
                            release_type: string;
                            source: string;
                            source_id: string;
                            /** @description known (not ours to fetch), undated, upcoming, new (out, tracks not wished yet), wished, skipped */
                            state: string;
                            state_reason: string | null;
                            title: string;
                            total_tracks: number | null;
                            /** Format: date-time */
                            updated_at: string;
                            version: string;
                            wished_at: string | null;
                        }[];
                        releases_total: number;
                        watched: boolean;
                    };
                };
            };
        };
    };
    enqueueArtistSync: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description spotify:<id> or musicbrainz:<id> */
                artist_key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    force?: boolean;
                } | null;
            };
        };
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        already_enqueued: boolean;
                        /** Format: date-time */
                        available_at: string;
                        job_id: string;
                        job_type: string;
                        priority: number;
                        status: string;
                    };
                };
            };
        };
    };
    chooseRelease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description spotify:<id> or musicbrainz:<id> */
                artist_key: string;
                release_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description always or never to be fetched by watching and auto-sync; rules: nobody chose, the rules decide
                     * @enum {unknown}
                     */
                    choice: "always" | "never" | "rules";
                };
            };
        };
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * @description always or never to be fetched by watching and auto-sync; rules: nobody chose, the rules decide
                         * @enum {unknown}
                         */
                        choice: "always" | "never" | "rules";
                    };
                };
            };
        };
    };
    wishRelease: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description spotify:<id> or musicbrainz:<id> */
                artist_key: string;
                release_id: number;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Only these */
                    tracks?: {
                        /** @description Without it: the first */
                        disc?: number;
                        number: number;
                    }[];
                } | null;
            };
        };
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        already_owned: number;
                        already_wished: number;
                        tracks: number;
                        wished: number;
                    };
                };
            };
        };
    };
    findArtists: {
        parameters: {
            query: {
                limit?: number;
                name: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        errors: {
                            message: string;
                            source: string;
                        }[];
                        items: {
                            aliases: string[];
                            artist_key: string;
                            disambiguation: string | null;
                            genres: string[];
                            images: string[];
                            name: string;
                            popularity: number | null;
                            source: string;
                            watched: boolean;
                        }[];
                    };
                };
            };
        };
    };
    listArtistWatchlist: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            artist_key: string;
                            cooldown_until: string | null;
                            /** Format: date-time */
                            created_at: string;
                            last_enqueued_at: string | null;
                            last_synced_at: string | null;
                            name: string;
                            paused: boolean;
                            priority: number;
                            /** Format: date-time */
                            updated_at: string;
                        }[];
                        limit: number;
                        offset: number;
                        total: number;
                    };
                };
            };
        };
    };
    upsertArtistWatchlist: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    artist_key: string;
                    cooldown_until?: string | null;
                    priority?: number;
                };
            };
        };
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        artist_key: string;
                        cooldown_until: string | null;
                        /** Format: date-time */
                        created_at: string;
                        last_enqueued_at: string | null;
                        last_synced_at: string | null;
                        name: string;
                        paused: boolean;
                        priority: number;
                        /** Format: date-time */
                        updated_at: string;
                    };
                };
            };
        };
    };
    removeFromArtistWatchlist: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description spotify:<id> or musicbrainz:<id> */
                artist_key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listBackups: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description 0: none is written by itself */
                        interval_hours: number;
                        items: {
                            /** Format: date-time */
                            created_at: string;
                            name: string;
                            size_bytes: number;
                        }[];
                        /** @description How many are kept */
                        keep: number;
                        /** @description Whether one is being written */
                        running: boolean;
                    };
                };
            };
        };
    };
    createBackup: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        created_at: string;
                        name: string;
                        size_bytes: number;
                    };
                };
            };
        };
    };
    downloadBackup: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                name: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/gzip": string;
                };
            };
        };
    };
    listCalendarReleases: {
        parameters: {
            query?: {
                /** @description First day; 30 days ago when left out */
                from?: string;
                limit?: number;
                /** @description Last day; 180 days ahead when left out */
                to?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        from: string;
                        items: {
                            artist: string;
                            artist_key: string;
                            day: string;
                            id: number;
                            out: boolean;
                            /** @description day, month or year: how exactly the day is known */
                            precision: string;
                            release_type: string;
                            state: string;
                            title: string;
                        }[];
                        to: string;
                        today: string;
                    };
                };
            };
        };
    };
    getCalendarFeed: {
        parameters: {
            query?: {
                token?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": string;
                };
            };
        };
    };
    listCalendarTokens: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: date-time */
                            created_at: string;
                            id: number;
                            last_used_at: string | null;
                            name: string;
                        }[];
                    };
                };
            };
        };
    };
    addCalendarToken: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    name: string;
                };
            };
        };
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        id: number;
                        name: string;
                        path: string;
                        token: string;
                    };
                };
            };
        };
    };
    removeCalendarToken: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    examine: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        checked_at: string;
                        checks: {
                            /** @description The part of the id before the dot */
                            area: string;
                            /** Format: date-time */
                            checked_at: string;
                            /** @description Stable word for what was found, unique within the check */
                            code: string;
                            /** @description Page of the documentation, relative to docs/ */
                            docs: string;
                            /** @description Figures and names of the sentence, for translations */
                            facts: {
                                [key: string]: string | number | boolean | null;
                            };
                            /** @description Stable, such as slskd.signed_in */
                            id: string;
                            /** @description What to do, in English */
                            remedy: string | null;
                            /** @description What was found, in English */
                            sentence: string;
                            /** @description ok; warn: works, but look at it; problem: does not work; unknown: could not be found out in time */
                            state: "ok" | "warn" | "problem" | "unknown";
                            took_ms: number;
                        }[];
                        /** @description The worst of all checks */
                        state: "ok" | "warn" | "problem" | "unknown";
                    };
                };
            };
        };
    };
    examineOne: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                check_id: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description The part of the id before the dot */
                        area: string;
                        /** Format: date-time */
                        checked_at: string;
                        /** @description Stable word for what was found, unique within the check */
                        code: string;
                        /** @description Page of the documentation, relative to docs/ */
                        docs: string;
                        /** @description Figures and names of the sentence, for translations */
                        facts: {
                            [key: string]: string | number | boolean | null;
                        };
                        /** @description Stable, such as slskd.signed_in */
                        id: string;
                        /** @description What to do, in English */
                        remedy: string | null;
                        /** @description What was found, in English */
                        sentence: string;
                        /** @description ok; warn: works, but look at it; problem: does not work; unknown: could not be found out in time */
                        state: "ok" | "warn" | "problem" | "unknown";
                        took_ms: number;
                    };
                };
            };
        };
    };
    soulseekSettings: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        missing: string[];
                        /** @description SLSKD_URL here: the address is not set, http://127.0.0.1:5030 is used */
                        optional_missing: string[];
                        service: string;
                        /** @description ok, fail or disabled */
                        status: string;
                    };
                };
            };
        };
    };
    listKeys: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: date-time */
                            created_at: string;
                            /** @description Whether this request was made with it, or by a browser that signed in with it */
                            current: boolean;
                            expires_at: string | null;
                            /** @description The first characters of the key */
                            hint: string;
                            id: number;
                            /** @description Noted once a minute */
                            last_used_at: string | null;
                            name: string;
                            /** @description read: look; operate: also wish, download, change; admin: also settings, secrets and keys */
                            scope: "read" | "operate" | "admin";
                        }[];
                    };
                };
            };
        };
    };
    createKey: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Never, when left out */
                    expires_at?: null | string;
                    name: string;
                    /** @description read: look; operate: also wish, download, change; admin: also settings, secrets and keys */
                    scope: "read" | "operate" | "admin";
                };
            };
        };
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** Format: date-time */
                        created_at: string;
                        /** @description Whether this request was made with it, or by a browser that signed in with it */
                        current: boolean;
                        expires_at: string | null;
                        /** @description The first characters of the key */
                        hint: string;
                        id: number;
                        key: string;
                        /** @description Noted once a minute */
                        last_used_at: string | null;
                        name: string;
                        /** @description read: look; operate: also wish, download, change; admin: also settings, secrets and keys */
                        scope: "read" | "operate" | "admin";
                    };
                };
            };
        };
    };
    revokeKey: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listLibraryAlbums: {
        parameters: {
            query: {
                /** @description `next` of the page before */
                after?: string;
                /** @description Album artist, else first artist; case does not matter */
                artist: string;
                limit?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        artist: {
                            albums: number;
                            artwork_url: string | null;
                            bytes: number;
                            files: number;
                            /** @description Files without loss */
                            lossless: number;
                            /** @description As the tags have it; empty: the files name nobody */
                            name: string;
                        };
                        artist_key: string | null;
                        items: {
                            artwork_url: string | null;
                            bytes: number;
                            complete: boolean | null;
                            duration_ms: number;
                            files: number;
                            formats: string[];
                            /** @description Files without loss */
                            lossless: number;
                            /** @description As the tags have it; empty: files without an album */
                            title: string;
                            total_from: ("catalogue" | "numbers") | null;
                            /** @description Different tracks that are there; a second copy does not count */
                            tracks: number;
                            tracks_total: number | null;
                            year: string | null;
                        }[];
                        next: string | null;
                    };
                };
            };
        };
    };
    listLibraryArtists: {
        parameters: {
            query?: {
                /** @description `next` of the page before */
                after?: string;
                limit?: number;
                /** @description Part of the name */
                query?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            albums: number;
                            artwork_url: string | null;
                            bytes: number;
                            files: number;
                            /** @description Files without loss */
                            lossless: number;
                            /** @description As the tags have it; empty: the files name nobody */
                            name: string;
                        }[];
                        next: string | null;
                    };
                };
            };
        };
    };
    getLibraryDisk: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description What may still be written; null while the folder cannot be read */
                        free_bytes: number | null;
                        /** @description Kept free at all times; below it nothing is fetched */
                        reserve_bytes: number;
                        /** @description Size of the disk; null while the folder cannot be read */
                        total_bytes: number | null;
                    };
                };
            };
        };
    };
    listLibraryDuplicates: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            artists: string[];
                            /** @description Best quality first */
                            files: {
                                album: string | null;
                                /** @description The quality profile likes none of the others better */
                                best: boolean;
                                bit_depth: number | null;
                                bitrate_kbps: number | null;
                                codec: string | null;
                                duration_ms: number | null;
                                format: string;
                                id: number;
                                lossless: boolean | null;
                                path: string;
                                sample_rate_hz: number | null;
                                size_bytes: number;
                                wish_id: number | null;
                            }[];
                            title: string;
                        }[];
                        limit: number;
                        offset: number;
                        total: number;
                    };
                };
            };
        };
    };
    listLibraryFiles: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                /** @description Words that must occur in title, artists or album */
                query?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** Format: date-time */
                            added_at: string;
                            album: string | null;
                            album_artist: string | null;
                            artists: string[];
                            artwork_url: string | null;
                            bit_depth: number | null;
                            bitrate_kbps: number | null;
                            codec: string | null;
                            disc_number: number | null;
                            duration_ms: number | null;
                            format: string;
                            id: number;
                            isrc: string | null;
                            lossless: boolean | null;
                            /** @description wish: Harmony fetched it · scan: it was found in the music folder */
                            origin: "wish" | "scan";
                            /** @description Relative to the music folder, forward slashes */
                            path: string;
                            release_date: string | null;
                            sample_rate_hz: number | null;
                            size_bytes: number;
                            tag_problem: string | null;
                            tagged_at: string | null;
                            title: string;
                            track_number: number | null;
                            wish_id: number | null;
                        }[];
                        limit: number;
                        offset: number;
                        total: number;
                    };
                };
            };
        };
    };
    trashLibraryFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /**
                         * Format: date-time
                         * @description When the file is removed for good
                         */
                        expires_at: string;
                        id: number;
                        /** @description Relative to the music folder, forward slashes */
                        original_path: string;
                        reason: string;
                        sha256: string;
                        size_bytes: number;
                        /** Format: date-time */
                        trashed_at: string;
                        wish_id: number | null;
                    };
                };
            };
        };
    };
    getLibraryFileArtwork: {
        parameters: {
            query?: {
                /** @description 96, 320 or 640 pixels */
                size?: "small" | "medium" | "large";
            };
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/webp": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/webp": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/webp": string;
                };
            };
        };
    };
    getLibraryScan: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Seconds between scans by themselves; 0: none */
                        interval_s: number;
                        last_completed: {
                            /** @description New in the library */
                            added: number;
                            /** @description Changed since the last scan */
                            changed: number;
                            completed_at: string | null;
                            error: {
                                code: string;
                                remedy: string | null;
                                sentence: string;
                            } | null;
                            /** @description Could not be indexed; see the problems */
                            failed: number;
                            id: number;
                            mode: "changes" | "all" | "thorough";
                            /** @description Found under another name; they keep their row */
                            moved: number;
                            position: string | null;
                            /** @description Files that were looked into, because they are new or have changed */
                            read: number;
                            /** @description Were missing and are back */
                            returned: number;
                            /** @description Audio files met so far */
                            seen: number;
                            /** @description Wishes that were met by what was found */
                            settled: number;
                            /** Format: date-time */
                            started_at: string;
                            started_by: "person" | "timer";
                            status: "running" | "completed" | "stopped" | "failed";
                            /** Format: date-time */
                            updated_at: string;
                            /** @description Not there any more */
                            vanished: number;
                        } | null;
                        /** @description Files of the library that are not in the folder any more */
                        missing: number;
                        /** @description Things in the folder that could not be indexed */
                        problems: number;
                        scan: {
                            /** @description New in the library */
                            added: number;
                            /** @description Changed since the last scan */
                            changed: number;
                            completed_at: string | null;
                            error: {
                                code: string;
                                remedy: string | null;
                                sentence: string;
                            } | null;
                            /** @description Could not be indexed; see the problems */
                            failed: number;
                            id: number;
                            mode: "changes" | "all" | "thorough";
                            /** @description Found under another name; they keep their row */
                            moved: number;
                            position: string | null;
                            /** @description Files that were looked into, because they are new or have changed */
                            read: number;
                            /** @description Were missing and are back */
                            returned: number;
                            /** @description Audio files met so far */
                            seen: number;
                            /** @description Wishes that were met by what was found */
                            settled: number;
                            /** Format: date-time */
                            started_at: string;
                            started_by: "person" | "timer";
                            status: "running" | "completed" | "stopped" | "failed";
                            /** Format: date-time */
                            updated_at: string;
                            /** @description Not there any more */
                            vanished: number;
                        } | null;
                        watch: {
                            folders: number;
                            reason: string | null;
                            /** @description Whether this process notices changes at once */
                            state: "off" | "starting" | "watching" | "unavailable";
                        };
                    };
                };
            };
        };
    };
    startLibraryScan: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /**
                     * @description Believe it when most of the known files are gone, instead of refusing to scan
                     * @default false
                     */
                    accept_losses: boolean;
                    /**
                     * @description changes: new and changed files are read · all: the tags of every file · thorough: every byte of every file
                     * @default changes
                     */
                    mode: "changes" | "all" | "thorough";
                };
            };
        };
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Seconds between scans by themselves; 0: none */
                        interval_s: number;
                        last_completed: {
                            /** @description New in the library */
                            added: number;
                            /** @description Changed since the last scan */
                            changed: number;
                            completed_at: string | null;
                            error: {
                                code: string;
                                remedy: string | null;
                                sentence: string;
                            } | null;
                            /** @description Could not be indexed; see the problems */
                            failed: number;
                            id: number;
                            mode: "changes" | "all" | "thorough";
                            /** @description Found under another name; they keep their row */
                            moved: number;
                            position: string | null;
                            /** @description Files that were looked into, because they are new or have changed */
                            read: number;
                            /** @description Were missing and are back */
                            returned: number;
                            /** @description Audio files met so far */
                            seen: number;
                            /** @description Wishes that were met by what was found */
                            settled: number;
                            /** Format: date-time */
                            started_at: string;
                            started_by: "person" | "timer";
                            status: "running" | "completed" | "stopped" | "failed";
                            /** Format: date-time */
                            updated_at: string;
                            /** @description Not there any more */
                            vanished: number;
                        } | null;
                        /** @description Files of the library that are not in the folder any more */
                        missing: number;
                        /** @description Things in the folder that could not be indexed */
                        problems: number;
                        scan: {
                            /** @description New in the library */
                            added: number;
                            /** @description Changed since the last scan */
                            changed: number;
                            completed_at: string | null;
                            error: {
                                code: string;
                                remedy: string | null;
                                sentence: string;
                            } | null;
                            /** @description Could not be indexed; see the problems */
                            failed: number;
                            id: number;
                            mode: "changes" | "all" | "thorough";
                            /** @description Found under another name; they keep their row */
                            moved: number;
                            position: string | null;
                            /** @description Files that were looked into, because they are new or have changed */
                            read: number;
                            /** @description Were missing and are back */
                            returned: number;
                            /** @description Audio files met so far */
                            seen: number;
                            /** @description Wishes that were met by what was found */
                            settled: number;
                            /** Format: date-time */
                            started_at: string;
                            started_by: "person" | "timer";
                            status: "running" | "completed" | "stopped" | "failed";
                            /** Format: date-time */
                            updated_at: string;
                            /** @description Not there any more */
                            vanished: number;
                        } | null;
                        watch: {
                            folders: number;
                            reason: string | null;
                            /** @description Whether this process notices changes at once */
                            state: "off" | "starting" | "watching" | "unavailable";
                        };
                    };
                };
            };
        };
    };
    listMissingLibraryFiles: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            album: string | null;
                            artists: string[];
                            id: number;
                            /** Format: date-time */
                            missing_since: string;
                            /** @description Where the file was, relative to the music folder */
                            path: string;
                            title: string;
                            wish_id: number | null;
                        }[];
                        limit: number;
                        offset: number;
                        total: number;
                    };
                };
            };
        };
    };
    forgetMissingLibraryFile: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listLibraryScanProblems: {
        parameters: {
            query?: {
                code?: string;
                limit?: number;
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description unknown_format, unreadable, damaged, empty, no_permission, disk_error, name_not_utf8, path_too_long, too_deep, link_leads_out or not_a_file */
                            code: string;
                            /** Format: date-time */
                            first_seen_at: string;
                            id: number;
                            /** @description Relative to the music folder; bytes that are no UTF-8 are written as \xNN */
                            path: string;
                            remedy: string | null;
                            /** Format: date-time */
                            seen_at: string;
                            sentence: string;
                        }[];
                        limit: number;
                        offset: number;
                        total: number;
                    };
                };
            };
        };
    };
    stopLibraryScan: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            202: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Seconds between scans by themselves; 0: none */
                        interval_s: number;
                        last_completed: {
                            /** @description New in the library */
                            added: number;
                            /** @description Changed since the last scan */
                            changed: number;
                            completed_at: string | null;
                            error: {
                                code: string;
                                remedy: string | null;
                                sentence: string;
                            } | null;
                            /** @description Could not be indexed; see the problems */
                            failed: number;
                            id: number;
                            mode: "changes" | "all" | "thorough";
                            /** @description Found under another name; they keep their row */
                            moved: number;
                            position: string | null;
                            /** @description Files that were looked into, because they are new or have changed */
                            read: number;
                            /** @description Were missing and are back */
                            returned: number;
                            /** @description Audio files met so far */
                            seen: number;
                            /** @description Wishes that were met by what was found */
                            settled: number;
                            /** Format: date-time */
                            started_at: string;
                            started_by: "person" | "timer";
                            status: "running" | "completed" | "stopped" | "failed";
                            /** Format: date-time */
                            updated_at: string;
                            /** @description Not there any more */
                            vanished: number;
                        } | null;
                        /** @description Files of the library that are not in the folder any more */
                        missing: number;
                        /** @description Things in the folder that could not be indexed */
                        problems: number;
                        scan: {
                            /** @description New in the library */
                            added: number;
                            /** @description Changed since the last scan */
                            changed: number;
                            completed_at: string | null;
                            error: {
                                code: string;
                                remedy: string | null;
                                sentence: string;
                            } | null;
                            /** @description Could not be indexed; see the problems */
                            failed: number;
                            id: number;
                            mode: "changes" | "all" | "thorough";
                            /** @description Found under another name; they keep their row */
                            moved: number;
                            position: string | null;
                            /** @description Files that were looked into, because they are new or have changed */
                            read: number;
                            /** @description Were missing and are back */
                            returned: number;
                            /** @description Audio files met so far */
                            seen: number;
                            /** @description Wishes that were met by what was found */
                            settled: number;
                            /** Format: date-time */
                            started_at: string;
                            started_by: "person" | "timer";
                            status: "running" | "completed" | "stopped" | "failed";
                            /** Format: date-time */
                            updated_at: string;
                            /** @description Not there any more */
                            vanished: number;
                        } | null;
                        watch: {
                            folders: number;
                            reason: string | null;
                            /** @description Whether this process notices changes at once */
                            state: "off" | "starting" | "watching" | "unavailable";
                        };
                    };
                };
            };
        };
    };
    getLibrarySummary: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        albums: number;
                        artists: number;
                        bytes: number;
                        duration_ms: number;
                        files: number;
                        lossless: number;
                        untagged: number;
                    };
                };
            };
        };
    };
    listLibraryAlbumTracks: {
        parameters: {
            query: {
                /** @description Empty: files without an album */
                album: string;
                /** @description Album artist, else first artist; case does not matter */
                artist: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        artist_key: string | null;
                        /** @description At most 1,000 */
                        items: {
                            /** Format: date-time */
                            added_at: string;
                            album: string | null;
                            album_artist: string | null;
                            artists: string[];
                            artwork_url: string | null;
                            bit_depth: number | null;
                            bitrate_kbps: number | null;
                            codec: string | null;
                            disc_number: number | null;
                            duration_ms: number | null;
                            format: string;
                            id: number;
                            isrc: string | null;
                            lossless: boolean | null;
                            /** @description wish: Harmony fetched it · scan: it was found in the music folder */
                            origin: "wish" | "scan";
                            /** @description Relative to the music folder, forward slashes */
                            path: string;
                            release_date: string | null;
                            sample_rate_hz: number | null;
                            size_bytes: number;
                            tag_problem: string | null;
                            tagged_at: string | null;
                            title: string;
                            track_number: number | null;
                            wish_id: number | null;
                        }[];
                        /** @description At most 100 */
                        missing: {
                            disc: number;
                            number: number;
                        }[];
                        release_id: number | null;
                    };
                };
            };
        };
    };
    listTrash: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /**
                             * Format: date-time
                             * @description When the file is removed for good
                             */
                            expires_at: string;
                            id: number;
                            /** @description Relative to the music folder, forward slashes */
                            original_path: string;
                            reason: string;
                            sha256: string;
                            size_bytes: number;
                            /** Format: date-time */
                            trashed_at: string;
                            wish_id: number | null;
                        }[];
                        total: number;
                    };
                };
            };
        };
    };
    purgeFromTrash: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    restoreFromTrash: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        file_id: number;
                    };
                };
            };
        };
    };
    matchDiscographyToPlex: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @default [] */
                    albums: ({
                        /** @description As Spotify sends it */
                        tracks: ({
                            id: string;
                        } & {
                            [key: string]: unknown;
                        })[] | ({
                            items: ({
                                id: string;
                            } & {
                                [key: string]: unknown;
                            })[];
                        } & {
                            [key: string]: unknown;
                        });
                    } & {
                        [key: string]: unknown;
                    })[];
                    artist_id: string;
                    /** @default [] */
                    plex_items: ({
                        guid?: string | number;
                        Guid?: ({
                            id?: string | number;
                        } & {
                            [key: string]: unknown;
                        })[];
                        ratingKey?: string | number;
                    } & {
                        [key: string]: unknown;
                    })[];
                };
            };
        };
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        missing_albums: {
                            album: {
                                [key: string]: unknown;
                            };
                            missing_tracks: {
                                [key: string]: unknown;
                            }[];
                        }[];
                        missing_tracks: {
                            album: {
                                [key: string]: unknown;
                            };
                            track: {
                                [key: string]: unknown;
                            };
                        }[];
                    };
                };
            };
        };
    };
    listPeers: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                sort?: "last_seen" | "delivered" | "failed" | "username";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            /** @description Arrived, but were not what they were said to be */
                            bad_files: number;
                            delivered: number;
                            failed: number;
                            first_byte_s: number | null;
                            last_failure: string | null;
                            last_failure_at: string | null;
                            /** Format: date-time */
                            last_seen_at: string;
                            refused: number;
                            sentence: string;
                            speed_bps: number | null;
                            /** @description 0 (always fails) to 1 (always delivers); 0.5 for strangers; experiences fade by half in 30 days */
                            trust: number;
                            username: string;
                        }[];
                        limit: number;
                        offset: number;
                        total: number;
                    };
                };
            };
        };
    };
    getPeer: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                username: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Arrived, but were not what they were said to be */
                        bad_files: number;
                        delivered: number;
                        failed: number;
                        first_byte_s: number | null;
                        last_failure: string | null;
                        last_failure_at: string | null;
                        /** Format: date-time */
                        last_seen_at: string;
                        refused: number;
                        sentence: string;
                        speed_bps: number | null;
                        /** @description 0 (always fails) to 1 (always delivers); 0.5 for strangers; experiences fade by half in 30 days */
                        trust: number;
                        username: string;
                    };
                };
            };
        };
    };
    validateSecret: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description slskd_api_key or spotify_client_secret */
                provider: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Tried in place of the one in use */
                    value?: string | null;
                } | null;
            };
        };
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        data: {
                            provider: string;
                            validated: {
                                /** Format: date-time */
                                at: string;
                                /** @description live: the service said so; format: only the form was looked at */
                                mode: "live" | "format";
                                note?: string;
                                /** @description Why it is not valid */
                                reason?: string;
                                valid: boolean;
                            };
                        };
                        error: null;
                        /** @enum {boolean} */
                        ok: true;
                    };
                };
            };
        };
    };
    getSession: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Whether it is the cookie of a browser, so that signing out is possible */
                        by_session: boolean;
                        /** @description Name of the key */
                        name: string | null;
                        /** @description Whether requests need a key or a session */
                        required: boolean;
                        scope: ("read" | "operate" | "admin") | null;
                        /** @description Whether this request showed a valid one */
                        signed_in: boolean;
                    };
                };
            };
        };
    };
    signIn: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    key: string;
                };
            };
        };
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Whether it is the cookie of a browser, so that signing out is possible */
                        by_session: boolean;
                        /** @description Name of the key */
                        name: string | null;
                        /** @description Whether requests need a key or a session */
                        required: boolean;
                        scope: ("read" | "operate" | "admin") | null;
                        /** @description Whether this request showed a valid one */
                        signed_in: boolean;
                    };
                };
            };
        };
    };
    signOut: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Done */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    listArtistPreferences: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        preferences: {
                            artist_id: string;
                            release_id: string;
                            /** @default true */
                            selected: boolean;
                        }[];
                    };
                };
            };
        };
    };
    saveArtistPreferences: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    preferences: {
                        artist_id: string;
                        release_id: string;
                        /** @default true */
                        selected: boolean;
                    }[];
                };
            };
        };
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        preferences: {
                            artist_id: string;
                            release_id: string;
                            /** @default true */
                            selected: boolean;
                        }[];
                    };
                };
            };
        };
    };
    listDiscographies: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            albums_done: number;
                            albums_total: number;
                            already_owned: number;
                            already_wished: number;
                            artist_id: string;
                            artist_key: string;
                            artist_name: string | null;
                            /** Format: date-time */
                            created_at: string;
                            job_id: number;
                            kinds: string[];
                            problem: {
                                [key: string]: unknown;
                            } | null;
                            /** @description 0 to 100, by albums */
                            progress: number;
                            /** @description pending, in_progress, done, failed */
                            status: string;
                            tracks: number;
                            /** Format: date-time */
                            updated_at: string;
                            wished: number;
                        }[];
                    };
                };
            };
        };
    };
    getDiscography: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
            };
            header?: never;
            path: {
                job_id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        albums_done: number;
                        albums_total: number;
                        already_owned: number;
                        already_wished: number;
                        artist_id: string;
                        artist_key: string;
                        artist_name: string | null;
                        /** Format: date-time */
                        created_at: string;
                        job_id: number;
                        kinds: string[];
                        problem: {
                            [key: string]: unknown;
                        } | null;
                        /** @description 0 to 100, by albums */
                        progress: number;
                        /** @description pending, in_progress, done, failed */
                        status: string;
                        tracks: number;
                        /** Format: date-time */
                        updated_at: string;
                        wished: number;
                    } & {
                        albums: {
                            already_owned: number;
                            already_wished: number;
                            position: number;
                            reason: string | null;
                            release_date: string | null;
                            release_type: string;
                            state: string;
                            title: string;
                            tracks: number;
                            wished: number;
                        }[];
                    };
                };
            };
        };
    };
    downloadDiscography: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description A Spotify id, a key such as musicbrainz:<id>, or a link */
                    artist_id: string;
                    artist_name?: string | null;
                    kinds?: ("album" | "ep" | "single" | "live" | "compilation" | "remix" | "soundtrack" | "other")[];
                };
            };
        };
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        already_enqueued: boolean;
                        job_id: number;
                        status: string;
                    };
                };
            };
        };
    };
    systemStats: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        cpu: {
                            cores: number;
                            /** @description Seconds of all processors since the machine started */
                            idle: number;
                            /** @description 0 to 100 */
                            percent: number;
                            /** @description Seconds of all processors since the machine started */
                            system: number;
                            /** @description Seconds of all processors since the machine started */
                            user: number;
                        };
                        /** @description Of the disk that holds the data folder */
                        disk: {
                            /** @description Bytes */
                            free: number;
                            /** @description 0 to 100 */
                            percent: number;
                            /** @description Bytes */
                            total: number;
                            /** @description Bytes */
                            used: number;
                        };
                        memory: {
                            /** @description Bytes */
                            available: number;
                            /** @description Bytes */
                            free: number;
                            /** @description 0 to 100 */
                            percent: number;
                            /** @description Bytes */
                            total: number;
                            /** @description Bytes */
                            used: number;
                        };
                        /** @description Since the machine started, all interfaces but loopback; null where the system does not tell */
                        network: {
                            /** @description Bytes */
                            bytes_recv: number | null;
                            /** @description Bytes */
                            bytes_sent: number | null;
                            /** @description Packets */
                            packets_recv: number | null;
                            /** @description Packets */
                            packets_sent: number | null;
                        };
                    };
                };
            };
        };
    };
    getSpectrogram: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                id: number;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description PNG, 480 × 160 or narrower */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "image/png": unknown;
                };
            };
        };
    };
    listWatchlist: {
        parameters: {
            query?: {
                limit?: number;
                offset?: number;
                q?: string;
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        items: {
                            artist_key: string;
                            backfill: boolean;
                            cooldown_s: number | null;
                            cooldown_until: string | null;
                            /** Format: date-time */
                            created_at: string;
                            editions: string;
                            /** @description Failed tries since the last good look */
                            failures: number;
                            id: number;
                            images: string[];
                            interval_s: number | null;
                            kinds: string[];
                            last_checked: string | null;
                            name: string;
                            /** Format: date-time */
                            next_due_at: string;
                            pause_reason: string | null;
                            paused: boolean;
                            priority: number;
                            problem: {
                                [key: string]: unknown;
                            } | null;
                            resume_at: string | null;
                            retry_block_until: string | null;
                            /** @description Releases dated on or after this day are fetched */
                            since: string;
                            /** Format: date-time */
                            updated_at: string;
                        }[];
                        total: number;
                    };
                };
            };
        };
    };
    addToWatchlist: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @description Instead of artist_key: a link, or a name */
                    artist?: string;
                    artist_key?: string;
                    /** @description Everything that the artist has put out, not only what comes from today on */
                    backfill?: boolean;
                    cooldown_s?: number | null;
                    /**
                     * @description first: a deluxe edition brings nothing; bonus: it brings the recordings that we do not have
                     * @enum {unknown}
                     */
                    editions?: "first" | "bonus";
                    interval_s?: number | null;
                    /** @description Which kinds of releases are wanted */
                    kinds?: ("album" | "ep" | "single" | "live" | "compilation" | "remix" | "soundtrack" | "other")[];
                    priority?: number;
                };
            };
        };
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            201: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        artist_key: string;
                        backfill: boolean;
                        cooldown_s: number | null;
                        cooldown_until: string | null;
                        /** Format: date-time */
                        created_at: string;
                        editions: string;
                        /** @description Failed tries since the last good look */
                        failures: number;
                        id: number;
                        images: string[];
                        interval_s: number | null;
                        kinds: string[];
                        last_checked: string | null;
                        name: string;
                        /** Format: date-time */
                        next_due_at: string;
                        pause_reason: string | null;
                        paused: boolean;
                        priority: number;
                        problem: {
                            [key: string]: unknown;
                        } | null;
                        resume_at: string | null;
                        retry_block_until: string | null;
                        /** @description Releases dated on or after this day are fetched */
                        since: string;
                        /** Format: date-time */
                        updated_at: string;
                    };
                };
            };
        };
    };
    getWatchlistEntry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description spotify:<id> or musicbrainz:<id> */
                artist_key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        artist_key: string;
                        backfill: boolean;
                        cooldown_s: number | null;
                        cooldown_until: string | null;
                        /** Format: date-time */
                        created_at: string;
                        editions: string;
                        /** @description Failed tries since the last good look */
                        failures: number;
                        id: number;
                        images: string[];
                        interval_s: number | null;
                        kinds: string[];
                        last_checked: string | null;
                        name: string;
                        /** Format: date-time */
                        next_due_at: string;
                        pause_reason: string | null;
                        paused: boolean;
                        priority: number;
                        problem: {
                            [key: string]: unknown;
                        } | null;
                        resume_at: string | null;
                        retry_block_until: string | null;
                        /** @description Releases dated on or after this day are fetched */
                        since: string;
                        /** Format: date-time */
                        updated_at: string;
                    };
                };
            };
        };
    };
    removeFromWatchlist: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description spotify:<id> or musicbrainz:<id> */
                artist_key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            204: {
                headers: {
                    [name: string]: unknown;
                };
                content?: never;
            };
        };
    };
    changeWatchlistEntry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description spotify:<id> or musicbrainz:<id> */
                artist_key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    /** @enum {boolean} */
                    backfill?: true;
                    cooldown_s?: number | null;
                    /**
                     * @description first: a deluxe edition brings nothing; bonus: it brings the recordings that we do not have
                     * @enum {unknown}
                     */
                    editions?: "first" | "bonus";
                    interval_s?: number | null;
                    /** @description Which kinds of releases are wanted */
                    kinds?: ("album" | "ep" | "single" | "live" | "compilation" | "remix" | "soundtrack" | "other")[];
                    priority?: number;
                };
            };
        };
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        artist_key: string;
                        backfill: boolean;
                        cooldown_s: number | null;
                        cooldown_until: string | null;
                        /** Format: date-time */
                        created_at: string;
                        editions: string;
                        /** @description Failed tries since the last good look */
                        failures: number;
                        id: number;
                        images: string[];
                        interval_s: number | null;
                        kinds: string[];
                        last_checked: string | null;
                        name: string;
                        /** Format: date-time */
                        next_due_at: string;
                        pause_reason: string | null;
                        paused: boolean;
                        priority: number;
                        problem: {
                            [key: string]: unknown;
                        } | null;
                        resume_at: string | null;
                        retry_block_until: string | null;
                        /** @description Releases dated on or after this day are fetched */
                        since: string;
                        /** Format: date-time */
                        updated_at: string;
                    };
                };
            };
        };
    };
    pauseWatchlistEntry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description spotify:<id> or musicbrainz:<id> */
                artist_key: string;
            };
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    reason?: string;
                    resume_at?: string | null;
                } | null;
            };
        };
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        artist_key: string;
                        backfill: boolean;
                        cooldown_s: number | null;
                        cooldown_until: string | null;
                        /** Format: date-time */
                        created_at: string;
                        editions: string;
                        /** @description Failed tries since the last good look */
                        failures: number;
                        id: number;
                        images: string[];
                        interval_s: number | null;
                        kinds: string[];
                        last_checked: string | null;
                        name: string;
                        /** Format: date-time */
                        next_due_at: string;
                        pause_reason: string | null;
                        paused: boolean;
                        priority: number;
                        problem: {
                            [key: string]: unknown;
                        } | null;
                        resume_at: string | null;
                        retry_block_until: string | null;
                        /** @description Releases dated on or after this day are fetched */
                        since: string;
                        /** Format: date-time */
                        updated_at: string;
                    };
                };
            };
        };
    };
    resumeWatchlistEntry: {
        parameters: {
            query?: never;
            header?: never;
            path: {
                /** @description spotify:<id> or musicbrainz:<id> */
                artist_key: string;
            };
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        artist_key: string;
                        backfill: boolean;
                        cooldown_s: number | null;
                        cooldown_until: string | null;
                        /** Format: date-time */
                        created_at: string;
                        editions: string;
                        /** @description Failed tries since the last good look */
                        failures: number;
                        id: number;
                        images: string[];
                        interval_s: number | null;
                        kinds: string[];
                        last_checked: string | null;
                        name: string;
                        /** Format: date-time */
                        next_due_at: string;
                        pause_reason: string | null;
                        paused: boolean;
                        priority: number;
                        problem: {
                            [key: string]: unknown;
                        } | null;
                        resume_at: string | null;
                        retry_block_until: string | null;
                        /** @description Releases dated on or after this day are fetched */
                        since: string;
                        /** Format: date-time */
                        updated_at: string;
                    };
                };
            };
        };
    };
    importFollowedArtists: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody: {
            content: {
                "application/json": {
                    priority?: number;
                } | null;
            };
        };
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        added: number;
                        already_watched: number;
                        followed: number;
                    };
                };
            };
        };
    };
    exportWishes: {
        parameters: {
            query?: {
                format?: "csv" | "json";
                query?: string;
                stage?: "search" | "match" | "download" | "verify" | "organise" | "tag" | "publish";
                state?: "queued" | "active" | "waiting" | "review" | "done" | "cancelled";
            };
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/csv": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                    "text/csv": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        album: string | null;
                        artists: string[];
                        attempts: number;
                        /** Format: date-time */
                        created_at: string;
                        duration_ms: number | null;
                        id: number;
                        isrc: string | null;
                        priority: number;
                        reason: string | null;
                        reason_code: string | null;
                        settled_at: string | null;
                        stage: string;
                        state: string;
                        title: string;
                        /** Format: date-time */
                        updated_at: string;
                    }[];
                    "text/csv": {
                        album: string | null;
                        artists: string[];
                        attempts: number;
                        /** Format: date-time */
                        created_at: string;
                        duration_ms: number | null;
                        id: number;
                        isrc: string | null;
                        priority: number;
                        reason: string | null;
                        reason_code: string | null;
                        settled_at: string | null;
                        stage: string;
                        state: string;
                        title: string;
                        /** Format: date-time */
                        updated_at: string;
                    }[];
                };
            };
        };
    };
    getWishStats: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": {
                        /** @description Queued, active, waiting and in review */
                        by_stage: {
                            download: number;
                            match: number;
                            organise: number;
                            publish: number;
                            search: number;
                            tag: number;
                            verify: number;
                        };
                        by_state: {
                            [key: string]: number;
                        };
                    };
                };
            };
        };
    };
    metrics: {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        requestBody?: never;
        responses: {
            /** @description Error */
            "4XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Error */
            "5XX": {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "application/json": components["schemas"]["ErrorResponse"];
                };
            };
            /** @description Default Response */
            200: {
                headers: {
                    [name: string]: unknown;
                };
                content: {
                    "text/plain": string;
                };
            };
        };
    };
}
