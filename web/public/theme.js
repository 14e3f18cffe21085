// Runs before the first paint, as a file of its own because the Content-Security-Policy allows no inline script.
(() => {
  let choice = 'system';
  try {
    choice = localStorage.getItem('harmony.theme') ?? 'system';
  } catch {
    // Storage is forbidden: follow the system.
  }
  const dark = choice === 'dark' || (choice !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  document.documentElement.dataset.theme = dark ? 'dark' : 'light';
})();
