export { SmartSearchPage } from './search-page.tsx';
export { formatNames, lengthNames, type SmartSearch, sourceNames } from './works.ts';
