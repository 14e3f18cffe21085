export { BeetsPage } from './beets-page.tsx';
export { BeetsTest } from './test-panel.tsx';
