export { doctorRoutes } from './doctor.routes.ts';
export { type CheckReport, createDoctor, type Doctor, worstOf } from './doctor.ts';
export type { Check, CheckState, Finding } from './ports.ts';
