export { ActivityPage } from './activity-page.tsx';
export { ActivityRow } from './activity-row.tsx';
export { latestActivityQuery, useLiveActivity } from './queries.ts';
