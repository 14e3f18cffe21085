import '@fontsource-variable/inter/wght.css';
import './ui/app.css';
import { RouterProvider } from '@tanstack/react-router';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { Providers } from './app/providers.tsx';
import { router } from './app/router.tsx';
import { startTheme } from './app/theme.ts';
import { startI18n } from './i18n/index.ts';

const reloadedAt = 'harmony.reloaded';
/** A second failure so soon after loading again is not an old page, and another time would not help. */
const reloadPauseMs = 10_000;

// After an update the parts that an open page wants to load later are gone: load the new page instead.
window.addEventListener('vite:preloadError', (event) => {
  if (Date.now() - Number(sessionStorage.getItem(reloadedAt)) < reloadPauseMs) return;
  sessionStorage.setItem(reloadedAt, String(Date.now()));
  event.preventDefault();
  window.location.reload();
});

const place = document.getElementById('root');
if (place === null) throw new Error('index.html has no #root');
startTheme();
await startI18n();
createRoot(place).render(
  <StrictMode>
    <Providers>
      <RouterProvider router={router} />
    </Providers>
  </StrictMode>,
);
