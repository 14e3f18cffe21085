export { createOrganiseStage, type OrganiseDeps } from './organise.stage.ts';
export { organiseSettings } from './settings.ts';
