import { setting } from '#platform/config';
import { defaultTemplateText, namingFields, parseTemplate } from './template.ts';

/** Where the library lives. */
export const organiseSettings = {
  musicDir: setting.path({
    name: 'MUSIC_DIR',
    default: './music',
    doc: 'The music folder. Created at the first file if its parent folder exists.',
  }),
  reserveMb: setting.int({
    name: 'MUSIC_DIR_RESERVE_MB',
    default: 200,
    min: 0,
    max: 1_000_000,
    doc: 'Space in megabytes that is always left free on the disk of the music folder.',
  }),
  namingTemplate: setting.text({
    name: 'NAMING_TEMPLATE',
    default: defaultTemplateText,
    doc: `How files are named below MUSIC_DIR: / between folders, [brackets] around what only stands when it is known. Fields: ${Object.keys(namingFields).join(', ')}. The page can change it.`,
    check(text) {
      const parsed = parseTemplate(text);
      return parsed.ok ? null : `is no template: ${parsed.why}`;
    },
  }),
  replaceBetter: setting.bool({
    name: 'REPLACE_WITH_BETTER',
    default: true,
    doc: 'Replace a file of the library when the same recording arrives in better quality; the old one goes to the trash. Otherwise what arrives is refused.',
  }),
  trashDir: setting.path({
    name: 'TRASH_DIR',
    default: null,
    doc: 'Folder for deleted library files; default: the hidden folder .harmony-trash in the music folder.',
  }),
  trashKeepDays: setting.int({
    name: 'TRASH_KEEP_DAYS',
    default: 30,
    min: 1,
    max: 3650,
    doc: 'Days after which a deleted library file is removed for good; until then it can be restored.',
  }),
};
