export { namingRoutes } from './naming.routes.ts';
export { createNaming, type Naming } from './naming.ts';
export { createOrganiseStage, type OrganiseDeps } from './organise.stage.ts';
export { storeOrganised } from './organise.store.ts';
export type { Twin, Twins } from './ports.ts';
export { organiseSettings } from './settings.ts';
export { defaultTemplate, type NamingTemplate } from './template.ts';
