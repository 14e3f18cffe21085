/** Answer without a key, exactly at this address. */
const exact = ['/health', '/ready'];
/** Answer without a key, and so does what lies below. */
const whole = ['/docs', '/redoc', '/openapi.json'];

/**
 * Whether everybody may ask for this path: health and documents, and what the operator allows (`AUTH_ALLOWLIST`: paths with or without the base
 * path, each with what lies below it).
 */
export function isOpenPath(path: string, basePath: string, allowList: readonly string[]): boolean {
  const below = (place: string): boolean => path === place || path.startsWith(`${place}/`);
  if (exact.some((place) => path === basePath + place) || below('/api/health')) return true;
  if (whole.some((place) => below(basePath + place))) return true;
  return allowList.some((entry) => {
    const place = `/${entry.replaceAll(/^\/+|\/+$/g, '')}`;
    return place !== '/' && (below(place) || below(basePath + place));
  });
}
