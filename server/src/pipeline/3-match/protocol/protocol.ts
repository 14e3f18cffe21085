import { answerLine } from './protocol-answers.ts';

/** `npm run --silent match`: one request per line on stdin, one answer per line on stdout, same order. Answers of one chunk leave together. */
let rest = '';

function take(chunk: string): void {
  const lines = (rest + chunk).split('\n');
  rest = lines.pop() ?? '';
  let out = '';
  for (const line of lines) {
    if (line.trim() === '') continue;
    out += `${answerLine(line)}\n`;
    if (out.length > 1 << 16) {
      process.stdout.write(out);
      out = '';
    }
  }
  if (out !== '') process.stdout.write(out);
}

process.stdout.on('error', (fault: NodeJS.ErrnoException) => {
  // The reader went away: nothing left to answer.
  process.exitCode = fault.code === 'EPIPE' ? 0 : 1;
  process.stdin.destroy();
});
process.stdin.setEncoding('utf8');
process.stdin.on('data', (chunk: string) => take(chunk));
process.stdin.on('end', () => {
  if (rest.trim() !== '') take('\n');
});
