export { Attention, type AttentionItem } from './attention.tsx';
export { DiskPanel } from './disk-panel.tsx';
export { serverStatusQuery } from './queries.ts';
export { type Service, ServicesPanel } from './services-panel.tsx';
export { WorkersPanel } from './workers-panel.tsx';
