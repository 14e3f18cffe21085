// Generated from server/openapi.json by `npm run docs`. Do not edit.

export interface paths {
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
                    limit?: number;
                    offset?: number;
                    status?: string;
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
    "/api/v1/events": {
        parameters: {
            query?: never;
            header?: never;
            path?: never;
            cookie?: never;
        };
        /** Live changes (server-sent events: wish, ingest, library, activity, service, reset) */
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
                                db: string;
                                deps: {
                                    [key: string]: string;
                                };
                                migrations: {
                                    current: string | null;
                                    up_to_date: boolean;
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
                                started_at: string;
                                state: string;
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
}
export type webhooks = Record<string, never>;
export interface components {
    schemas: {
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
                            bit_depth: number | null;
                            bitrate_kbps: number | null;
                            codec: string | null;
                            disc_number: number | null;
                            duration_ms: number | null;
                            format: string;
                            id: number;
                            isrc: string | null;
                            lossless: boolean | null;
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
}
