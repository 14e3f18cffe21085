/** How a kept answer goes out: whole, compressed, or as 304. */
export interface AnswerForm {
  readonly status: 200 | 304;
  /** Names and values in turns, as `writeHead` takes them; the first two values are filled in for each request. */
  readonly fields: string[];
  readonly body: Buffer | null;
}

/** A kept answer. */
export interface KeptAnswer {
  readonly body: Buffer;
  /** The forms that somebody wanted until now. */
  readonly forms: Map<string, AnswerForm | Promise<AnswerForm>>;
  /** Those of the answer when it was first given, in lower case; not the id of its request. */
  readonly headers: Readonly<Record<string, string>>;
  /** State of the house before the answer was made. */
  readonly version: string;
  /** When it was begun, in the order of all beginnings and arrivals. */
  readonly began: number;
  /** Milliseconds, monotonic. */
  readonly at: number;
}

/** Kept answers, bounded in number and size; the one not asked for the longest goes first. */
export interface KeptAnswers {
  get(key: string): KeptAnswer | undefined;
  set(key: string, answer: KeptAnswer): void;
  /** Throws away those whose path (the part of the key after the first blank) begins so; answers how many. */
  evict(pathPrefix: string): number;
  clear(): void;
  size(): number;
}

/** Builds the store. `mostBytes`: of all bodies together; a body of more than a sixteenth of that is not kept. */
export function createKeptAnswers(mostItems: number, mostBytes: number): KeptAnswers {
  const kept = new Map<string, KeptAnswer>();
  let bytes = 0;
  const drop = (key: string): void => {
    bytes -= kept.get(key)?.body.length ?? 0;
    kept.delete(key);
  };
  return {
    get(key) {
      const answer = kept.get(key);
      if (answer === undefined) return undefined;
      kept.delete(key);
      kept.set(key, answer);
      return answer;
    },
    set(key, answer) {
      drop(key);
      if (answer.body.length > mostBytes / 16) return;
      kept.set(key, answer);
      bytes += answer.body.length;
      for (const oldest of kept.keys()) {
        if (kept.size <= mostItems && bytes <= mostBytes) break;
        drop(oldest);
      }
    },
    evict(pathPrefix) {
      const gone = [...kept.keys()].filter((key) => key.slice(key.indexOf(' ') + 1).startsWith(pathPrefix));
      for (const key of gone) drop(key);
      return gone.length;
    },
    clear() {
      kept.clear();
      bytes = 0;
    },
    size: () => kept.size,
  };
}
