import { type NamingTemplate, parseTemplate, templateOf } from './template.ts';

/** Where a person's template is kept; over the settings table. */
export interface TemplateMemory {
  read(): Promise<string | null>;
  /** `null` forgets it. */
  write(text: string | null): Promise<void>;
}

/** How files are named: the template of a person, else the one of the configuration. */
export interface Naming {
  current(): Promise<{ readonly template: NamingTemplate; readonly source: 'person' | 'configuration' }>;
  /** Keeps a template that `parseTemplate` understood; `null` goes back to the configuration's. Only files that come later are named by it. */
  keep(template: NamingTemplate | null): Promise<void>;
}

/**
 * Reads the template anew for each file, so that a change holds at once in every process. Text in the settings table that is none (written by
 * hand) counts as not set and is reported.
 */
export function createNaming(deps: {
  /** `NAMING_TEMPLATE`, which the configuration has checked. */
  readonly configured: string;
  readonly memory: TemplateMemory;
  readonly onFault: (sentence: string) => void;
}): Naming {
  const configured = templateOf(deps.configured);
  return {
    async current() {
      const text = await deps.memory.read();
      if (text !== null) {
        const parsed = parseTemplate(text);
        if (parsed.ok) return { template: parsed.template, source: 'person' };
        deps.onFault(`The stored naming template is not used: ${parsed.why}`);
      }
      return { template: configured, source: 'configuration' };
    },
    keep: (template) => deps.memory.write(template?.text ?? null),
  };
}
