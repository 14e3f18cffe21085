/** A Fastify that does nothing but answer the bytes in the file that is named to it, with the given headers; 304 to whoever has an ETag. Prints its address. */
import { readFileSync } from 'node:fs';
import Fastify from 'fastify';

const [file = '', headers = '{}'] = process.argv.slice(2);
const body = readFileSync(file, 'utf8');
const same = JSON.parse(headers) as Record<string, string>;
const without = Object.fromEntries(Object.entries(same).filter(([name]) => name !== 'content-type'));
const app = Fastify();
app.get('/', (request, reply) =>
  request.headers['if-none-match'] === undefined
    ? reply.headers(same).send(body)
    : reply.code(304).headers(without).send(),
);
process.stdout.write(`${await app.listen({ host: '127.0.0.1', port: 0 })}\n`);
