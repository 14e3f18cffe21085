/** How long Harmony's main thread itself was at work between two ticks of a timer of ten milliseconds, in milliseconds of processor time: what the machine does to it is not in it. */
export interface OwnWork {
  readonly p99: number;
  readonly longest: number;
}

/** Of V8's protocol for debuggers, what is needed here. */
interface Answer {
  readonly id?: number;
  readonly result?: { readonly result?: { readonly value?: unknown } };
}

/** Watches from inside, through the debugger's address. The function that it answers tells the figures since it was last called. */
export async function watchOwnWork(address: string): Promise<{ read(): Promise<OwnWork>; close(): void }> {
  const socket = new WebSocket(address);
  await new Promise((resolve, reject) => {
    socket.addEventListener('open', resolve, { once: true });
    socket.addEventListener('error', () => reject(new Error('The debugger does not answer.')), { once: true });
  });
  let asked = 0;
  const evaluate = (expression: string): Promise<unknown> => {
    asked += 1;
    const id = asked;
    return new Promise((resolve) => {
      const hear = (message: MessageEvent): void => {
        const answer = JSON.parse(String(message.data)) as Answer;
        if (answer.id !== id) return;
        socket.removeEventListener('message', hear);
        resolve(answer.result?.result?.value);
      };
      socket.addEventListener('message', hear);
      socket.send(JSON.stringify({ id, method: 'Runtime.evaluate', params: { expression, returnByValue: true } }));
    });
  };
  await evaluate(begin);
  return {
    read: async () => (await evaluate('ownWork()')) as OwnWork,
    close: () => socket.close(),
  };
}

const begin = `{
  const { createHistogram } = process.getBuiltinModule('node:perf_hooks');
  const worked = createHistogram();
  let before = process.threadCpuUsage();
  setInterval(() => {
    const now = process.threadCpuUsage();
    worked.record(Math.max(1, now.user + now.system - before.user - before.system));
    before = now;
  }, 10).unref();
  globalThis.ownWork = () => {
    const told = { p99: worked.percentile(99) / 1000, longest: worked.max / 1000 };
    worked.reset();
    return told;
  };
}`;
