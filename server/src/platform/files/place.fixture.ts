import { placeFile } from './index.ts';

/** Moves a file as an ordinary user, whoever started it, and prints the code of the problem. Arguments: source, target. */
const [source = '', target = ''] = process.argv.slice(2);
// only now: by then everything is loaded from folders that the ordinary user may not enter
if (process.getuid?.() === 0) {
  process.setgid?.(65_534);
  process.setuid?.(65_534);
}
await placeFile({ source, target, part: `${target}.part` }).then(
  () => process.stdout.write('no problem'),
  (error: unknown) => process.stdout.write(error instanceof Error && 'code' in error ? String(error.code) : 'unknown'),
);
