import { lookup } from 'node:dns';
import { isIP, type LookupFunction } from 'node:net';
import { ServiceFault } from './fault.ts';

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

/** Throws when a host is a number that is refused: numbers are not looked up. `host` may have the brackets of an address. */
export function refuseNumber(host: string, refuses: (address: string) => boolean, what: string): void {
  const bare = host.replace(/^\[|\]$/g, '');
  if (isIP(bare) !== 0 && refuses(bare)) throw new AddressNotAllowed(`${bare} is a ${what}`);
}

/** The fault of a call that was refused because of its address; `null`: the error is another one. */
export function refusedAddress(error: unknown, service: string, remedy: string): ServiceFault | null {
  for (let at: unknown = error; at instanceof Error; at = at.cause)
    if (at instanceof AddressNotAllowed)
      return new ServiceFault({
        service,
        code: 'address_not_allowed',
        sentence: `Nothing was sent: ${at.message}.`,
        remedy,
      });
  return null;
}
