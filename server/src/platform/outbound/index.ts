export { type FaultCode, ServiceFault } from './fault.ts';
export { createMood, defaultPausesMs, type Mood, type MoodReading } from './mood.ts';
export { createOutbound, type Outbound, type OutboundCall, type OutboundReply } from './outbound.ts';
