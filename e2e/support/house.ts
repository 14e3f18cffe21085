import { type Fixture, startFixture } from '../fixture/server.ts';

/** What the journeys run against: a real Harmony when `E2E_BASE_URL` names one, else the fixture. */
export interface OpenHouse {
  readonly url: string;
  readonly fixture: Fixture | null;
  close(): Promise<void>;
}

/** Opens the house; a real one is left alone when it closes. */
export async function openHouse(wishes: number): Promise<OpenHouse> {
  const real = process.env['E2E_BASE_URL'];
  if (real !== undefined && real !== '') return { url: real.replace(/\/$/, ''), fixture: null, close: async () => {} };
  const fixture = await startFixture({ wishes });
  return { url: fixture.url, fixture, close: () => fixture.close() };
}
