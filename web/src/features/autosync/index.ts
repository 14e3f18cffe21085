export { AutosyncPage } from './autosync-page.tsx';
