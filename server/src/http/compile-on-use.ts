import AjvCompiler from '@fastify/ajv-compiler';
import SerializerSelector from '@fastify/fast-json-stringify-compiler';
import type { FastifyServerOptions } from 'fastify';

type Factory = NonNullable<NonNullable<FastifyServerOptions['schemaController']>['compilersFactory']>;
type Validate = ((data: unknown) => unknown) & { errors?: unknown };
type CompileValidator = (route: { readonly schema: unknown }) => Validate;

/**
 * Fastify's own compilers of schemas, which set to work when the first request needs their result: compiling those of all routes at
 * the start would hold it up for most of a second, and nearly all of it would be for routes that nobody asks for soon. Names in schemas of
 * headers must be in lower case.
 */
export function compileOnUse(): Factory {
  const validators = AjvCompiler() as unknown as (...given: unknown[]) => CompileValidator;
  const serializers = SerializerSelector();
  const buildValidator = (schemas: unknown, options: unknown): CompileValidator => {
    let compile: CompileValidator | undefined;
    return (route) => {
      let compiled: Validate | undefined;
      const validate: Validate = (data) => {
        compile ??= validators(schemas, options);
        compiled ??= compile(route);
        const valid = compiled(data);
        validate.errors = compiled.errors;
        return valid;
      };
      return validate;
    };
  };
  const buildSerializer: NonNullable<Factory['buildSerializer']> = (schemas, options) => {
    const compile = serializers(schemas, options);
    return (route) => {
      let serialize: ((data: unknown) => string) | undefined;
      return (data) => {
        serialize ??= compile(route);
        return serialize(data);
      };
    };
  };
  return { buildValidator: buildValidator as unknown as NonNullable<Factory['buildValidator']>, buildSerializer };
}
