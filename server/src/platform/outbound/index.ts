export { isForbiddenAddress, isPrivateAddress } from './addresses.ts';
export { type FaultCode, ServiceFault } from './fault.ts';
export { createFetcher, type Fetched, type Fetcher } from './fetcher.ts';
export { type LineEnd, listenEvents, listenSocket } from './listen.ts';
export { createMood, type Mood, type MoodReading } from './mood.ts';
export { createOutbound, type Outbound, type OutboundReply } from './outbound.ts';

export { type Clock, createPace, type Pace, systemClock } from './pace.ts';

export { createPageSource, type PageSource } from './page.ts';
export { createPoster, type Posted, type Poster } from './poster.ts';
export { trialFailure, tryOut } from './try-out.ts';
