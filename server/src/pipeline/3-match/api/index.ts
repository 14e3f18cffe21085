export { type AliasRouteDeps, aliasRoutes } from './aliases.routes.ts';
export { type AliasBook, createAliasBook, createAliasStore } from './aliases.store.ts';
export { judgeByTaste, judgeInTurns, type Taste, tasteOf } from './judging.ts';
export { type NewMatch, storeMatches } from './matches.store.ts';
export { type MatchingRouteDeps, matchingRoutes } from './matching.routes.ts';
export { transfersOf } from './proof.store.ts';
export { type RejudgeDeps, rejudgeWaiting } from './rejudge.ts';
export { type WhatIfRouteDeps, whatIfRoutes } from './what-if.routes.ts';
export { replayCandidates, wishesWithCandidates } from './what-if.store.ts';
