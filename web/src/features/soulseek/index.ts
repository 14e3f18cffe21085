export { SoulseekPage } from './soulseek-page.tsx';
export { type SoulseekSearch, soulseekTabs } from './tabs.ts';
