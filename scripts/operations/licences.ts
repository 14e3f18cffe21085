/** What a lock file says of one package. */
interface Locked {
  readonly version?: string;
  readonly license?: string;
  readonly dev?: boolean;
  readonly devOptional?: boolean;
  readonly link?: boolean;
}

/** A package that is installed. */
export interface Dependency {
  readonly name: string;
  readonly version: string;
  readonly licence: string;
  /** Needed only to build and to test. */
  readonly dev: boolean;
}

/** Licences under which code may be used in an MIT project that is given away, and why. */
export const allowed: Readonly<Record<string, string>> = {
  MIT: 'permissive',
  'MIT-0': 'permissive',
  ISC: 'permissive',
  BSD: 'permissive; url-template, whose file LICENSE has three clauses',
  'BSD-2-Clause': 'permissive',
  'BSD-3-Clause': 'permissive',
  '0BSD': 'permissive',
  'Apache-2.0': 'permissive, with a grant of patents',
  'BlueOak-1.0.0': 'permissive',
  Zlib: 'permissive',
  Unlicense: 'public domain',
  'CC0-1.0': 'public domain',
  'CC-BY-4.0': 'data, with attribution',
  'Python-2.0': 'permissive',
  PostgreSQL: 'permissive',
  'OFL-1.1': 'font, given away together with the program',
  'MPL-2.0': 'weak copyleft of single files; used unchanged',
  'LGPL-2.1-or-later': 'weak copyleft; used unchanged as a library that can be exchanged',
  'LGPL-3.0-or-later': 'weak copyleft; used unchanged as a library that can be exchanged',
};

/** Licences of packages that do not name theirs in package.json, from the file LICENSE in them. */
const told: Readonly<Record<string, string>> = { decko: 'MIT', stickyfill: 'MIT' };

/** Every package of a lock file (`package-lock.json`, version 3), our own left out. */
export function dependenciesOf(lock: { readonly packages: Readonly<Record<string, Locked>> }): Dependency[] {
  return Object.entries(lock.packages)
    .filter(([path, { link }]) => path.includes('node_modules/') && link !== true)
    .map(([path, { version, license, dev, devOptional }]) => {
      const name = path.slice(path.lastIndexOf('node_modules/') + 'node_modules/'.length);
      const licence = license ?? told[name] ?? 'unknown';
      return { name, version: version ?? '', licence, dev: dev === true || devOptional === true };
    })
    .toSorted((a, b) => a.name.localeCompare(b.name) || a.version.localeCompare(b.version));
}

/** Whether a licence, or one that may be chosen (`(MIT OR GPL-3.0)`), is allowed; of `A AND B` both must be. */
export function isAllowed(licence: string): boolean {
  const bare = licence.replaceAll(/[()]/g, '');
  return bare.split(' OR ').some((choice) => choice.split(' AND ').every((each) => each.trim() in allowed));
}

/** `docs/licences.md`. */
export function licencesPage(dependencies: readonly Dependency[]): string {
  const used = dependencies.filter((each) => !each.dev);
  const names = [...new Set(dependencies.map((each) => each.licence))].toSorted();
  const counts = names.map((licence) => {
    const of = dependencies.filter((each) => each.licence === licence);
    const why =
      allowed[licence] ??
      (!isAllowed(licence) ? '**not allowed**' : licence.includes(' AND ') ? 'each of them is' : 'one of them is');
    return `| ${licence} | ${of.filter((each) => !each.dev).length} | ${of.length} | ${why} |`;
  });
  const rows = used.map(({ name, version, licence }) => `| ${name} | ${version} | ${licence} |`);
  return `# Licences of dependencies

Generated from \`package-lock.json\` by \`npm run docs\`. Do not edit. A check refuses licences that are not on the list of
\`scripts/operations/licences.ts\`. Harmony itself is under the MIT licence.

| licence | packages that are part of Harmony | with those for building and testing | allowed because |
|---|---|---|---|
${counts.join('\n')}

Part of an installation (of packages for several systems only the fitting ones are installed):

| package | version | licence |
|---|---|---|
${rows.join('\n')}
`;
}
