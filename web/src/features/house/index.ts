export { DoctorPage } from './doctor/doctor-page.tsx';
export { useDoctorState } from './doctor/use-doctor-state.ts';
export { FirstRunPage } from './first-run/first-run-page.tsx';
export { firstRunSteps, reachedStep } from './first-run/steps.ts';
export { useFirstRun } from './first-run/use-first-run.ts';
export { type SettingsSection, sectionOf, settingsSections } from './sections.ts';
export { SettingsPage } from './settings/settings-page.tsx';
