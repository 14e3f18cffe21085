import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { jobTypes } from '../../server/src/compose/job-types.ts';

/** `docs/former-jobs.md` promises names that other people's scripts and dashboards read; each must be in the program. */

const page = readFileSync('docs/former-jobs.md', 'utf8');
const code = readdirSync('server/src', { recursive: true, encoding: 'utf8' })
  .filter((name) => name.endsWith('.ts') && !name.endsWith('.test.ts'))
  .map((name) => readFileSync(join('server/src', name), 'utf8'))
  .join('\n');

/** The text below a heading. */
function section(heading: string): string {
  const found = page.split(/^## /m).find((each) => each.startsWith(`${heading}\n`));
  if (found === undefined) throw new Error(`The page has no section "${heading}".`);
  return found;
}

/** What is written as code in a text, with `a.{b,c}` as `a.b` and `a.c`. */
function namesIn(text: string): string[] {
  const written = [...text.matchAll(/`([^`\n]+)`/g)].flatMap(([, name]) => name ?? []);
  return written.flatMap((name) => {
    const [, before = '', list, after = ''] = /^(.*)\{([\w,]+)\}(.*)$/.exec(name) ?? [];
    return list === undefined ? [name] : list.split(',').map((each) => before + each + after);
  });
}

const literal = (name: string): boolean => new RegExp(`['"\`]${name.replaceAll('.', String.raw`\.`)}['"\`]`).test(code);
/** Some name begins like this. */
const prefix = (start: string): boolean =>
  new RegExp(`['"\`]${start.replaceAll('.', String.raw`\.`)}[\\w$]`).test(code);

describe('log events', () => {
  const [written = '', missing = ''] = section('Log events and figures').split(/(?=`queue\.job\.)/);

  test('that the page names are written somewhere, beyond being declared', () => {
    const events = namesIn(written).filter((name) =>
      /^(?:worker|orchestrator|health|ready|secret|artist|integration|config|router_registry)\.\w+$|^wiring_summary$/.test(
        name,
      ),
    );
    expect(events.length).toBeGreaterThan(24);
    expect(events.filter((name) => !new RegExp(`event: '${name.replace('.', String.raw`\.`)}'`).test(code))).toEqual(
      [],
    );
  });

  test('that it says do not exist do not', () => {
    const gone = namesIn(missing).filter((name) => name.startsWith('queue.'));
    expect(gone).toEqual(['queue.job.unsupported_dialect', 'queue.lease.telemetry_error']);
    expect(gone.filter(literal)).toEqual([]);
  });

  test('and figures of kinds of jobs stand for kinds that there are', () => {
    const figures = namesIn(missing).filter((name) => name.endsWith('_*'));
    expect(figures.length).toBeGreaterThan(1);
    expect(figures.filter((name) => !literal(name.slice(0, -2)))).toEqual([]);
  });
});

test('types of jobs that the page names exist', () => {
  const types = namesIn(section('Jobs')).filter((name) =>
    /^(?:autosync|artist_sync|download|match|search)$/.test(name),
  );
  expect(new Set(types).size).toBe(5);
  expect(types.filter((name) => !jobTypes.has(name))).toEqual([]);
});

describe('notes in the settings', () => {
  const names = namesIn(section('Notes in the settings'));

  test('are written under the names that the page gives', () => {
    const families = names.filter((name) => /^metrics\.\w+\.\*$/.test(name));
    expect(families.length).toBeGreaterThan(5);
    expect(families.filter((name) => !prefix(name.slice(0, -1)))).toEqual([]);
    const fields = names.flatMap((name) => /^worker\.<name>\.(\w+)$/.exec(name)?.[1] ?? []);
    expect(fields).toEqual(['last_seen', 'last_start', 'last_stop', 'status']);
    expect(fields.filter((name) => !literal(name) && !code.includes(`worker.\${name}.${name}`))).toEqual([]);
  });

  test('and settings that win over the environment are read by these names', () => {
    const settings = names.filter((name) => /^(?:sync|matching)_\w+$/.test(name));
    expect(new Set(settings).size).toBe(3);
    expect(settings.filter((name) => !literal(name))).toEqual([]);
  });
});
