import { lookup } from 'node:dns';
import type { LookupFunction } from 'node:net';

/** A name or number leads to an address that this call may not go to. */
export class AddressNotAllowed extends Error {}

/** Resolves names, and fails when any of the addresses is refused: a name must not lead where its owner has no business. */
export function guardedLookup(refuses: (address: string) => boolean, what: string): LookupFunction {
  return (hostname, options, callback) => {
    lookup(hostname, { ...options, all: true }, (error, addresses) => {
      if (error !== null) return callback(error, []);
      const refused = addresses.find(({ address }) => refuses(address));
      if (refused !== undefined)
        return callback(new AddressNotAllowed(`${hostname} resolves to the ${what} ${refused.address}`), []);
      const [first] = addresses;
      if (options.all === true || first === undefined) return callback(null, addresses);
      callback(null, first.address, first.family);
    });
  };
}
