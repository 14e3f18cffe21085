import { createRootRoute } from '@tanstack/react-router';

/** The trunk of all addresses; `router.tsx` gives it what stands around every page. */
export const root = createRootRoute();
