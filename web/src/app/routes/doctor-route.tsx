import { DoctorPage } from '../../features/house/index.ts';

/** The doctor under its address. */
export function DoctorRoute() {
  return <DoctorPage />;
}
