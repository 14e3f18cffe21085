export { DropAnywhere } from './drop-anywhere.tsx';
export { ImportBox } from './import-box.tsx';
export { ImportDeskProvider } from './import-desk.tsx';
export { RecentImports } from './recent-imports.tsx';
export { WaysIn } from './ways-in.tsx';
