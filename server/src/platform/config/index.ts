export { configurationPage, describeValues, envExample } from './document.ts';
export { environmentFile, environmentFor, isStartedByNpm, readEnvironment } from './environment.ts';
export { type ConfigFault, type ReadResult, readSettings } from './read.ts';
export { type Parsed, type Setting, type SettingGroup, type SettingValues, setting } from './setting.ts';
