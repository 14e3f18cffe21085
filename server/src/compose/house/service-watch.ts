import type { SlskdStatus } from '#integrations/slskd';

/** The last known state of slskd, looked at in the background so that no request waits for it. */
export interface ServiceWatch {
  /** The last look; looks first when there was none yet. */
  status(): Promise<SlskdStatus>;
  /** Looks now; tells of a change. */
  look(): Promise<void>;
}

/** `tell` hears when the connection, the sign-in or the problem changes. */
export function createServiceWatch(options: {
  readonly ask: () => Promise<SlskdStatus>;
  readonly tell: (status: SlskdStatus) => void;
}): ServiceWatch {
  let last: SlskdStatus | null = null;
  let looking: Promise<SlskdStatus> | null = null;

  async function look(): Promise<SlskdStatus> {
    looking ??= options.ask().finally(() => {
      looking = null;
    });
    const status = await looking;
    if (last === null || summary(last) !== summary(status)) options.tell(status);
    last = status;
    return status;
  }

  return {
    status: async () => last ?? (await look()),
    async look() {
      await look();
    },
  };
}

function summary(status: SlskdStatus): string {
  return JSON.stringify([status.connected, status.loggedIn, status.problem?.code, status.version]);
}
